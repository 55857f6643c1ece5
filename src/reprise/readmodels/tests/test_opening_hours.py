"""Opening hours in versions: what closes, what a version changes, and what can never be written."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.hours_queries import hours_in_force, known_versions
from reprise.apps.accounts.models import OpeningHours, Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.accounts.rules.opening import OwnDays
from reprise.apps.accounts.services.set_hours import (
    HoursChanged,
    NeverOpen,
    NewHours,
    Seen,
    set_hours,
    withdraw_hours,
)
from reprise.apps.accounts.tests.builders import an_actor
from reprise.core.refusals import Forbidden, Invalid, NotFound
from reprise.core.working_days import Day, Span, Timetable, Week, Why
from reprise.core.working_time import add_working, is_open
from reprise.readmodels.public_holidays import holidays_of, region_names, unsaid
from tests.support.builders import AT
from tests.support.hours import WEEK, WORKDAY, all_closed, with_hours
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
TODAY = AT.date()


@pytest.fixture
def shop() -> Shop:
    return Shop.objects.create(slug="lamelle", name="Lamelle", country="FR")


def on(shop: Shop, day: date, at: datetime = AT) -> Day:
    hours = hours_in_force(shop.pk, at)
    assert hours is not None
    return hours.day(day)


def test_a_shop_that_said_no_hours_has_none(shop: Shop) -> None:
    assert hours_in_force(shop.pk, AT) is None


def test_row_25_public_holidays_close_the_door_without_anybody_typing_them(shop: Shop) -> None:
    with_hours(shop)
    for year in (2026, 2027, 2030):
        noel = on(shop, date(year, 12, 25))
        assert (noel.why, noel.name, noel.spans) == (Why.HOLIDAY, "Noël", ())
    assert on(shop, date(2027, 3, 29)).name == "Lundi de Pâques"
    assert on(shop, date(2027, 3, 26)).why is Why.WEEK  # Good Friday is a day like any other in Grenoble


def test_row_25_alsace_and_moselle_have_two_more_and_own_closures_come_on_top(shop: Shop) -> None:
    own = (OwnDays(date(2026, 12, 28), date(2026, 12, 31), "inventaire"),)
    with_hours(shop, region="57", holidays=all_closed("FR", "57"), own=own)
    assert on(shop, date(2027, 3, 26)).name == "Vendredi saint"
    assert on(shop, date(2028, 12, 26)).name == "Saint-Étienne"
    closed = on(shop, date(2026, 12, 30))
    assert (closed.why, closed.name) == (Why.CLOSURE, "inventaire")
    assert on(shop, date(2027, 1, 4)).why is Why.WEEK
    assert {"57", "6AE"} <= {code for code, _ in region_names("FR", "fr")}


def test_each_holiday_can_be_worked_on_and_own_hours_say_more_than_any_holiday(shop: Shop) -> None:
    own = (OwnDays(date(2027, 5, 1), date(2027, 5, 1), "salon", (Span(600, 660),)),)
    with_hours(shop, holidays={**all_closed(), "Lundi de Pentecôte": False}, own=own)
    pentecost = on(shop, date(2027, 5, 17))
    assert (pentecost.why, pentecost.spans) == (Why.KEPT_OPEN, WORKDAY)
    fair = on(shop, date(2027, 5, 1))
    assert (fair.why, fair.spans) == (Why.OTHER_HOURS, (Span(600, 660),))


def test_row_29_a_holiday_nobody_was_asked_about_closes_nothing_until_somebody_says_so(shop: Shop) -> None:
    known = {name: closed for name, closed in all_closed().items() if name != "Noël"}
    row = with_hours(shop, holidays=known)
    assert on(shop, date(2026, 12, 25)).why is Why.WEEK
    assert [one.title for one in unsaid(row.country, row.region, row.holidays, TODAY, "en")] == ["Christmas Day"]
    assert unsaid("FR", "", all_closed(), TODAY, "fr") == []


def test_a_holiday_kept_on_another_day_in_its_stead_is_the_same_holiday(shop: Shop) -> None:
    with_hours(shop, country="GB", region="ENG", zone="Europe/London", holidays=all_closed("GB", "ENG"))
    assert on(shop, date(2026, 12, 28)).name == "Boxing Day"  # the 26th is a Saturday


def test_names_of_holidays_do_not_depend_on_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    assert {"Noël", "Lundi de Pâques", "Toussaint"} <= {one.name for one in holidays_of("FR", "", TODAY, "de")}
    assert {one.title for one in holidays_of("FR", "57", TODAY, "en")} >= {"Good Friday", "Saint Stephen’s Day"}


def test_a_version_holds_from_its_day_and_what_was_known_before_stays_as_it_was(shop: Shop) -> None:
    with_hours(shop)
    later = Week((*(((Span(600, 660),),) * 5), (), ()))
    row = with_hours(shop, at=AT, in_force_from=TODAY + timedelta(days=7), week=later)
    assert row.number == 2
    assert on(shop, TODAY).spans == WORKDAY
    assert (on(shop, TODAY + timedelta(days=7)).spans, on(shop, TODAY + timedelta(days=7)).version) == (
        (Span(600, 660),),
        2,
    )
    before = on(shop, TODAY + timedelta(days=7), at=AT - timedelta(seconds=1))
    assert (before.spans, before.version) == (WORKDAY, 1)


def test_a_planned_version_is_taken_back_and_one_in_force_is_not(shop: Shop) -> None:
    with_hours(shop)
    with_hours(shop, at=AT, in_force_from=TODAY + timedelta(days=7), week=Week(((WORKDAY),) * 7))
    house = system(shop.pk)
    withdraw_hours(actor=house, number=2, today=TODAY, at=AT + timedelta(minutes=1))
    assert [row.number for row in known_versions(shop.pk, AT + timedelta(hours=1))] == [1]
    assert [row.number for row in known_versions(shop.pk, AT)] == [1, 2]
    with refused(Invalid):
        withdraw_hours(actor=house, number=1, today=TODAY, at=AT)
    with refused(NotFound):
        withdraw_hours(actor=house, number=2, today=TODAY, at=AT)


def hours(**changes: Any) -> NewHours:
    usual: dict[str, Any] = {"in_force_from": TODAY, "zone": "Europe/Paris", "week": WEEK, "reply_minutes": 60}
    return NewHours(**{**usual, **changes})


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"in_force_from": TODAY - timedelta(days=1)}, "in_force_from"),
        ({"in_force_from": TODAY + timedelta(days=900)}, "in_force_from"),
        ({"zone": "Europe/Nowhere"}, "zone"),
        ({"reply_minutes": 0}, "reply"),
        ({"reply_minutes": 14_401}, "reply"),
        ({"country": "XX"}, "country"),
        ({"country": "FR", "region": "NC"}, "region"),
        ({"country": "", "region": "57"}, "region"),
        ({"own": (OwnDays(TODAY, TODAY - timedelta(days=1), "x"),)}, "own"),
        ({"own": (OwnDays(TODAY, TODAY + timedelta(days=500), "x"),)}, "own"),
        ({"own": (OwnDays(TODAY, TODAY, " "),)}, "own"),
        ({"own": (OwnDays(TODAY, TODAY, "x"),) * 121}, "own"),
    ],
)
def test_hours_that_make_no_sense_are_refused_at_their_field(shop: Shop, changes: dict[str, Any], field: str) -> None:
    with refused(Invalid) as caught:
        set_hours(actor=system(shop.pk), hours=hours(**changes), today=TODAY, at=AT)
    assert caught.value.field == field
    assert not OpeningHours.objects.exists()


def test_a_week_in_which_nobody_ever_answers_is_refused(shop: Shop) -> None:
    never = hours(week=Week(((),) * 7))
    with refused(NeverOpen):
        set_hours(actor=system(shop.pk), hours=never, today=TODAY, at=AT)


def test_whoever_saves_second_is_told_of_the_first(shop: Shop) -> None:
    with_hours(shop)
    ines = an_actor(shop, role=Role.MANAGER)
    with refused(HoursChanged):
        set_hours(actor=ines, hours=hours(), today=TODAY, at=AT, seen=Seen(0))
    row = set_hours(actor=ines, hours=hours(), today=TODAY, at=AT, seen=Seen(1))
    assert (row.number, row.made_by_id) == (2, ines.person_id)


def test_only_whoever_may_change_settings_writes_hours(shop: Shop) -> None:
    agent = an_actor(shop, role=Role.AGENT)
    with refused(Forbidden):
        set_hours(actor=agent, hours=hours(), today=TODAY, at=AT)


def test_another_shops_hours_are_its_own(shop: Shop) -> None:
    with_hours(shop)
    other = Shop.objects.create(slug="autre", name="Autre", country="FR")
    assert hours_in_force(other.pk, AT) is None


def test_day_and_night_over_a_change_of_the_clocks_loses_nothing(shop: Shop) -> None:
    with_hours(shop, week=Week((((Span(0, 1440),)),) * 7), holidays={})
    table = hours_in_force(shop.pk, AT)
    assert isinstance(table, Timetable)
    start = datetime(2027, 3, 27, 12, tzinfo=PARIS)
    walk = add_working(table, start, 24 * 60)
    assert walk is not None
    assert walk.end == datetime(2027, 3, 28, 13, tzinfo=PARIS)
    assert is_open(table, start)
