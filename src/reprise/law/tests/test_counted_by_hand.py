"""What a patient person counts on paper: late days over years, extended periods, Easter, the hour that comes twice."""

import calendar
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest

from reprise.law.assess import assess
from reprise.law.calendars import public_holidays
from reprise.law.facts import Prices
from reprise.law.tests.people import TOLD, UNTOLD, alice, late
from reprise.law.vocabulary import Decision

ONE_DAY = timedelta(days=1)
PRICE, FEE = 32900, 990
#: First day of each half-year and the rate of legal interest, from the published tables.
RATES = ((date(2025, 1, 1), "7.21"), (date(2025, 7, 1), "6.65"), (date(2026, 1, 1), "6.67"), (date(2026, 7, 1), "6.84"))


def cents(amount: Decimal) -> int:
    return int((amount * 100).quantize(Decimal(1), ROUND_HALF_UP))


def same_date(day: date, months: int) -> date:
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def increase(due: date, paid: date) -> tuple[int, bool]:
    """L242-4 by convention K6, one day after the other; in cents, and whether the price of the goods is the limit."""
    base, days = Decimal(PRICE + FEE) / 100, 0
    interest, day = Decimal(0), due
    while day < paid:
        day += ONE_DAY
        days += 1
        rate = [Decimal(rate) for since, rate in RATES if since <= day][-1]
        interest += base * rate / 100 / 365
    if days <= 10:
        return cents(interest), False
    for last, percent in ((20, 5), (30, 10), (60, 20), (90, 50)):
        if days <= last:
            return cents(base * percent / 100), False
    months = 1
    while same_date(due + 90 * ONE_DAY, months) < paid:
        months += 1
    raised = cents(base * (50 + 5 * months) / 100)
    return min(raised, PRICE), raised > PRICE


@pytest.mark.parametrize("declared", [date(2025, 1, 10), date(2025, 6, 17), date(2025, 12, 1), date(2026, 2, 2)])
def test_each_day_of_delay_for_more_than_a_year_costs_what_one_counts_on_paper(declared: date) -> None:
    facts = alice(
        ordered=declared - 9 * ONE_DAY, delivered=declared - 5 * ONE_DAY, declared=declared,
        sent_back=declared + ONE_DAY, prices=Prices(items=PRICE, delivery_standard=FEE),
    )  # fmt: skip
    due = declared + 14 * ONE_DAY
    for days in range(1, 420):
        penalty = assess(replace(facts, refunded=due + days * ONE_DAY)).penalty
        assert penalty is not None
        assert penalty.amount is not None
        assert (penalty.days_late, penalty.amount.minor, penalty.capped_at_product_price) == (
            days,
            *increase(due, due + days * ONE_DAY),
        )


@pytest.mark.parametrize(("days", "percent"), [(1, 10), (14, 10), (15, 20), (30, 20), (31, 50), (400, 50)])
def test_the_edges_of_the_bands_for_late_delivery(days: int, percent: int) -> None:
    ended = date(2026, 5, 29)
    facts = late(date_essential=True, declared=ended, resolution_received=ended, prices=Prices(items=10000))
    penalty = assess(replace(facts, refunded=ended + (14 + days) * ONE_DAY)).penalty
    assert penalty is not None
    assert penalty.amount is not None
    assert penalty.amount.minor == percent * 100
    assert assess(replace(facts, refunded=ended + 14 * ONE_DAY)).penalty is None


def easter(year: int) -> date:
    """The anonymous Gregorian method."""
    a, b, c = year % 19, *divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize("year", range(2014, 2034))
def test_the_french_holidays_are_the_eleven_of_the_labour_code(year: int) -> None:
    fixed = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
    moving = {easter(year) + days * ONE_DAY for days in (1, 39, 50)}
    day, found = date(year, 1, 1), set()
    while day.year == year:
        if day in public_holidays("FR", year):
            found.add(day)
        day += ONE_DAY
    assert found == moving | {date(year, month, number) for month, number in fixed}


def working(day: date) -> date:
    while day.isoweekday() > 5 or day in public_holidays("FR", day.year):
        day += ONE_DAY
    return day


def test_each_day_of_four_years_ends_where_one_counts_told_or_not() -> None:
    delivered = date(2024, 1, 1)
    while delivered < date(2028, 1, 1):
        initial = working(delivered + 14 * ONE_DAY)
        longer = working(same_date(initial, 12))
        about = {"ordered": delivered, "delivered": delivered, "declared": initial}
        told, untold = assess(alice(info=TOLD, **about)), assess(alice(info=UNTOLD, **about))
        assert told.day("withdrawal_last_day") == initial
        assert untold.day("withdrawal_last_day") == longer
        assert told.day("return_by") == working(initial + 14 * ONE_DAY)
        assert told.decision is untold.decision is Decision.ACCEPT
        delivered += ONE_DAY


@pytest.mark.parametrize(
    ("country", "clock", "written"),
    [
        ("FR", "02:30 Europe/Paris", date(2026, 10, 26)),  # after the night with an hour that comes twice
        ("PT", "23:30 Atlantic/Azores", date(2026, 3, 30)),
        ("ES", "23:59 Atlantic/Canary", date(2026, 3, 30)),
        ("FR", "22:30 UTC", date(2026, 10, 26)),
    ],
)
def test_the_clock_of_the_last_day_counts_where_the_buyer_lives(country: str, clock: str, written: date) -> None:
    """A statement is in time until midnight there, whatever the clocks did that week."""
    delivered = written - 14 * ONE_DAY
    answer = assess(
        alice(country=country, ordered=delivered, delivered=delivered, declared=written, declared_time=clock)
    )
    assert answer.decision is Decision.ACCEPT
