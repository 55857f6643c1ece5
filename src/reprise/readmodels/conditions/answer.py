"""May this be returned? The law's answer and the shop's, apart and together, for an article nobody has ordered yet."""

from dataclasses import dataclass, replace
from datetime import date

from reprise.apps.policies.rules import Window
from reprise.law.assess import assess
from reprise.law.assessment import Assessment
from reprise.law.calendars import after_days
from reprise.law.vocabulary import Buyer, Claim, Decision
from reprise.readmodels.conditions.about import About
from reprise.readmodels.conditions.legal import WORDS, facts_for, reasons
from reprise.readmodels.explained import Why


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody wants to know of one article; `delivered` None: not delivered yet."""

    kind: str
    opened: bool
    buyer: Buyer
    asked: date
    delivered: date | None
    ordered: date


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the answer: yes, no or person; the last day where there is one; who pays the way back."""

    answer: str
    last_day: date | None
    days: int
    cost_by: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Both sides, and what they come to: yes when either says yes, a person when the law alone hesitates."""

    answer: str
    basis: str  # law, shop, none
    last_day: date | None
    cost_by: str
    law: Side
    shop: Side
    why: tuple[Why, ...]
    assessment: Assessment


def answer_to(about: About, question: Question) -> Answer:
    """The answer to a change of mind."""
    told = facts_for(about, question.kind, opened=question.opened, buyer=question.buyer)
    found = assess(
        replace(
            told, claim=Claim.WITHDRAW, ordered=question.ordered, delivered=question.delivered, declared=question.asked,
            noticed=None,
        )
    )  # fmt: skip
    law = Side(
        WORDS[found.decision], found.day("withdrawal_last_day"),
        about.number_of("withdrawal.days") if found.decision is not Decision.REFUSE else 0, found.return_cost_by.value,
    )  # fmt: skip
    window = about.promise.window(
        question.kind, opened=question.opened, country=about.law.country, buyer=question.buyer.value,
        ordered=question.ordered,
    )  # fmt: skip
    shop = _shop(window, question)
    taken = law if law.answer == "yes" else shop if shop.answer == "yes" else law
    basis = "none" if taken.answer == "no" else "law" if taken is law else "shop"
    last = max((side.last_day for side in (law, shop) if side.answer == "yes" and side.last_day), default=None)
    return Answer(
        answer=taken.answer, basis=basis, last_day=last or taken.last_day, cost_by=taken.cost_by, law=law, shop=shop,
        why=reasons(found, about.lang), assessment=found,
    )  # fmt: skip


def _shop(window: Window | None, question: Question) -> Side:
    if window is None:
        return Side("no", None, 0, "none")
    last = after_days(question.delivered, window.days) if question.delivered else None
    answer = "yes" if last is None or question.asked <= last else "no"
    return Side(answer, last, window.days, window.return_cost_by)
