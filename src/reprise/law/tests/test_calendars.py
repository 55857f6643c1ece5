"""Days are counted as a patient person with a wall calendar would, in every country, over twenty years."""

import calendar
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reprise.law.calendars import (
    after_days,
    after_months,
    after_years,
    public_holidays,
    regions,
    rolled,
    rolled_in_some_region,
)
from reprise.law.jurisdictions import known_countries

FIRST, LAST = date(2012, 1, 1), date(2031, 12, 31)
ONE_DAY = timedelta(days=1)


def every_day() -> Iterator[date]:
    day = FIRST
    while day <= LAST:
        yield day
        day += ONE_DAY


def fourteen_steps(start: date) -> date:
    for _ in range(14):
        start += ONE_DAY
    return start


FOURTEENTH = {day: fourteen_steps(day) for day in every_day()}


def liberation(day: date) -> bool:
    """A day of every year for the Dutch act on periods, whatever shops and offices do."""
    return (day.month, day.day) == (5, 5)


@pytest.mark.parametrize("country", known_countries())
def test_fourteen_days_and_the_next_working_day_agree_with_a_day_counter(country: str) -> None:
    closed = holidays.country_holidays(country, years=range(FIRST.year, LAST.year + 2))
    for start, fourteenth in FOURTEENTH.items():
        expected = fourteenth
        while expected.isoweekday() in {6, 7} or expected in closed or (country == "NL" and liberation(expected)):
            expected += ONE_DAY
        assert rolled(after_days(start, 14), country) == expected, start


@pytest.mark.parametrize("months", [1, 6, 12, 24, 36, 72])
def test_months_end_on_the_same_date_or_the_last_day_of_the_month(months: int) -> None:
    for start in every_day():
        year, month = start.year, start.month
        for _ in range(months):
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        days = [day for day in calendar.Calendar().itermonthdates(year, month) if day.month == month]
        assert after_months(start, months) == max(day for day in days if day.day <= start.day)


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [
        (date(2024, 2, 29), 2, date(2026, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2025, 12, 31), 2, date(2027, 12, 31)),
        (date(2026, 1, 1), 20, date(2046, 1, 1)),
    ],
)
def test_years_over_leap_days_and_year_ends(start: date, years: int, end: date) -> None:
    assert after_years(start, years) == end


def test_france_has_eleven_holidays_and_moselle_two_more() -> None:
    year = [date(2026, 1, 1) + ONE_DAY * number for number in range(365)]
    france = {day for day in year if day in public_holidays("FR", 2026)}
    moselle = {day for day in year if day in public_holidays("FR", 2026, "57")}
    assert len(france) == 11
    assert moselle - france == {date(2026, 4, 3), date(2026, 12, 26)}


def test_a_region_can_only_move_a_day_later() -> None:
    for start in every_day():
        assert rolled_in_some_region(start, "FR") >= rolled(start, "FR")


@given(st.dates(FIRST, LAST), st.sampled_from(known_countries()))
def test_a_moved_day_is_a_working_day_and_the_first_one(day: date, country: str) -> None:
    moved = rolled(day, country)
    assert moved.weekday() < 5
    assert moved not in public_holidays(country, moved.year)
    assert rolled(moved, country) == moved
    assert moved - day <= timedelta(days=12)


def test_every_region_asked_about_has_a_calendar() -> None:
    for country in known_countries():
        for region in regions(country):
            assert date(2026, 12, 25) in public_holidays(country, 2026, region)


def test_one_country_is_loaded_without_the_others() -> None:
    """All of them take 8 MB in each process, and a return waits for them."""
    asked = "import sys; from reprise.law.calendars import public_holidays as asked; asked('FR', 2026)"
    told = f"{asked}; print(*(name for name in sys.modules if name.startswith('holidays.countries.')))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["holidays.countries.france"]
