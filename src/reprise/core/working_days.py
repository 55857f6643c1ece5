"""Days on which a house works: the week it keeps, the days that are otherwise, and which version holds on which day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from reprise.core.wall_clock import on_the_wall

DAY: Final = timedelta(days=1)
#: The minute after the last one of a day.
MIDNIGHT: Final = 24 * 60

#: Two instants; the second no longer belongs.
Interval = tuple[datetime, datetime]


class Why(StrEnum):
    """Why a day has the hours it has."""

    WEEK = "week"  # the hours of that weekday
    NO_HOURS = "no_hours"  # that weekday has none
    HOLIDAY = "holiday"
    KEPT_OPEN = "kept_open"  # a public holiday on which this house works
    CLOSURE = "closure"
    OTHER_HOURS = "other_hours"
    NOT_YET = "not_yet"  # before the first version


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Minutes of the clock, half-open: 540 to 720 is nine until noon, and 1440 is midnight at the end of the day."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= MIDNIGHT:
            raise ValueError(self)


@dataclass(frozen=True, slots=True)
class Week:
    """The spans of each weekday, Monday first; in order, and none touches another."""

    days: tuple[tuple[Span, ...], ...]

    def __post_init__(self) -> None:
        if len(self.days) != 7 or any(tidied(spans) != spans for spans in self.days):
            raise ValueError(self)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A day that is not as its weekday: closed when it has no spans, open as the week says when they are None."""

    why: Why
    name: str = ""
    spans: tuple[Span, ...] | None = ()


@dataclass(frozen=True, slots=True)
class Day:
    """One day at the house: its spans, what they are due to, and the instants they are."""

    day: date
    zone: str
    spans: tuple[Span, ...]
    why: Why
    name: str = ""
    version: int = 0

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """The instants at which it is open, in UTC."""
        return tuple(part for span in self.spans for part in on_the_wall(self.zone, self.day, span.start, span.end))


class Calendar(Protocol):
    """Whatever knows what each day is like."""

    def day(self, day: date) -> Day:
        """One day."""
        ...


@dataclass(frozen=True, slots=True)
class Hours:
    """One version of a house's hours; `otherwise` knows its holidays and closures."""

    zone: str
    week: Week
    otherwise: Callable[[date], Otherwise | None] = lambda _day: None
    version: int = 1
    since: date = date.min

    def day(self, day: date) -> Day:
        """One day, as this version has it."""
        usual, other = self.week.days[day.weekday()], self.otherwise(day)
        if other is None:
            return Day(day, self.zone, usual, Why.WEEK if usual else Why.NO_HOURS, version=self.version)
        spans = usual if other.spans is None else other.spans
        return Day(day, self.zone, spans, other.why, other.name, self.version)


@dataclass(frozen=True, slots=True)
class Timetable:
    """The versions of a house's hours, each from its day until the next one's; nothing is open before the first."""

    versions: tuple[Hours, ...]

    def day(self, day: date) -> Day:
        """One day, as the version of that day has it."""
        held = [hours for hours in self.versions if hours.since <= day]
        if held:
            return max(held, key=lambda hours: (hours.since, hours.version)).day(day)
        return Day(day, self.versions[0].zone if self.versions else "UTC", (), Why.NOT_YET)


def tidied(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The same minutes in order, in as few spans as hold them."""
    tidy = list[Span]()
    for span in sorted(spans):
        if tidy and span.start <= tidy[-1].end:
            tidy[-1] = Span(tidy[-1].start, max(tidy[-1].end, span.end))
        else:
            tidy.append(span)
    return tuple(tidy)
