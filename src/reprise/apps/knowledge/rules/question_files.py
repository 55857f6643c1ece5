"""Sets of questions with the subject each should find, in the schema of the benchmark."""

from dataclasses import dataclass
from typing import Any, Final

import yaml

from reprise.apps.knowledge.rules.handover import Reason

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
HANDOVER: Final = "handover"


class UnreadableQuestions(ValueError):
    """A file that holds no set of questions; the message says what is wrong and where."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, what it should find and why it is a person's when it is one's."""

    id: str
    text: str
    lang: str
    expect: str
    accept: tuple[str, ...] = ()
    reason: str | None = None

    @property
    def right(self) -> frozenset[str]:
        """Everything that counts as right."""
        return frozenset({self.expect, *self.accept})


def read_questions(content: bytes | str) -> list[Question]:
    """The questions of a file; UnreadableQuestions names the first fault."""
    try:
        document = yaml.load(content, LOADER)  # noqa: S506  # a safe loader
    except (yaml.YAMLError, ValueError) as fault:
        raise UnreadableQuestions(f"is no YAML: {' '.join(str(fault).split())}") from fault
    entries = document.get("questions") if isinstance(document, dict) else document
    if not isinstance(entries, list) or not entries:
        raise UnreadableQuestions("holds no list of questions")
    return [_question(place, entry) for place, entry in enumerate(entries, 1)]


def _question(place: int, entry: Any) -> Question:
    if not isinstance(entry, dict):
        raise UnreadableQuestions(f"question {place} has no fields")
    for field in ("text", "expect"):
        if not isinstance(entry.get(field), str) or not entry[field].strip():
            raise UnreadableQuestions(f"question {place}: {field} is missing, or is not text")
    accept = entry.get("accept") or []
    if not isinstance(accept, list):
        raise UnreadableQuestions(f"question {place}: accept is not a list")
    reason = entry.get("reason")
    if reason is not None and reason not in list(Reason):
        raise UnreadableQuestions(f"question {place}: reason is none of {', '.join(Reason)}")
    return Question(
        id=str(entry.get("id", place)),
        text=entry["text"],
        lang=str(entry.get("lang", "fr")),
        expect=entry["expect"],
        accept=tuple(map(str, accept)),
        reason=reason,
    )
