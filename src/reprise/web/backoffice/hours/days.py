"""Days as the page draws them: bars on a line of twenty-four hours, the same in words, and why one is otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext

from reprise.core.refusals import mark
from reprise.core.working_days import DAY, Calendar, Day, Span, Week, Why
from reprise.readmodels.clock_words import spans_text, weekday

SHOWN: Final = 14
NOTES: Final[Mapping[Why, str]] = {
    Why.HOLIDAY: mark("Public holiday: %(name)s"), Why.KEPT_OPEN: mark("%(name)s, open as usual"),
    Why.CLOSURE: mark("Closed: %(name)s"), Why.OTHER_HOURS: mark("Other hours: %(name)s"),
    Why.NOT_YET: mark("No hours yet"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """A span on the line, in minutes."""

    x: int
    width: int


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of the list."""

    day: date
    name: str
    bars: tuple[Bar, ...]
    text: str
    note: str
    is_today: bool
    is_otherwise: bool
    version: int


def days_ahead(hours: Calendar, first: date, today: date, titles: Mapping[str, str]) -> list[DayRow]:
    """A fortnight from a day on."""
    return [_row(hours.day(first + n * DAY), today, titles) for n in range(SHOWN)]


def _row(day: Day, today: date, titles: Mapping[str, str]) -> DayRow:
    note = gettext(NOTES[day.why]) % {"name": titles.get(day.name, day.name)} if day.why in NOTES else ""
    return DayRow(
        day.day, weekday(day.day), bars(day.spans), spans_text(day.spans), note, day.day == today,
        day.why in NOTES, day.version,
    )  # fmt: skip


def bars(spans: tuple[Span, ...]) -> tuple[Bar, ...]:
    """Spans on a line of 1440 minutes."""
    return tuple(Bar(span.start, span.end - span.start) for span in spans)


@dataclass(frozen=True, slots=True)
class WeekRow:
    """Days of the week that follow one another with the same hours."""

    name: str
    bars: tuple[Bar, ...]
    text: str


def week_rows(week: Week) -> list[WeekRow]:
    """Every day of the week, Monday first."""
    monday = date(2024, 1, 1)
    return [WeekRow(weekday(monday + n * DAY), bars(spans), spans_text(spans)) for n, spans in enumerate(week.days)]
