"""What is wrong in the steps and ends of a guide's file."""

import re
from collections.abc import Iterator
from typing import Any, Final

from reprise.apps.knowledge.rules.article import LANGUAGES
from reprise.apps.knowledge.rules.bench import ASKED, KNOWN, WORDS
from reprise.apps.knowledge.rules.guide import Leads, StepKind
from reprise.apps.knowledge.rules.guide_text_faults import text_faults, words_faults

Faults = Iterator[tuple[str, str]]
NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
ANSWERS: Final = {StepKind.ASK: range(2, 6), StepKind.DO: range(1, 5)}
_BY: Final = tuple(f"by_{what}" for what in ASKED)
_STEP_KEYS: Final = {"kind", "picture", "only", "otherwise", "answers", *_BY, *LANGUAGES}
_END_KEYS: Final = {"outcome", "part", "danger", *LANGUAGES}


def step_faults(step: Any) -> Faults:
    """The faults of one step, each by its field."""
    if not isinstance(step, dict):
        yield "", "holds nothing"
        return
    for key in step.keys() - _STEP_KEYS:
        yield str(key), "is not a field of a step"
    if step.get("kind") not in list(StepKind):
        yield "kind", f"is none of {', '.join(StepKind)}"
        return
    for language in LANGUAGES:
        yield from said_faults(language, step.get(language), say=120, more=600)
    yield from _answer_faults(StepKind(step["kind"]), step.get("answers"))
    for field, what in zip(_BY, ASKED, strict=True):
        if field in step:
            yield from _line_faults(field, what, step[field])
    if "only" in step or "otherwise" in step:
        yield from _only_faults(step)


def _answer_faults(kind: StepKind, answers: Any) -> Faults:
    if not isinstance(answers, list) or len(answers) not in ANSWERS[kind]:
        yield "answers", f"holds no list of {ANSWERS[kind][0]} to {ANSWERS[kind][-1]} answers"
        return
    for place, one in enumerate(answers):
        if not isinstance(one, dict) or one.keys() != {"to", *LANGUAGES} or not isinstance(one["to"], str):
            yield f"answers[{place}]", "is not fr, en and to"
        else:
            yield from ((f"answers[{place}]{part}", message) for part, message in words_faults(one, 60))


def _line_faults(field: str, what: str, lines: Any) -> Faults:
    if not isinstance(lines, dict) or not lines:
        yield field, "holds no lines"
        return
    for key, words in lines.items():
        if key not in KNOWN[what]:
            yield f"{field}.{key}", f"is none of {', '.join(KNOWN[what])}"
        elif not isinstance(words, dict) or words.keys() != set(LANGUAGES):
            yield f"{field}.{key}", "is not fr and en"
        else:
            yield from ((f"{field}.{key}{part}", message) for part, message in words_faults(words, 240))


def _only_faults(step: Any) -> Faults:
    only = step.get("only")
    if not isinstance(only, dict) or not only or not isinstance(step.get("otherwise"), str):
        yield "only", "and “otherwise” belong together: who is meant, and where all others go"
        return
    for what, keys in only.items():
        if what not in WORDS:
            yield f"only.{what}", f"is none of {', '.join(WORDS)}"
        elif not isinstance(keys, list) or not keys:
            yield f"only.{what}", "is not a list"
        elif what in KNOWN and (unknown := set(map(str, keys)) - set(KNOWN[what])):
            yield f"only.{what}", f"{', '.join(sorted(unknown))}: none of {', '.join(KNOWN[what])}"


def end_faults(end: Any) -> Faults:
    """The faults of one end, each by its field."""
    if not isinstance(end, dict):
        yield "", "holds nothing"
        return
    for key in end.keys() - _END_KEYS:
        yield str(key), "is not a field of an end"
    outcome, part = end.get("outcome"), end.get("part")
    if outcome not in list(Leads):
        yield "outcome", f"is none of {', '.join(Leads)}"
    if (outcome == Leads.PART) != isinstance(part, dict):
        yield "part", "is named when the outcome is “part”, and only then"
    elif isinstance(part, dict):
        if part.keys() == set(LANGUAGES):
            yield from ((f"part{field}", message) for field, message in words_faults(part, 60))
        else:
            yield "part", "is not fr and en"
    if end.get("danger", False) not in {True, False} or (end.get("danger") and outcome != Leads.PERSON):
        yield "danger", "is true or false, and true only where a person follows"
    for language in LANGUAGES:
        yield from said_faults(language, end.get(language), say=90, more=400)


def said_faults(language: str, text: Any, *, say: int, more: int) -> Faults:
    """The faults of what a step or an end says in a language."""
    if not isinstance(text, dict) or not text.keys() <= {"say", "more"}:
        yield language, "is missing, or holds more than “say” and “more”"
        return
    yield from ((f"{language}.say", message) for message in text_faults(language, text.get("say"), say))
    if "more" in text:
        yield from ((f"{language}.more", message) for message in text_faults(language, text["more"], more))
