"""Words of danger: what burns, gives shocks or hurts somebody, who may be themselves; a person comes at once."""

import re
from typing import Final

from reprise.apps.knowledge.rules.handover import Reason, reason_for_a_person
from reprise.apps.knowledge.rules.index import Index, shipped_index

#: What raises the alarm.
DANGERS: Final = frozenset({Reason.DISTRESS, Reason.SAFETY})
_SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?]*")


def make_ready() -> None:
    """Have at hand what words are compared with, so that the first text need not wait for it."""
    is_dangerous("")


def is_dangerous(text: str, *, index: Index | None = None) -> bool:
    """Whether somebody writes of a danger, as the assistant hears it before anything is looked up."""
    known = index or shipped_index()
    found = reason_for_a_person(
        text,
        known=lambda word: known.knows(word, "fr") or known.knows(word, "en"),
        near=lambda words: max(known.near(words, "fr"), known.near(words, "en")),
    )
    return found in DANGERS


def danger_in(text: str) -> str:
    """The sentence that says it; the whole text where it takes several, nothing where there is none."""
    if not is_dangerous(text):
        return ""
    sentences = (found[0].strip() for found in _SENTENCE.finditer(text))
    return next((one for one in sentences if is_dangerous(one)), text.strip())
