"""Days, months and public holidays as the law counts them. Plain dates only."""

import calendar
import sys
from collections.abc import Container, Mapping
from datetime import date, timedelta
from functools import cache
from importlib.util import find_spec, module_from_spec
from typing import Final

import holidays

DAY: Final = timedelta(days=1)
SATURDAY: Final = 5
#: New Caledonia and French Polynesia make their own consumer law; the zones are those of schools.
ELSEWHERE: Final = frozenset({"NC", "PF", "Zone A", "Zone B", "Zone C"})
#: Days on which no period ends though few stay at home: month and day. 5 May, Algemene termijnenwet, art. 3(1); the
#: package has it every fifth year only.
BESIDES: Final[Mapping[str, tuple[tuple[int, int], ...]]] = {"NL": ((5, 5),)}


def _find_countries_one_by_one() -> None:
    """Let a country be loaded alone: the package of them all would load 250 with the first, 20 MB in each process."""
    if (all_of_them := find_spec("holidays.countries")) is not None:
        sys.modules.setdefault(all_of_them.name, module_from_spec(all_of_them))  # found, and never run


_find_countries_one_by_one()


def after_days(start: date, days: int) -> date:
    """Last day of a period of days; the starting day is not counted (Regulation 1182/71, art. 3(1))."""
    return start + timedelta(days=days)


def after_months(start: date, months: int) -> date:
    """Same date so many months later, or the last day of that month when it has no such date."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def after_years(start: date, years: int) -> date:
    """Same date so many years later."""
    return after_months(start, 12 * years)


def rolled(day: date, country: str, region: str = "") -> date:
    """The day itself, or the next working day after a weekend or public holiday (L221-19; Reg. 1182/71 art. 3(4))."""
    while day.weekday() >= SATURDAY or day in public_holidays(country, day.year, region):
        day += DAY
    return day


def rolled_in_some_region(day: date, country: str) -> date:
    """The latest day to which any region's own holidays would move it (Good Friday and 26 December in Moselle)."""
    return max(rolled(day, country, region) for region in ("", *regions(country)))


@cache
def public_holidays(country: str, year: int, region: str = "") -> Container[date]:
    """Public holidays of a whole country, or of one of its regions, in one year; kept, for building them takes time."""
    besides = (date(year, month, day) for month, day in BESIDES.get(country, ()))
    return frozenset((*holidays.country_holidays(country, subdiv=region or None, years=[year]), *besides))


@cache
def named_holidays(country: str, year: int, region: str = "", language: str = "") -> Mapping[date, tuple[str, ...]]:
    """The public holidays of a year by name: as that country calls them, or in a language in which they are known."""
    spoken = language or holidays.country_holidays(country).default_language  # never that of the machine
    found = holidays.country_holidays(country, subdiv=region or None, years=[year], language=spoken)
    return {day: tuple(names.split("; ")) for day, names in sorted(found.items())}


@cache
def regions(country: str) -> tuple[str, ...]:
    """The regions of a country that have holidays of their own and live under its law."""
    return tuple(name for name in holidays.country_holidays(country).subdivisions if name not in ELSEWHERE)
