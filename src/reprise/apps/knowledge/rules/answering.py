"""What the assistant answers: an article, up to three to choose from, nothing, or that a person has to."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from reprise.apps.knowledge.rules.handover import Reason, reason_for_a_person
from reprise.apps.knowledge.rules.index import FEWEST_TELLING, Hit, Index
from reprise.apps.knowledge.rules.language import OTHER, language_of
from reprise.apps.knowledge.rules.process import ANOTHER_S_SHARE, about, told_by
from reprise.apps.knowledge.rules.saying import ASK_BACK
from reprise.apps.knowledge.rules.shelf import shipped_names

#: Calibrated on our own questions (apps/knowledge/questions); `reprise assistant check` tells what they give.
SURE_SCORE: Final = 0.39
SURE_MARGIN: Final = 0.10
DEFECT_MARGIN: Final = 0.20
LEAST_SCORE: Final = 0.22
LEAST_IF_STRANGE: Final = 0.36
STRANGE: Final = 0.5  # the share of words no known question holds, from which nothing is sure either
LEAST_SHARE: Final = 0.35  # of the first one's score, below which a title is not offered
MOST_CHOICES: Final = 3
EQUAL_SHARE: Final = 0.75  # of the first one's score, from which a second defect stands beside it
NEARLY_OURS: Final = (
    0.92  # to a phrasing of ours: words that are vague or strange by themselves are a question all the same
)
FEW_WORDS: Final = 2  # that tell something
WRITTEN_SO: Final = 0.3  # how near the phrasings have to be to them
TOLD_APART: Final = 3  # words of a question that seems another subject, below which being alike is chance
TWIN_SHARE: Final = 0.35  # of the score of the article on a defect, from which its help article stands for it

#: What is said of words that name no subject; whatever else a person is called for stands, however near an article is.
NOT_ABOUT_US: Final = frozenset({Reason.TOO_VAGUE, Reason.OUT_OF_SCOPE})

#: An article on a defect → the help article that is about the same thing.
TWINS: Final = {
    "defect-change_of_mind": "withdrawal-14-days",
    "defect-fdm_first_layer": "help-bed-adhesion",
    "defect-fdm_layer_shift": "help-layer-shift",
    "defect-fdm_stringing": "help-stringing",
    "defect-fdm_under_extrusion": "help-under-extrusion",
    "defect-fdm_warping": "help-warping",
    "defect-late_or_lost": "late-delivery",
    "defect-missing_accessory": "wrong-item",
    "defect-missing_parts": "wrong-item",
    "defect-printer_doa": "printer-defective",
    "defect-printer_part_fault": "printer-defective",
    "defect-resin_tacky": "help-resin-not-curing",
    "defect-transport_damage": "damaged-in-transit",
    "defect-wrong_item": "wrong-item",
    "defect-wrong_material_colour": "wrong-item",
}

#: Nothing is nearly as near to the words as an article on a danger: a person comes, whatever else they may mean.
DANGER_MARGIN: Final = 0.05
DANGERS: Final = frozenset({"defect-electrical_safety"})


class Answer(StrEnum):
    """The four ways to answer."""

    SURE = "sure"
    CHOICES = "choices"
    NONE = "none"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is answered, in which language and from what; `ask_back` is a question to ask before a person comes."""

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
    reason = reason_for_a_person(
        question,
        known=lambda word: index.knows(word, "fr") or index.knows(word, "en"),
        near=lambda words: max(index.near(words, "fr"), index.near(words, "en")),
    )
    if reason in NOT_ABOUT_US and language != OTHER and _is_ours(reason, question, language, index):
        reason = None
    if reason is Reason.OUT_OF_SCOPE and language != OTHER and _is_of_the_shop(index.search(question, language)):
        reason = None
    if reason is Reason.TOO_VAGUE:
        return Outcome(Answer.PERSON, told, reason=reason, ask_back=ASK_BACK[told])
    if reason is not None:
        return Outcome(Answer.PERSON, told, reason=reason)
    if language == OTHER:
        return Outcome(Answer.NONE, told, reason=Reason.OUT_OF_SCOPE)
    found = _in(language, question, index)
    if found.kind is not Answer.NONE:
        return found
    # half in one language and half in the other: what the other one has may be offered, never said
    second = "en" if language == "fr" else "fr"
    other = _in(second, question, index)
    is_read = other.articles and index.is_read(question, second)
    return replace(other, kind=Answer.CHOICES) if is_read else found


