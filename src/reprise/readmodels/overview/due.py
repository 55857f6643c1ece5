"""What the shop must do by when: what is late, and the days ahead."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Case, Count, F, Q, Value, When

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.kinds import DeadlineBasis, DeadlineState, Duty
from reprise.apps.cases.models import Deadline
from reprise.apps.cases.queries import cases_of
from reprise.readmodels.deadlines import PROMISED

DAY: Final = timedelta(days=1)
DAYS_AHEAD: Final = 14


@dataclass(frozen=True, slots=True)
class DueDay:
    """How many duties of the shop end on a day: those of the law, and its own promises."""

    day: date
    law: int
    promise: int


@dataclass(frozen=True, slots=True)
class Due:
    """The duties of the shop that are late, and those of the next two weeks, today first."""

    late_by_law: int
    late_promises: int
    days: tuple[DueDay, ...]

    @property
    def late(self) -> int:
        """Everything that is late."""
        return self.late_by_law + self.late_promises

    @property
    def this_week(self) -> int:
        """What ends within seven days, today included."""
        return sum(day.law + day.promise for day in self.days[:7])


def due(actor: Actor, today: date, at: datetime) -> Due:
    """The open duties of the shop, counted in one query; a promised answer is late from its minute on."""
    last = today + timedelta(days=DAYS_AHEAD - 1)
    owed = Deadline.objects.filter(
        state=DeadlineState.OPEN.value, duty=Duty.SELLER.value, due_on__lte=last, shop_id=actor.shop_id,
    ).filter(Q(conversation_id__isnull=False) | Q(case__in=cases_of(actor).filter(closed_at__isnull=True)))  # fmt: skip
    over = Case(When(name=PROMISED, due_at__lte=at, then=Value(today - DAY)), default=F("due_on"))
    days = owed.annotate(day=over).values_list("day", "basis").annotate(Count("id")).order_by()
    return _counted(list(days), today)


def _counted(rows: Sequence[tuple[date, str, int]], today: date) -> Due:
    law: Counter[date] = Counter()
    promise: Counter[date] = Counter()
    for day, basis, number in rows:
        (law if basis == DeadlineBasis.LAW.value else promise)[day] += number
    ahead = [today + timedelta(days=n) for n in range(DAYS_AHEAD)]
    return Due(
        sum(number for day, number in law.items() if day < today),
        sum(number for day, number in promise.items() if day < today),
        tuple(DueDay(day, law[day], promise[day]) for day in ahead),
    )
