"""The instants at which the clock on a wall shows a span of minutes of one day, whatever its zone does that day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

DAY: Final = timedelta(days=1)
SECOND: Final = timedelta(seconds=1)


def on_the_wall(zone: str, day: date, start: int, end: int) -> Iterator[tuple[datetime, datetime]]:
    """The instants, half-open, in UTC: none where the clocks skip the span, two parts where they repeat some of it."""
    midnight = datetime.combine(day, time(), UTC)
    shown, hidden = midnight + timedelta(minutes=start), midnight + timedelta(minutes=end)
    last: tuple[datetime, datetime] | None = None
    for begins, ends, offset in _stretches(zone, day):
        first, over = max(shown - offset, begins), min(hidden - offset, ends)
        if first >= over:
            continue
        if last is not None and last[1] >= first:
            last = last[0], over
            continue
        if last is not None:
            yield last
        last = first, over
    if last is not None:
        yield last


@cache
def zones() -> frozenset[str]:
    """Every name of the IANA list; reading it looks at some hundred files, so it is read once."""
    return frozenset(available_timezones())


@lru_cache(maxsize=4096)
def _stretches(zone: str, day: date) -> tuple[tuple[datetime, datetime, timedelta], ...]:
    """The time around a day, cut where its zone changes its distance to UTC."""
    there, midnight = ZoneInfo(zone), datetime.combine(day, time(), UTC)
    start, end = midnight - DAY, midnight + 2 * DAY
    before, after = _offset(start, there), _offset(end, there)
    if before == after:
        return ((start, end, before),)
    low, high = start, end
    while high - low > SECOND:
        middle = low + timedelta(seconds=int((high - low).total_seconds()) // 2)
        low, high = (middle, high) if _offset(middle, there) == before else (low, middle)
    return (start, high, before), (high, end, after)


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
