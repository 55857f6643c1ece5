"""By when a shop answers: whether somebody is there now, when the door opens, and the day the working time ends."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from reprise.apps.accounts.hours_queries import as_hours, known_versions, version_on
from reprise.apps.accounts.models import Shop
from reprise.apps.cases.kinds import DeadlineState
from reprise.apps.cases.models import Deadline
from reprise.core.working_days import DAY, Timetable
from reprise.core.working_time import Step, add_working, is_open, next_opening
from reprise.platform.statements import Reading

#: Further than this nobody promises: hours that open next in half a year are a closed house.
FARTHEST: Final = 180 * DAY
_MADE: Final = Reading(
    lambda number: Deadline.objects.filter(conversation_id=number, state=DeadlineState.OPEN.value).order_by("due_at")
)


@dataclass(frozen=True, slots=True)
class Promise:
    """What can be told to somebody who writes now; `opens_at` is None while somebody is there."""

    is_open: bool
    opens_at: datetime | None
    reply_by: datetime
    minutes: int  # the working time that was counted
    zone: str  # of the shop
    steps: tuple[Step, ...]
    version: int  # of the opening hours of the day it was counted from

    def kept(self) -> list[dict[str, Any]]:
        """The steps as they are kept with a deadline: what was promised is told as it was counted then."""
        return [
            {
                "day": step.day.isoformat(), "why": step.why.value, "name": step.name, "version": step.version,
                "parts": [[first.isoformat(), end.isoformat()] for first, end in step.intervals],
            }
            for step in self.steps
        ]  # fmt: skip


def promise_for(shop: Shop | int, at: datetime) -> Promise | None:
    """By when the shop answers somebody who writes at this instant; None for a shop that said no hours, or never opens.

    One query.
    """
    versions = known_versions(shop if isinstance(shop, int) else shop.pk, at)
    if not versions:
        return None
    first, start = versions[0], whole_minute(at)
    now = version_on(versions, at.astimezone(ZoneInfo(first.zone)).date()) or first
    hours = Timetable(tuple(as_hours(row) for row in versions))
    opens, walk = next_opening(hours, at), add_working(hours, start, now.reply_minutes)
    if opens is None or walk is None or walk.end - at > FARTHEST:
        return None
    here = is_open(hours, at)
    return Promise(
        here, None if here else opens, walk.end, now.reply_minutes, now.zone, walk.steps, now.number,
    )  # fmt: skip


def as_promised(promise: Promise, conversation_id: int, at: datetime) -> Promise:
    """What this conversation was promised first stands until it has gone by; its staff go by nothing else.

    One query.
    """
    made = _MADE.first(conversation_id)
    return promise if made is None or made.due_at < at else replace(promise, reply_by=made.due_at)


def whole_minute(at: datetime) -> datetime:
    """The minute that begins next, or has just begun: a promise is told in minutes."""
    floor = at.replace(second=0, microsecond=0)
    return floor if floor == at else floor + timedelta(minutes=1)
