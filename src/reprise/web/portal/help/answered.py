"""What the page shows of an answer: one article, a few titles, that nothing is known, or that a person has to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext

from reprise.apps.knowledge.rules.answering import Answer, Outcome
from reprise.apps.knowledge.rules.article import Kind, Source
from reprise.apps.knowledge.rules.handover import Reason
from reprise.core.refusals import mark
from reprise.web.guide_ways import GuideWay, guide_ways
from reprise.web.portal.help.doors import Door, doors_of

if TYPE_CHECKING:
    from reprise.apps.knowledge.rules.article import Article

#: What to do now, whatever it is that burns, leaks or hurts; the words of the claim form.
STOP: Final = (
    mark("If somebody needs help, call 112 first. Cool a burn under running water for twenty minutes."),
    mark("Switch it off at the wall and pull the plug. Do not plug it in again, not even to show us."),
    mark("On the skin: soap and water. In the eyes: rinse for fifteen minutes and call a poison centre."),
    mark("Open the windows and leave the room until the smell is gone."),
)  # fmt: skip
#: Why a person answers, as its heading and what is said of it.
PERSON: Final = {
    Reason.DISTRESS: (
        mark("You matter more than any order"),
        mark(
            "If you think of harming yourself, talk to somebody now. In France: 3114, free, day and night. "
            "Elsewhere in the European Union: 112, or 116 123 where it exists."
        ),
    ),
    Reason.LEGAL_THREAT: (
        mark("A person answers this, not a machine"),
        mark("What is between us and the law is read by somebody who may decide. Write it as it is; it is kept."),
    ),
    Reason.PRIVACY_REQUEST: (
        mark("A person answers this, not a machine"),
        mark("You may see, correct or erase your data. Tell us which; we first make sure that it is you."),
    ),
    Reason.FRAUD: (
        mark("A person looks into this"),
        mark("Send no card number and no code to anybody. Tell us what you saw, and keep the mail."),
    ),
    Reason.PAYMENT_DISPUTE: (
        mark("A person looks into this"),
        mark("With your order number we find the payment. Never send a card number."),
    ),
    Reason.PAYMENT_INCIDENT: (
        mark("A person looks into this"),
        mark("With your order number we find the payment. Never send a card number."),
    ),
    Reason.ACCOUNT_ACTION: (
        mark("A person does this for you"),
        mark("It changes something that is yours, so somebody first makes sure that it is you who asks."),
    ),
    Reason.OUT_OF_SCOPE: (
        mark("No article of ours is about this"),
        mark("Ask a person, before you buy too. Here we answer on prints, machines, materials and orders."),
    ),
    Reason.ASKS_HUMAN: (mark("A person answers you"), ""),
}
ANY_PERSON: Final = (mark("A person answers this, not a machine"), "")


@dataclass(frozen=True, slots=True)
class Card:
    """An article as an answer shows it."""

    slug: str
    title: str
    answer: str
    reviewed: date
    sources: tuple[Source, ...]
    doors: tuple[Door, ...]
    is_guide: bool  # about a print that goes wrong: reading on is what helps
    ways: tuple[GuideWay, ...]  # to the guides about the same fault


@dataclass(frozen=True, slots=True)
class Answered:
    """What is told, in which language; `kind` is sure, choices, refused, none, person, safety or vague."""

    kind: str
    language: str
    cards: tuple[Card, ...] = ()
    heading: str = ""
    lead: str = ""
    steps: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()  # to call at once

    @property
    def slugs(self) -> frozenset[str]:
        """The articles it shows."""
        return frozenset(card.slug for card in self.cards)

    @property
    def looks_further(self) -> bool:
        """Whether other articles may stand below it; beside a danger nothing does."""
        return self.kind in {"sure", "choices", "refused", "none"}


def answered(outcome: Outcome, shop_slug: str, *, refused: bool = False) -> Answered:
    """An outcome for the page; an answer that was refused is offered as a title among the others."""
    if outcome.kind is Answer.PERSON:
        return _person(outcome)
    cards = tuple(_cards(outcome, shop_slug))
    if outcome.kind is Answer.NONE or not cards:
        return Answered("none", outcome.language)
    if refused:
        return Answered("refused", outcome.language)
    return Answered(outcome.kind.value, outcome.language, cards)


def _person(outcome: Outcome) -> Answered:
    if outcome.reason is Reason.SAFETY:
        return Answered("safety", outcome.language, steps=tuple(gettext(step) for step in STOP))
    if outcome.ask_back:
        return Answered("vague", outcome.language, lead=outcome.ask_back)
    heading, lead = PERSON.get(outcome.reason, ANY_PERSON) if outcome.reason else ANY_PERSON
    numbers = ("3114", "112") if outcome.reason is Reason.DISTRESS else ()
    lead = gettext(lead) if lead else ""
    return Answered("person", outcome.language, heading=gettext(heading), lead=lead, numbers=numbers)


def _cards(outcome: Outcome, shop_slug: str) -> Iterator[Card]:
    for hit in outcome.articles:
        yield card(hit.article, outcome.language, shop_slug)


def card(article: "Article", language: str, shop_slug: str) -> Card:
    """An article as an answer, in the language of the question."""
    text = article.in_(language)
    return Card(
        article.id, text.title, text.answer, article.reviewed, article.sources, tuple(doors_of(article, shop_slug)),
        article.kind is Kind.HELP, tuple(guide_ways(article.id, shop_slug=shop_slug, language=language)),
    )  # fmt: skip
