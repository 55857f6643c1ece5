"""The rights that run from the delivery on: to change one's mind, the guarantee, and what need not be proved.

Whoever withdraws sends the goods back: nothing runs for them any more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from reprise.apps.cases.kinds import DeadlineState, Duty
from reprise.apps.cases.models import CaseLine
from reprise.apps.cases.services.deadlines import NewDeadline
from reprise.law.assessment import Assessment
from reprise.law.counting import Period
from reprise.law.vocabulary import Item
from reprise.readmodels import deadline_effects as effects
from reprise.readmodels.deadline_making import Book, fitting
from reprise.readmodels.deadlines import GUARANTEE, PRESUMPTION, WITHDRAW

Paired = Sequence[tuple[CaseLine, Assessment]]


def terms_that_run(book: Book, paired: Paired) -> list[NewDeadline]:
    """One row for each right and day: where all lines share it, it is the case's."""
    found = [new for line, answer in paired for new in _of_line(book, line, answer)]
    terms: list[NewDeadline] = []
    for name in dict.fromkeys(new.name for new in found):
        same = [new for new in found if new.name == name]
        shared = len(same) == len(paired) and len({(new.due_on, new.rule) for new in same}) == 1
        terms += [replace(same[0], line_id=None)] if shared else same
    return terms


def _of_line(book: Book, line: CaseLine, answer: Assessment) -> Iterator[NewDeadline]:
    lots = [day for day in answer.facts.lots if day is not None]
    item = answer.facts.claimed[0].item
    start = max(lots, default=None) or (answer.facts.ordered if item.is_digital else None)
    if start is None:
        return
    family = "digital" if item.is_digital else "guarantee"
    withdraw = answer.day("withdrawal_last_day")
    if withdraw is not None:
        count = fitting(withdraw, book.days("withdrawal.days", start, rolled=True))
        yield _runs(book, WITHDRAW, "withdrawal.days", count, effects.RIGHT_ENDS, line)
    until = answer.day("guarantee_until")
    if until is not None:
        rule = f"{family}.months"
        yield _runs(book, GUARANTEE, rule, fitting(until, book.months(rule, start)), effects.RIGHT_ENDS, line)
    presumed = answer.day("presumption_until")
    if presumed is not None:
        rule = _presumption(book, family, item)
        whole = book.months(rule, start)
        shorter = replace(whole, first_day_counts=True) if whole else None
        yield _runs(book, PRESUMPTION, rule, fitting(presumed, whole, shorter), effects.PROOF_TURNS, line)


def _presumption(book: Book, family: str, item: Item) -> str:
    rule = f"{family}.presumption_months"
    used = f"{rule}_second_hand"
    return used if item.is_second_hand and book.value(used) else rule


def _runs(book: Book, name: str, rule: str, due: Period | date, effect: str, line: CaseLine) -> NewDeadline:
    return book.by_law(
        name, rule, due, Duty.CUSTOMER, starts_with="delivered", effect=effect, line=line, state=DeadlineState.RUNS
    )
