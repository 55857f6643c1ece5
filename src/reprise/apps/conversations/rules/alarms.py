"""What a customer threatens with, read from their words: a lawyer, the press, a public review, an authority.

A person of the shop looks whenever something is found, so a rule may be wrong once in a while; what it must not do is
miss a threat, or cry at every “great reviews” and “I saw your article”.
"""

import re
from dataclasses import dataclass
from typing import Final

from reprise.apps.conversations.kinds import Alarm

_WORDS: Final = {
    Alarm.LAWYER: (
        r"avocat(?:e|s|es)?", r"mise en demeure", r"mettre en demeure", r"mets en demeure", r"tribuna(?:l|ux)",
        r"assignation", r"en justice", r"action(?:s)? judiciaires?", r"poursuites?(?: judiciaires?)?", r"huissier",
        r"commissaire de justice", r"voies? (?:de droit|juridiques?)", r"plainte au penal", r"conciliateur de justice",
        r"protection juridique", r"lawyers?", r"solicitors?", r"attorneys?", r"legal action", r"(?:small claims )?court",
        r"sue", r"suing", r"letter before action", r"legal proceedings", r"my legal (?:team|advis[eo]r|insurance)",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A threat, and the words that say it."""

    alarm: Alarm
    words: str


def alarms_in(text: str) -> frozenset[Alarm]:
    """What is threatened with."""
    return frozenset(found.alarm for found in found_in(text))


def found_in(text: str) -> tuple[Found, ...]:
    """The same with the words, in their order; first form."""
    found = []
    for alarm, words in _WORDS.items():
        found += [Found(alarm, hit.group()) for hit in re.finditer(rf"\b(?:{'|'.join(words)})\b", text.lower())]
    return tuple(found)
