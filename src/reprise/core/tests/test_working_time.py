"""Working time against a counter that looks at each minute: over changes of the clocks, midnights and leap days."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reprise.core.working_days import Hours, Otherwise, Span, Timetable, Week, Why, tidied
from reprise.core.working_time import add_working, is_open, next_opening, working_between

MINUTE = timedelta(minutes=1)
ZONES = [
    "Europe/Paris",
    "America/Montreal",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/Havana",
    "UTC",
    "Africa/Casablanca",
]
#: Days around which clocks change, years end, or February is long.
EDGES = [
    date(2026, 3, 28), date(2026, 10, 24), date(2027, 3, 13), date(2026, 11, 1), date(2028, 2, 28), date(2026, 12, 31),
    date(2027, 4, 3), date(2026, 10, 3), date(2027, 2, 6),
]  # fmt: skip


def looked_at(hours: Hours, at: datetime) -> bool:
    """Whether it is open, by looking at the clock on the wall: the oracle knows nothing of intervals."""
    here = at.astimezone(ZoneInfo(hours.zone))
    minute = here.hour * 60 + here.minute
    return any(span.start <= minute < span.end for span in hours.day(here.date()).spans)


def counted(hours: Hours, at: datetime, minutes: int) -> datetime | None:
    """The instant by which so many open minutes have gone by, one minute after the other."""
    for _ in range(9 * 24 * 60):
        if not minutes:
            return at
        minutes -= looked_at(hours, at)
        at += MINUTE
    return None


_spans = st.lists(
    st.tuples(st.integers(0, 95), st.integers(1, 40)).map(lambda s: Span(15 * s[0], min(15 * (s[0] + s[1]), 1440))),
    max_size=3,
).map(tidied)
_hours = st.builds(
    lambda zone, days, closed, version: Hours(zone, Week(tuple(days)), closed.get, version),
    st.sampled_from(ZONES), st.lists(_spans, min_size=7, max_size=7),
    st.dictionaries(
        st.sampled_from([edge + timedelta(days=n) for edge in EDGES for n in range(3)]),
        st.sampled_from([
            Otherwise(Why.HOLIDAY, "Noël"), Otherwise(Why.OTHER_HOURS, "x", (Span(120, 200),)),
            Otherwise(Why.KEPT_OPEN, "y", None),
        ]),
        max_size=4,
    ),
    st.integers(1, 9),
)  # fmt: skip
_moments = st.builds(
    lambda day, minute: datetime(day.year, day.month, day.day, tzinfo=UTC) + minute * MINUTE,
    st.sampled_from(EDGES), st.integers(0, 3 * 24 * 60),
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(hours=_hours, at=_moments, minutes=st.integers(0, 2_000))
def test_so_many_working_minutes_later_is_what_a_minute_counter_says(hours: Hours, at: datetime, minutes: int) -> None:
    expected = counted(hours, at, minutes)
    walk = add_working(hours, at, minutes)
    if expected is None:
        assert walk is None or walk.end > at + timedelta(days=8)
        return
    assert walk is not None
    assert walk.end == expected
    assert sum((step.counted for step in walk.steps), timedelta()) == minutes * MINUTE
    assert working_between(hours, at, walk.end) == minutes * MINUTE


@settings(max_examples=120, deadline=None)
@given(hours=_hours, at=_moments)
def test_open_and_the_next_opening_are_what_somebody_sees_who_looks_each_minute(hours: Hours, at: datetime) -> None:
    assert is_open(hours, at) is looked_at(hours, at)
    opens = next_opening(hours, at)
    seen = next((at + n * MINUTE for n in range(8 * 24 * 60) if looked_at(hours, at + n * MINUTE)), None)
    assert opens == seen or (seen is None and (opens is None or opens > at + timedelta(days=7)))


@settings(max_examples=60, deadline=None)
@given(hours=_hours, at=_moments, length=st.integers(0, 3_000))
def test_the_time_between_two_instants_is_what_lies_open_between_them(hours: Hours, at: datetime, length: int) -> None:
    seen = sum(looked_at(hours, at + n * MINUTE) for n in range(length))
    assert working_between(hours, at, at + length * MINUTE) == seen * MINUTE


@pytest.mark.parametrize("zone", ZONES)
def test_row_28_a_house_open_day_and_night_loses_no_minute_at_any_midnight_of_a_year(zone: str) -> None:
    always = Hours(zone, Week(((Span(0, 1440),),) * 7))
    start = datetime(2027, 1, 1, tzinfo=UTC)
    year = timedelta(days=365)
    assert working_between(always, start, start + year) == year
    for days in (1, 29, 86, 299, 365):
        walk = add_working(always, start, days * 24 * 60)
        assert walk is not None
        assert walk.end == start + timedelta(days=days)


def weekdays(*spans: Span, zone: str = "Europe/Paris") -> Hours:
    return Hours(zone, Week((*((spans,) * 5), (), ())))


def paris(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("Europe/Paris"))


def test_row_26_a_day_has_any_number_of_spans_and_lunch_counts_for_nothing() -> None:
    hours = weekdays(Span(540, 720), Span(840, 960), Span(1000, 1080))
    walk = add_working(hours, paris(24, 11, 30), 60 + 120 + 10)
    assert walk is not None
    assert walk.end == paris(24, 17, 20)
    assert not is_open(hours, paris(24, 12, 30))
    assert [len(step.intervals) for step in walk.steps] == [3]


def test_row_30_time_is_taken_from_working_hours_and_nothing_falls_due_at_midnight() -> None:
    hours = weekdays(Span(540, 1080))
    walk = add_working(hours, paris(27, 17), 120)  # Friday, an hour before closing
    assert walk is not None
    assert walk.end == paris(30, 10)  # Monday
    assert [(step.why, step.counted) for step in walk.steps] == [
        (Why.WEEK, timedelta(hours=1)), (Why.NO_HOURS, timedelta()), (Why.NO_HOURS, timedelta()),
        (Why.WEEK, timedelta(hours=1)),
    ]  # fmt: skip


def test_what_is_used_up_exactly_at_closing_is_due_then_and_not_on_the_next_morning() -> None:
    walk = add_working(weekdays(Span(540, 1080)), paris(26, 17), 60)
    assert walk is not None
    assert walk.end == paris(26, 18)


def test_row_31_a_week_of_one_day_only_is_as_good_as_any() -> None:
    for weekday in range(7):
        days = tuple((Span(600, 660),) if day == weekday else () for day in range(7))
        hours = Hours("Europe/Paris", Week(days))
        walk = add_working(hours, paris(24, 9), 90)  # a Tuesday
        assert walk is not None
        first = paris(24, 10) + timedelta(days=(weekday - 1) % 7)
        assert walk.end == first + timedelta(days=7, minutes=30)


def test_an_hour_the_clocks_skip_is_nobodys_and_one_they_repeat_counts_twice() -> None:
    night = Hours("Europe/Paris", Week(((Span(60, 240),),) * 7))
    midnight = datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert working_between(night, midnight, midnight + timedelta(days=1)) == timedelta(hours=2)
    midnight = datetime(2026, 10, 24, 22, tzinfo=UTC)
    assert working_between(night, midnight, midnight + timedelta(days=1)) == timedelta(hours=4)


def test_a_house_that_never_opens_promises_nothing() -> None:
    never = Hours("Europe/Paris", Week(((),) * 7))
    assert next_opening(never, paris(24, 9)) is None
    assert add_working(never, paris(24, 9), 1) is None


def test_each_day_goes_by_the_version_of_that_day() -> None:
    old, new = weekdays(Span(540, 600)), weekdays(Span(840, 900))
    table = Timetable((
        Hours(old.zone, old.week, version=1, since=date(2026, 1, 1)),
        Hours(new.zone, new.week, version=2, since=date(2026, 11, 25)),
    ))  # fmt: skip
    walk = add_working(table, paris(24, 9, 30), 60)
    assert walk is not None
    assert walk.end == paris(25, 14, 30)
    assert [step.version for step in walk.steps] == [1, 2]
    before = add_working(table, datetime(2025, 12, 31, 12, tzinfo=UTC), 1)
    assert before is not None
    assert before.steps[0].why is Why.NOT_YET


@pytest.mark.parametrize("bad", [(60, 60), (90, 30), (-1, 5), (0, 1441)])
def test_a_span_that_is_none_cannot_be_made(bad: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="Span"):
        Span(*bad)