def _in(language: str, question: str, index: Index) -> Outcome:
    strange = index.strangeness(question, language) >= STRANGE
    few = index.telling(question, language) <= FEW_WORDS
    return _looked_up(fitting(question, index.search(question, language)), language, strange=strange, few=few)


def fitting(question: str, hits: list[Hit]) -> list[Hit]:
    """The hits, those lower that are about another way to print than the one the question names."""
    ways = told_by(question)
    if not ways:
        return hits
    fit = [
        hit if about(hit.article.id) in {"", *ways} else replace(hit, score=hit.score * ANOTHER_S_SHARE) for hit in hits
    ]
    return sorted(fit, key=lambda hit: (-hit.score, hit.article.id))


def _is_ours(reason: Reason | None, question: str, language: str, index: Index) -> bool:
    """Whether somebody wrote these very words of us; two alike are too few for what sounds like another subject."""
    telling = TOLD_APART if reason is Reason.OUT_OF_SCOPE else FEWEST_TELLING
    return index.nearest(question, language, telling=telling) >= NEARLY_OURS


def _is_of_the_shop(hits: list[Hit]) -> bool:
    """Whether the shop itself wrote about what our articles leave to people, as where it delivers."""
    return bool(hits) and hits[0].score >= SURE_SCORE and hits[0].article.id not in shipped_names()


def _looked_up(hits: list[Hit], language: str, *, strange: bool, few: bool) -> Outcome:
    if not hits or hits[0].score < (LEAST_IF_STRANGE if strange else LEAST_SCORE):
        return Outcome(Answer.NONE, language, reason=Reason.OUT_OF_SCOPE)
    if hits[0].article.id in DANGERS and hits[0].score - (hits[1].score if hits[1:] else 0) >= DANGER_MARGIN:
        return Outcome(Answer.PERSON, language, reason=Reason.SAFETY)
    ranked = general_first(hits)
    if not strange and _is_sure(ranked, few=few):
        return Outcome(Answer.SURE, language, tuple(ranked[:1]))
    return Outcome(Answer.CHOICES, language, offered(ranked))


def _is_sure(ranked: list[Hit], *, few: bool) -> bool:
    """Whether the first is far enough before the next; a defect, of which a part may have several, farther.

    A few words alone do not tell a defect, unless somebody wrote them so: “not the orange I ordered” is no orange peel.
    """
    first, second = ranked[0], ranked[1].score if len(ranked) > 1 else 0.0
    is_defect = first.article.id.startswith("defect-")
    margin = DEFECT_MARGIN if is_defect else SURE_MARGIN
    if is_defect and few and first.parts[1] < WRITTEN_SO:
        return False
    return first.score >= SURE_SCORE and first.score - second >= margin


def general_first(hits: list[Hit]) -> list[Hit]:
    """Let a help article stand for the article on the same defect: they are one subject, and it says more."""
    scores = {hit.article.id: hit.score for hit in hits}
    standing: dict[str, float] = {}
    for hit in hits:
        twin = TWINS.get(hit.article.id, "")
        if scores.get(twin, 0.0) >= hit.score * TWIN_SHARE:
            standing[twin] = max(standing.get(twin, 0.0), hit.score)
            standing[hit.article.id] = 0.0
    kept = [
        replace(hit, score=max(hit.score, standing.get(hit.article.id, 0.0)))
        for hit in hits
        if standing.get(hit.article.id) != 0.0
    ]
    return sorted(kept, key=lambda hit: (-hit.score, hit.article.id))


def offered(hits: list[Hit]) -> tuple[Hit, ...]:
    """Up to three titles, of which one is about a defect; another one where it is as near, or nothing else is."""
    near = [hit for hit in hits if hit.score >= hits[0].score * LEAST_SHARE]
    defects = [hit for hit in near if hit.article.id.startswith("defect-")]
    late = {id(hit) for hit in defects[1:] if hit.score < hits[0].score * EQUAL_SHARE}
    ordered = [hit for hit in near if id(hit) not in late] + [hit for hit in defects if id(hit) in late]
    return tuple(ordered[:MOST_CHOICES])
