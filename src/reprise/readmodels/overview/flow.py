"""How many cases are open and with whom, how many came and went each week, and what they are about."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.kinds import LineState
from reprise.apps.cases.models import CaseLine
from reprise.apps.cases.queries import cases_of
from reprise.readmodels.overview.weeks import midnight, week_of

MOST: Final = 7


@dataclass(frozen=True, slots=True)
class Reason:
    """How many lines came for one reason: what the customer claims, and the defect they chose, if any."""

    claim: str
    code: str
    lines: int


def open_by_turn(actor: Actor) -> Counter[str]:
    """How many open cases wait for whom."""
    waiting = cases_of(actor).filter(closed_at__isnull=True).order_by()
    return Counter(dict(waiting.values_list("turn").annotate(Count("id"))))


def has_cases(actor: Actor) -> bool:
    """Whether the shop has had any case."""
    return cases_of(actor).exists()


def opened_per_week(actor: Actor, weeks: tuple[date, ...], zone: ZoneInfo) -> tuple[int, ...]:
    """Cases opened in each week."""
    came = cases_of(actor).filter(opened_at__gte=midnight(weeks[0], zone))
    return _per_week(came.values_list("opened_at", flat=True), weeks, zone)


def closed_per_week(actor: Actor, weeks: tuple[date, ...], zone: ZoneInfo) -> tuple[int, ...]:
    """Cases closed in each week."""
    gone = cases_of(actor).filter(closed_at__gte=midnight(weeks[0], zone))
    return _per_week(gone.values_list("closed_at", flat=True), weeks, zone)


def reasons(actor: Actor, weeks: tuple[date, ...], zone: ZoneInfo) -> tuple[Reason, ...]:
    """Why things came back in these weeks, the most frequent first; what was cancelled does not count."""
    lines = _lines(actor, weeks, zone)
    found = [Reason(*row) for row in lines.values_list("claim", "reason").annotate(Count("id"))]
    return tuple(sorted(found, key=lambda reason: (-reason.lines, reason.claim, reason.code)))


def products(actor: Actor, weeks: tuple[date, ...], zone: ZoneInfo) -> tuple[tuple[str, int], ...]:
    """Which articles the requests of these weeks are about, and how many lines of each, most first."""
    found = _lines(actor, weeks, zone).values_list("name").annotate(lines=Count("id")).order_by("-lines", "name")
    return tuple(found[:MOST])


def _lines(actor: Actor, weeks: tuple[date, ...], zone: ZoneInfo) -> QuerySet[CaseLine]:
    lines = CaseLine.objects.filter(case__in=cases_of(actor).filter(opened_at__gte=midnight(weeks[0], zone)))
    return lines.exclude(state=LineState.CANCELLED.value).order_by()


def _per_week(moments: Iterable[datetime | None], weeks: tuple[date, ...], zone: ZoneInfo) -> tuple[int, ...]:
    counted = Counter(week_of(at.astimezone(zone).date()) for at in moments if at is not None)
    return tuple(counted[week] for week in weeks)
