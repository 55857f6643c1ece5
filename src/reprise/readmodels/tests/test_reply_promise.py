"""By when a shop answers, and how a visitor reads it on their own clock."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rules.opening import OwnDays
from reprise.core.working_days import Span, Week
from reprise.readmodels.hours_words import hours_told
from reprise.readmodels.reply_promise import Promise, promise_for
from reprise.readmodels.reply_promise_words import steps_aloud, told_to_visitor
from tests.support.hours import with_hours

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
N = "\u00a0"


@pytest.fixture
def shop() -> Shop:
    return Shop.objects.create(slug="lamelle", name="Lamelle", country="FR")


def paris(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=PARIS)


def promised(shop: Shop, at: datetime) -> Promise:
    promise = promise_for(shop, at)
    assert promise is not None
    return promise


def test_a_shop_without_hours_promises_nothing(shop: Shop) -> None:
    assert promise_for(shop, paris(24, 10)) is None


def test_one_query_answers(shop: Shop, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with_hours(shop)
    with django_assert_num_queries(1):
        promise_for(shop, paris(24, 10))


def test_row_30_an_answer_is_due_in_working_time_and_never_at_midnight(shop: Shop) -> None:
    with_hours(shop)
    promise = promised(shop, paris(27, 17))  # Friday
    assert promise.reply_by == paris(30, 12)
    assert promise.is_open
    assert promise.opens_at is None
    assert [step.day.day for step in promise.steps] == [27, 28, 29, 30]


def test_row_27_outside_hours_the_visitor_reads_the_next_opening_and_a_time_to_count_on(shop: Shop) -> None:
    with_hours(shop)
    promise = promised(shop, paris(27, 20))
    assert not promise.is_open
    assert promise.opens_at == paris(30, 9)
    told = told_to_visitor(promise, paris(27, 20), "Europe/Paris")
    assert told.presence == f"Il n’y a personne en ce moment{N}; nous revenons lundi à 9{N}h."
    assert told.reply == f"Nous répondons avant lundi, 15{N}h."
    assert told.clock == ""
    with override("en"):
        assert str(told_to_visitor(promise, paris(27, 20), "Europe/Paris")) == (
            "Nobody is here right now; we are back on Monday at 9:00. We answer before Monday, 15:00."
        )


@pytest.mark.parametrize(
    ("zone", "reply", "clock"),
    [
        ("America/Martinique", "We answer before Monday, 10:00.", "Times are those of your clock (Martinique)."),
        ("Asia/Tokyo", "We answer before Monday, 23:00.", "Times are those of your clock (Tokyo)."),
        ("Pacific/Auckland", "We answer before Tuesday, 3:00.", "Times are those of your clock (Auckland)."),
        ("Europe/Berlin", "We answer before Monday, 15:00.", ""),
        ("", "We answer before Monday, 15:00.", "Times are those of our clock (Paris)."),
        ("Mars/Olympus", "We answer before Monday, 15:00.", "Times are those of our clock (Paris)."),
        ("../../etc/passwd", "We answer before Monday, 15:00.", "Times are those of our clock (Paris)."),
    ],
)
def test_row_27_times_are_those_of_the_visitors_own_clock(shop: Shop, zone: str, reply: str, clock: str) -> None:
    with_hours(shop)
    with override("en"):
        told = told_to_visitor(promised(shop, paris(27, 20)), paris(27, 20), zone)
    assert (told.reply, told.clock) == (reply, clock)


@pytest.mark.parametrize(
    ("zone", "presence", "reply"),
    [
        ("America/New_York", "back on Monday at 3:00", "before Monday, 9:00"),
        ("Asia/Kolkata", "back on Monday at 13:30", "before Monday, 19:30"),
        ("Europe/Paris", "back on Monday at 9:00", "before Monday, 15:00"),
    ],
)
def test_row_27_on_the_last_minutes_of_the_year_somebody_elsewhere_reads_their_own_clock(
    shop: Shop, zone: str, presence: str, reply: str
) -> None:
    """23:50 on 31 December 2026 at the visitor; New Year's Day is a Friday, and closed."""
    with_hours(shop)
    at = datetime(2026, 12, 31, 23, 50, tzinfo=ZoneInfo(zone))
    promise = promised(shop, at)
    assert promise.opens_at == datetime(2027, 1, 4, 9, tzinfo=PARIS)
    with override("en"):
        told = told_to_visitor(promise, at, zone)
    assert presence in told.presence
    assert reply in told.reply


