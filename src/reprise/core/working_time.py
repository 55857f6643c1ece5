"""Working time: when a house is open by the clock on its wall, and when so many of its minutes have gone by.

A minute belongs to a span when the clock shows it: an hour that a change of the clocks skips is nobody's, one that it
repeats counts twice. Spans are half-open and may end at 24:00, so that a house open day and night loses nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from reprise.core.working_days import DAY, Calendar, Day, Interval, Why

__all__ = ["Step", "Walk", "add_working", "is_open", "next_opening", "open_from", "working_between"]

#: How many days ahead somebody looks for an open door before saying that there is none.
HORIZON: Final = 800
_NONE: Final = timedelta(0)


@dataclass(frozen=True, slots=True)
class Step:
    """What one day gave to a count: the time counted in it, between which instants, and why not more."""

    day: date
    why: Why
    name: str  # of the holiday or the closure
    counted: timedelta
    intervals: tuple[Interval, ...]  # what was counted
    version: int


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a count of working time ends, and each day it walked over."""

    end: datetime
    steps: tuple[Step, ...]


def is_open(hours: Calendar, at: datetime) -> bool:
    """Whether the door is open at an instant."""
    return any(first <= at < end for first, end in open_from(hours, at, days=1))


def next_opening(hours: Calendar, at: datetime) -> datetime | None:
    """The first open instant from here on: this one when open, None when nothing opens for years."""
    return next((max(first, at) for first, _end in open_from(hours, at)), None)


def add_working(hours: Calendar, at: datetime, minutes: int) -> Walk | None:
    """The first instant by which so much working time has gone by, with the days it took; None when it never comes."""
    left, steps = timedelta(minutes=minutes), list[Step]()
    for day in _days(hours, at, HORIZON):
        used = tuple(_taken(day, at, left))
        counted = sum((end - first for first, end in used), _NONE)
        steps.append(Step(day.day, day.why, day.name, counted, used, day.version))
        left -= counted
        if not left:
            end = used[-1][1] if used else at
            return Walk(end, tuple(steps))
    return None


def working_between(hours: Calendar, start: datetime, end: datetime) -> timedelta:
    """How much working time lies between two instants."""
    total = _NONE
    for first, last in open_from(hours, start, days=(end - start).days + 2):
        if first >= end:
            break
        total += min(last, end) - max(first, start)
    return total


def open_from(hours: Calendar, at: datetime, *, days: int = HORIZON) -> Iterator[Interval]:
    """The open intervals that have not ended at an instant, in order."""
    for day in _days(hours, at, days):
        yield from ((first, end) for first, end in day.intervals if end > at)


def _days(hours: Calendar, at: datetime, days: int) -> Iterator[Day]:
    """The days from the one an instant lies in at the house, which may be a day earlier or later than in UTC."""
    first = at.astimezone(UTC).date() - DAY
    near = (hours.day(first + n * DAY) for n in range(days + 2))
    return (day for day in near if day.day >= at.astimezone(ZoneInfo(day.zone)).date())


def _taken(day: Day, at: datetime, left: timedelta) -> Iterator[Interval]:
    for opens, closes in day.intervals:
        first = max(opens, at)
        if closes <= first or not left:
            continue
        end = min(closes, first + left)
        left -= end - first
        yield first, end
