"""How fast: from the request to the first decision, and from the request to the money, week by week."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Min, Q

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.kinds import DeadlineState, Duty
from reprise.apps.cases.models import Deadline
from reprise.apps.cases.queries import cases_of
from reprise.apps.payments.kinds import RefundState
from reprise.apps.payments.models import Refund
from reprise.readmodels.deadlines import DECISION, REFUND
from reprise.readmodels.overview.weeks import midnight, week_of

DAY: Final = timedelta(days=1)
PATIENCE: Final = timedelta(weeks=26)  # a request not answered in half a year is no figure of these weeks


@dataclass(frozen=True, slots=True)
class Pace:
    """Days it took: the median of all and of each week (None: nothing that week), and what was done in time."""

    median_days: float | None
    count: int
    weekly: tuple[float | None, ...]
    in_time: int
    of: int  # how many had a date to keep


def answers(actor: Actor, weeks: tuple[date, ...], zone: ZoneInfo) -> Pace:
    """From the request to the first decision, by the week it was decided in."""
    start = midnight(weeks[0], zone)
    waiting = (
        cases_of(actor).filter(opened_at__gte=start - PATIENCE).annotate(first=Min("lines__decisions__decided_at"))
    )
    first = waiting.filter(first__gte=start).values_list("opened_at", "first").order_by()
    return _pace(first, weeks, zone, _kept(actor, DECISION, start))


def refunds(actor: Actor, weeks: tuple[date, ...], zone: ZoneInfo) -> Pace:
    """From the request to the settled refund, by the week it was settled in."""
    start = midnight(weeks[0], zone)
    settled = Refund.objects.filter(
        case__in=cases_of(actor), state=RefundState.SETTLED.value, settled_at__gte=start
    ).values_list("case__opened_at", "settled_at")
    return _pace(settled, weeks, zone, _kept(actor, REFUND, start))


def _pace(
    spans: Iterable[tuple[datetime, datetime | None]], weeks: tuple[date, ...], zone: ZoneInfo, kept: tuple[int, int]
) -> Pace:
    by_week: dict[date, list[float]] = defaultdict(list)
    for begun, ended in spans:
        if ended is not None:
            by_week[week_of(ended.astimezone(zone).date())].append((ended - begun) / DAY)
    everything = [days for week in weeks for days in by_week[week]]
    weekly = tuple(median(by_week[week]) if by_week[week] else None for week in weeks)
    return Pace(median(everything) if everything else None, len(everything), weekly, *kept)


def _kept(actor: Actor, name: str, start: datetime) -> tuple[int, int]:
    """How many of the dates met since then were met in time, and how many there were."""
    met = Deadline.objects.filter(
        name=name, duty=Duty.SELLER.value, state=DeadlineState.MET.value, ended_at__gte=start, case__in=cases_of(actor)
    )
    found = met.aggregate(in_time=Count("id", filter=Q(ended_at__lte=F("due_at"))), all=Count("id"))
    return found["in_time"], found["all"]
