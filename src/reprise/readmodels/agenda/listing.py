"""A page of the agenda, the soonest first, and how much there is beside it: two queries, however many dates."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.models import Deadline
from reprise.law.calendars import after_days
from reprise.readmodels.agenda.wanted import Wanted, dates_of

#: A place in the list: the moment of a row and its number.
Place = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many dates there are in each part of the agenda."""

    late: int
    today: int
    week: int  # the next six days
    later: int

    @property
    def all(self) -> int:
        """All of them."""
        return self.late + self.today + self.week + self.later


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """Some rows with their cases, and the place to go on from when there are more."""

    rows: tuple[Deadline, ...]
    next_place: Place | None


def part_of(day: date, today: date) -> str:
    """Late, today, week or later."""
    if day <= today:
        return "today" if day == today else "late"
    return "week" if day <= after_days(today, 6) else "later"


def agenda_page(
    actor: Actor, wanted: Wanted, *, at: datetime, after: Place | None = None, on: date | None = None, limit: int
) -> AgendaPage:
    """One page; `on` asks for the dates of one day only."""
    rows = dates_of(actor, wanted, at).select_related("case__order", "case__assignee")
    if on is not None:
        rows = rows.filter(due_on=on)
    if after is not None:
        moment, last = after
        rows = rows.filter(Q(due_at__gt=moment) | Q(due_at=moment, pk__gt=last))
    found = list(rows.order_by("due_at", "pk")[: limit + 1])
    page = tuple(found[:limit])
    more = len(found) > limit
    return AgendaPage(page, (page[-1].due_at, page[-1].pk) if more else None)


def counted(actor: Actor, wanted: Wanted, *, today: date, at: datetime) -> Counted:
    """The parts of the agenda in one look."""
    week = after_days(today, 6)
    found = dates_of(actor, wanted, at).aggregate(
        late=Count("pk", filter=Q(due_on__lt=today)), today=Count("pk", filter=Q(due_on=today)),
        week=Count("pk", filter=Q(due_on__gt=today, due_on__lte=week)), later=Count("pk", filter=Q(due_on__gt=week)),
    )  # fmt: skip
    return Counted(**found)


def kinds_of(actor: Actor, wanted: Wanted, at: datetime) -> Mapping[str, int]:
    """Which kinds of dates there are to choose from, and how many of each."""
    whole = Wanted(wanted.whose, "", wanted.mine)
    return Counter(dict(dates_of(actor, whole, at).values_list("name").annotate(Count("pk")).order_by()))
