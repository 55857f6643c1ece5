"""Periods counted aloud: what is told is what is computed, over twenty years and every calendar we use."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reprise.law.calendars import public_holidays
from reprise.law.counting import Period, Step, Unit, Why, aloud, why_no_work
from reprise.law.jurisdictions import known_countries

DAYS = some.dates(date(2014, 6, 14), date(2034, 12, 31))
COUNTRIES = some.sampled_from(known_countries())


def works(day: date, country: str) -> bool:
    return day.weekday() < 5 and day not in public_holidays(country, day.year)


@given(start=DAYS, length=some.integers(0, 400), country=COUNTRIES)
def test_days_agree_with_a_finger_on_the_calendar(start: date, length: int, country: str) -> None:
    day = start
    for _ in range(length):
        day += timedelta(days=1)
    assert Period(start, length).end == day
    while not works(day, country):
        day += timedelta(days=1)
    assert Period(start, length, country=country).end == day


@given(start=DAYS, length=some.integers(1, 72))
def test_months_end_on_the_same_date_or_the_last_of_the_month(start: date, length: int) -> None:
    end = Period(start, length, Unit.MONTHS).end
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == length
    assert end.day == start.day or ((end + timedelta(days=1)).day == 1 and end.day < start.day)


@given(start=DAYS, length=some.integers(0, 60), country=COUNTRIES, rolls=some.booleans())
def test_what_is_told_ends_on_the_day_that_holds(start: date, length: int, country: str, rolls: bool) -> None:
    period = Period(start, length, country=country if rolls else "")
    steps = aloud(period, country)
    assert steps[0] == Step(Why.COUNTED_FROM, start)
    assert steps[-1].day == period.end
    moved = any(step.why is Why.MOVED for step in steps)
    assert moved == (period.end != period.raw_end)
    for step in steps:
        if step.why in {Why.SATURDAY, Why.SUNDAY, Why.HOLIDAY}:
            assert why_no_work(step.day, country) is step.why


def told(period: Period, calendar: str = "") -> list[tuple[str, str]]:
    return [(step.why.value, step.day.isoformat()) for step in aloud(period, calendar)]


def test_fourteen_days_that_end_on_a_sunday_before_a_holiday_go_on_to_the_tuesday() -> None:
    easter = Period(date(2026, 3, 22), 14, country="FR")  # Easter Sunday is 5 April 2026, and Monday is free
    assert told(easter) == [
        ("counted_from", "2026-03-22"), ("not_counted", "2026-03-22"), ("ends", "2026-04-05"),
        ("sunday", "2026-04-05"), ("holiday", "2026-04-06"), ("moved", "2026-04-07"),
    ]  # fmt: skip


def test_a_day_to_pay_stays_on_a_sunday_and_says_so() -> None:
    refund = Period(date(2026, 3, 22), 14)
    assert told(refund, "FR")[-2:] == [("sunday", "2026-04-05"), ("stays", "2026-04-05")]
    assert refund.end == date(2026, 4, 5)


def test_a_holiday_is_named_whether_it_moves_the_day_or_not() -> None:
    christmas = date(2026, 12, 25)
    stays = aloud(Period(date(2026, 12, 11), 14), calendar="FR")
    assert stays[-2:] == (Step(Why.HOLIDAY, christmas), Step(Why.STAYS, christmas))
    moves = aloud(Period(date(2026, 12, 11), 14, country="FR"))
    assert [(step.why, step.day.day) for step in moves[-4:]] == [
        (Why.HOLIDAY, 25), (Why.SATURDAY, 26), (Why.SUNDAY, 27), (Why.MOVED, 28),
    ]  # fmt: skip


def test_a_guarantee_from_a_leap_day_ends_on_the_last_of_february() -> None:
    assert ("short_month", "2026-02-28") in told(Period(date(2024, 2, 29), 24, Unit.MONTHS))


def test_a_country_that_counts_the_first_day_ends_a_day_earlier() -> None:
    ireland = Period(date(2026, 1, 15), 12, Unit.MONTHS, first_day_counts=True)
    assert ireland.end == date(2027, 1, 14)
    assert ("first_day_counts", "2026-01-15") in told(ireland)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_clock_s_change_moves_no_day(day: date) -> None:
    assert Period(day - timedelta(days=7), 7).end == day
