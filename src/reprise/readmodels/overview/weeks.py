"""Calendar weeks of the shop, from Monday."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

WEEKS: Final = 12


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks_until(today: date) -> tuple[date, ...]:
    """The Mondays of the last twelve weeks, oldest first; the last week is not over."""
    this = week_of(today)
    return tuple(this - timedelta(weeks=n) for n in reversed(range(WEEKS)))


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The moment a day begins at the shop."""
    return datetime.combine(day, time.min, zone)
