"""A period counted aloud: from which day, for how long, and why it ends where it does.

What is computed and what is told come from the same walk, so that an explanation cannot say another day.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reprise.law.calendars import DAY, SATURDAY, after_days, after_months, public_holidays, rolled


class Unit(StrEnum):
    """What a period is counted in."""

    DAYS = "days"
    MONTHS = "months"


class Why(StrEnum):
    """What one step of the count says of its day."""

    COUNTED_FROM = "counted_from"
    NOT_COUNTED = "not_counted"  # the day of the event itself
    AT_ONCE = "at_once"  # a period of no days ends where it begins
    ENDS = "ends"
    SHORT_MONTH = "short_month"  # the month has no such date
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    HOLIDAY = "holiday"
    MOVED = "moved"
    WORKING_DAY = "working_day"
    STAYS = "stays"  # no working day, and nothing moves it
    FIRST_DAY_COUNTS = "first_day_counts"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a count: what it says, of which day."""

    why: Why
    day: date


@dataclass(frozen=True, slots=True)
class Period:
    """How a period runs: from a day that is not counted, so long; `country`: whose holidays move its end, "" none."""

    start: date
    length: int
    unit: Unit = Unit.DAYS
    country: str = ""
    first_day_counts: bool = False

    @property
    def raw_end(self) -> date:
        """Its last day by the bare count."""
        count = after_days if self.unit is Unit.DAYS else after_months
        last = count(self.start, self.length)
        return last - DAY if self.first_day_counts else last

    @property
    def end(self) -> date:
        """Its last day, inclusive."""
        return rolled(self.raw_end, self.country) if self.country else self.raw_end


def aloud(period: Period, calendar: str = "") -> tuple[Step, ...]:
    """The steps of the count; `calendar`: whose holidays are named where none of them moves the end."""
    steps = [Step(Why.COUNTED_FROM, period.start)]
    if not period.length:
        steps.append(Step(Why.AT_ONCE, period.start))
    else:
        first = Why.FIRST_DAY_COUNTS if period.first_day_counts else Why.NOT_COUNTED
        steps += [Step(first, period.start), Step(Why.ENDS, period.raw_end)]
        if period.unit is Unit.MONTHS and not period.first_day_counts and period.raw_end.day != period.start.day:
            steps.append(Step(Why.SHORT_MONTH, period.raw_end))
    return (*steps, *_last_steps(period, period.country or calendar))


def _last_steps(period: Period, calendar: str) -> tuple[Step, ...]:
    """From the bare end to the day that holds: over each day on which nobody works, or not at all."""
    end = period.raw_end
    no_work = why_no_work(end, calendar)
    if no_work is None:
        return (Step(Why.WORKING_DAY, end),) if period.country else ()
    if not period.country:
        return (Step(no_work, end), Step(Why.STAYS, end))
    steps, day = [], end
    while (reason := why_no_work(day, period.country)) is not None:
        steps.append(Step(reason, day))
        day += DAY
    return (*steps, Step(Why.MOVED, day))


def why_no_work(day: date, country: str) -> Why | None:
    """What a day is on which nobody works; None for a working day."""
    if day.weekday() >= SATURDAY:
        return Why.SATURDAY if day.weekday() == SATURDAY else Why.SUNDAY
    return Why.HOLIDAY if country and day in public_holidays(country, day.year) else None
