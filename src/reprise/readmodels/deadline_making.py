"""How a deadline of a case is written down: with its rule, its count, its source, and what a miss does."""

from dataclasses import dataclass
from datetime import date

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.kinds import DeadlineBasis, DeadlineState, Duty
from reprise.apps.cases.models import Case, CaseLine
from reprise.apps.cases.services.deadlines import NewDeadline
from reprise.law.counting import Period, Unit
from reprise.law.jurisdictions import Law, law_of
from reprise.law.parameters import Value
from reprise.readmodels.deadline_effects import late_payment
from reprise.readmodels.deadline_sources import policy_source
from reprise.readmodels.shop_days import contract_day, country_of


@dataclass(frozen=True, slots=True)
class Book:
    """What the days of one case are counted with: the law of the buyer on the day of the contract, and the shop."""

    shop: Shop
    country: str
    day: date
    law: Law | None

    def value(self, rule: str) -> Value | None:
        """What the law says by a rule, None where it sets no number."""
        value = self.law.at(rule, self.day) if self.law else None
        return value if value is not None and value.content is not None else None

    def source(self, rule: str) -> str:
        """The id of the first text behind a rule."""
        cited = self.law.sources(rule, self.day) if self.law else ()
        return cited[0].id if cited else ""

    def late(self, rule: str) -> str:
        """What it does when a sum is paid later than this rule says."""
        return late_payment(self.law, rule, self.day)

    def days(self, rule: str, start: date, *, rolled: bool = False) -> Period | None:
        """So many days of the law from a start, None where it sets none."""
        return self._period(rule, start, Unit.DAYS, rolled=rolled)

    def months(self, rule: str, start: date) -> Period | None:
        """So many months of the law from a start."""
        return self._period(rule, start, Unit.MONTHS, rolled=False)

    def _period(self, rule: str, start: date, unit: Unit, *, rolled: bool) -> Period | None:
        value = self.value(rule)
        return Period(start, value.number, unit, self.country if rolled else "") if value else None

    def by_law(
        self, name: str, rule: str, due: Period | date, duty: Duty, *, starts_with: str, effect: str = "",
        line: CaseLine | None = None, amount: int | None = None, state: DeadlineState = DeadlineState.OPEN,
    ) -> NewDeadline:  # fmt: skip
        """A day that a law sets, counted or given."""
        counted = due if isinstance(due, Period) else None
        return NewDeadline(
            name, counted.end if counted else _given(due), DeadlineBasis.LAW, self.source(rule), duty,
            line.pk if line else None, rule, starts_with, counted, self.country, effect, amount, state,
        )  # fmt: skip

    def by_shop(
        self, name: str, rule: str, due: Period | date, number: int, *, starts_with: str, effect: str,
        duty: Duty = Duty.SELLER, basis: DeadlineBasis = DeadlineBasis.PROMISE, line: CaseLine | None = None,
        state: DeadlineState = DeadlineState.OPEN,
    ) -> NewDeadline:  # fmt: skip
        """A day that the shop's own policy sets, or that it promised."""
        counted = due if isinstance(due, Period) else None
        return NewDeadline(
            name, counted.end if counted else _given(due), basis, policy_source(number), duty,
            line.pk if line else None, rule, starts_with, counted, self.shop.country, effect, None, state,
        )  # fmt: skip


def book_of(shop: Shop, case: Case) -> Book:
    """The book of a case the caller already holds."""
    country = country_of(shop, case)
    return Book(shop, country, contract_day(shop, case), law_of(country))


def fitting(day: date, *periods: Period | None) -> Period | date:
    """The count that leads to this day; the bare day where none does: it came about in another way."""
    return next((period for period in periods if period is not None and period.end == day), day)


def _given(due: Period | date) -> date:
    return due.end if isinstance(due, Period) else due
