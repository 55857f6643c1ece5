"""A month of dates: how many each day has, and the first few of each, in two queries."""

from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.kinds import DeadlineBasis
from reprise.apps.cases.models import Deadline
from reprise.apps.cases.services.deadlines import end_of
from reprise.law.calendars import after_days, after_months
from reprise.law.counting import why_no_work
from reprise.readmodels.agenda.wanted import Wanted, dates_of

SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """A square of the table: its day, what it holds, and the first of it."""

    day: date
    inside: bool  # of this month, and not of one beside it
    works: bool  # no weekend and no public holiday
    law: int
    policy: int
    promise: int
    first: tuple[Deadline, ...]

    @property
    def total(self) -> int:
        """How many dates."""
        return self.law + self.policy + self.promise

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.first)


@dataclass(frozen=True, slots=True)
class AgendaMonth:
    """Six weeks at most, from Monday, and the months beside it."""

    first: date
    weeks: tuple[tuple[AgendaDay, ...], ...]

    @property
    def before(self) -> date:
        """The month before."""
        return after_months(self.first, -1)

    @property
    def next(self) -> date:
        """The month after."""
        return after_months(self.first, 1)

    @property
    def total(self) -> int:
        """How many dates the month itself has."""
        return sum(day.total for week in self.weeks for day in week if day.inside)


def agenda_month(actor: Actor, wanted: Wanted, *, first: date, country: str, at: datetime) -> AgendaMonth:
    """The month that begins with a day; `country`: whose holidays are marked."""
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    first_day, last_day = weeks[0][0], weeks[-1][-1]
    near = (end_of(after_days(first_day, -2), "UTC"), end_of(after_days(last_day, 1), "UTC"))  # what the index goes by
    rows = dates_of(actor, wanted, at).filter(due_at__range=near, due_on__range=(first_day, last_day))
    counts: dict[tuple[date, str], int] = {
        (day, basis): number
        for day, basis, number in rows.values_list("due_on", "basis").annotate(Count("pk")).order_by()
    }
    order = Window(RowNumber(), partition_by=F("due_on"), order_by=[F("due_at").asc(), F("pk").asc()])
    shown: dict[date, list[Deadline]] = defaultdict(list)
    for row in (
        rows.annotate(place=order).filter(place__lte=SHOWN).select_related("case__assignee").order_by("due_on", "pk")
    ):
        shown[row.due_on].append(row)
    return AgendaMonth(
        first,
        tuple(
            tuple(
                AgendaDay(
                    day, day.month == first.month, why_no_work(day, country) is None,
                    law=counts.get((day, DeadlineBasis.LAW.value), 0),
                    policy=counts.get((day, DeadlineBasis.POLICY.value), 0),
                    promise=counts.get((day, DeadlineBasis.PROMISE.value), 0), first=tuple(shown[day]),
                )
                for day in week
            )
            for week in weeks
        ),
    )  # fmt: skip
