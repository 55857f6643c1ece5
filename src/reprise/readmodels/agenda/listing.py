"""A page of the agenda, the soonest first, and how much there is beside it: two queries, however many dates."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.kinds import DeadlineState
from reprise.apps.cases.models import Deadline
from reprise.law.calendars import after_days
from reprise.readmodels.agenda.wanted import Wanted, dates_of
from reprise.readmodels.deadlines import PROMISED

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


def part_of(row: Deadline, today: date, at: datetime) -> str:
    """Missed (an answer was promised to somebody who still waits), late, today, week or later."""
    day = row.due_on
    if row.name == PROMISED and row.due_at <= at:
        return "missed"
    if day <= today:
        return "today" if day == today else "late"
    return "week" if day <= after_days(today, 6) else "later"


def agenda_page(
    actor: Actor, wanted: Wanted, *, at: datetime, after: Place | None = None, on: date | None = None, limit: int
) -> AgendaPage:
    """One page, after what `missed` gives; `on` asks for the dates of one day only."""
    rows = dates_of(actor, wanted, at).select_related("case__order", "case__assignee")
    rows = rows.exclude(_missed(at)) if on is None else rows.filter(due_on=on)
    if after is not None:
        moment, last = after
        rows = rows.filter(Q(due_at__gt=moment) | Q(due_at=moment, pk__gt=last))
    found = list(rows.order_by("due_at", "pk")[: limit + 1])
    page = tuple(found[:limit])
    more = len(found) > limit
    return AgendaPage(page, (page[-1].due_at, page[-1].pk) if more else None)


def missed(actor: Actor, wanted: Wanted, *, at: datetime, limit: int) -> tuple[Deadline, ...]:
    """The promises to answer that were missed and are not kept yet, the oldest first: they stand before all dates."""
    rows = dates_of(actor, wanted, at).filter(_missed(at)).select_related("case__order", "case__assignee")
    return tuple(rows.order_by("due_at", "pk")[:limit])


def _missed(at: datetime) -> Q:
    return Q(name=PROMISED, due_at__lte=at, state=DeadlineState.OPEN.value)


def counted(actor: Actor, wanted: Wanted, *, today: date, at: datetime) -> Counted:
    """The parts of the agenda in one look."""
    week = after_days(today, 6)
    over = Q(due_on__lt=today) | _missed(at)
    found = dates_of(actor, wanted, at).aggregate(
        late=Count("pk", filter=over), today=Count("pk", filter=Q(due_on=today) & ~_missed(at)),
        week=Count("pk", filter=Q(due_on__gt=today, due_on__lte=week)), later=Count("pk", filter=Q(due_on__gt=week)),
    )  # fmt: skip
    return Counted(**found)


def kinds_of(actor: Actor, wanted: Wanted, at: datetime) -> Mapping[str, int]:
    """Which kinds of dates there are to choose from, and how many of each."""
    whole = Wanted(wanted.whose, "", wanted.mine)
    return Counter(dict(dates_of(actor, whole, at).values_list("name").annotate(Count("pk")).order_by()))
