"""What the assistant answers: an article, up to three to choose from, nothing, or that a person has to."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reprise.apps.knowledge.rules.handover import Reason, reason_for_a_person
from reprise.apps.knowledge.rules.index import Hit, Index
from reprise.apps.knowledge.rules.language import OTHER, language_of
from reprise.apps.knowledge.rules.saying import ASK_BACK

#: Calibrated on our own questions (apps/knowledge/questions); `reprise assistant check` tells what they give.
SURE_SCORE: Final = 0.42
SURE_MARGIN: Final = 0.10
LEAST_SCORE: Final = 0.15
LEAST_SHARE: Final = 0.35  # of the first one's score, below which a title is not offered
MOST_CHOICES: Final = 3


class Answer(StrEnum):
    """The four ways to answer."""

    SURE = "sure"
    CHOICES = "choices"
    NONE = "none"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is answered, in which language, from which articles; `ask_back` is a question to ask before a person comes."""

    kind: Answer
    language: str
    articles: tuple[Hit, ...] = ()
    reason: Reason | None = None
    ask_back: str | None = None


def answer(question: str, *, page_language: str, index: Index) -> Outcome:
    """Answer a question from the articles alone; whatever is for a person is never looked up."""
    page = "fr" if page_language.startswith("fr") else "en"
    language = language_of(question, page_language=page, index=index)
    told = page if language == OTHER else language
    reason = reason_for_a_person(question, known=lambda word: index.knows(word, "fr") or index.knows(word, "en"))
    if reason is Reason.TOO_VAGUE:
        return Outcome(Answer.PERSON, told, reason=reason, ask_back=ASK_BACK[told])
    if reason is not None:
        return Outcome(Answer.PERSON, told, reason=reason)
    if language == OTHER:
        return Outcome(Answer.NONE, told, reason=Reason.OUT_OF_SCOPE)
    return _looked_up(index.search(question, language), language)


def _looked_up(hits: list[Hit], language: str) -> Outcome:
    if not hits or hits[0].score < LEAST_SCORE:
        return Outcome(Answer.NONE, language, reason=Reason.OUT_OF_SCOPE)
    first, second = hits[0].score, hits[1].score if len(hits) > 1 else 0.0
    if first >= SURE_SCORE and first - second >= SURE_MARGIN:
        return Outcome(Answer.SURE, language, tuple(hits[:1]))
    offered = tuple(hit for hit in hits[:MOST_CHOICES] if hit.score >= first * LEAST_SHARE)
    return Outcome(Answer.CHOICES, language, offered)