def test_today_tomorrow_and_the_end_of_a_day_are_said_as_people_say_them(shop: Shop) -> None:
    with_hours(shop, week=Week((((Span(0, 1440),)),) * 7), holidays={}, reply_minutes=240)
    with override("en"):
        for hour, reply in ((10, "today before 14:00"), (20, "today before midnight"), (21, "tomorrow before 1:00")):
            assert reply in told_to_visitor(promised(shop, paris(24, hour)), paris(24, hour), "Europe/Paris").reply


def test_a_house_that_opens_at_midnight_is_back_on_that_day(shop: Shop) -> None:
    with_hours(shop, week=Week(((Span(0, 720),), (), (), (), (), (), ())), holidays={})
    with override("en"):
        told = told_to_visitor(promised(shop, paris(25, 10)), paris(25, 10), "Europe/Paris")
    assert told.presence == "Nobody is here right now; we are back on Monday at midnight."


def test_seconds_are_rounded_to_the_minute_that_begins_next(shop: Shop) -> None:
    with_hours(shop)
    promise = promised(shop, paris(24, 9, 30) + timedelta(seconds=17))
    assert promise.reply_by == paris(24, 15, 31)


def test_a_house_closed_for_half_a_year_promises_nothing(shop: Shop) -> None:
    own = (OwnDays(paris(1, 0).date(), paris(1, 0).date() + timedelta(days=300), "travaux"),)
    with_hours(shop, own=own)
    assert promise_for(shop, paris(24, 10)) is None


def test_row_29_why_this_time_names_each_day_that_counted_or_did_not(shop: Shop) -> None:
    own = (OwnDays(paris(28, 0, month=12).date(), paris(30, 0, month=12).date(), "inventaire"),)
    with_hours(shop, own=own)
    at = paris(24, 17, month=12)
    promise = promised(shop, at)
    steps = steps_aloud(promise.kept(), start=at, due=promise.reply_by, zone=promise.zone)
    assert [step.replace(N, " ").replace("\u202f", "").replace("\u2060", "") for step in steps] == [
        "Écrit le jeudi 24 décembre 2026 à 17 h.",
        "Jeudi 24 décembre 2026 : 1 h comptés (17 h–18 h).",
        "Vendredi 25 décembre 2026 : fermé, jour férié (Noël).",
        "Samedi 26 décembre 2026 : pas d’horaires ce jour de la semaine.",
        "Dimanche 27 décembre 2026 : pas d’horaires ce jour de la semaine.",
        "Du lundi 28 décembre 2026 au mercredi 30 décembre 2026 : fermé (inventaire).",
        "Jeudi 31 décembre 2026 : 3 h comptés (9 h–12 h).",
        "Réponse avant le jeudi 31 décembre 2026, 12 h.",
    ]


def test_row_29_what_was_promised_is_told_as_it_was_counted_whatever_the_hours_are_now(shop: Shop) -> None:
    with_hours(shop)
    at = paris(27, 17)
    kept = promised(shop, at).kept()
    with_hours(shop, at=paris(27, 18), in_force_from=paris(28, 0).date(), week=Week(((Span(0, 1440),),) * 7))
    assert promised(shop, at).kept() == kept
    assert promised(shop, paris(27, 19)).kept() != kept


def test_customers_read_days_alike_together_and_what_comes(shop: Shop) -> None:
    own = (OwnDays(paris(1, 0, month=12).date(), paris(1, 0, month=12).date(), "inventaire", (Span(540, 720),)),)
    with_hours(shop, own=own)
    told = hours_told(shop, paris(24, 10))
    assert told is not None
    assert [days for days, _ in told.week] == ["Du lundi au vendredi", "Samedi et dimanche"]
    assert told.week[1][1] == "fermé"
    assert told.notes == ("Fermé les jours fériés.", f"Le mardi 1er décembre{N}: 9{N}h\u202f–\u2060\u202f12{N}h.")
    assert hours_told(Shop.objects.create(slug="autre", name="Autre", country="FR"), paris(24, 10)) is None
