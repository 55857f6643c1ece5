"""The page of the opening hours: written as people type, tried before it is saved, versions, and why this time."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from reprise.apps.accounts.models import OpeningHours, Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.accounts.rules.opening import OwnDays
from reprise.core.working_days import Span, Week
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from tests.support.hours import WEEK, all_closed, with_hours

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)  # a Tuesday, half past ten in Paris
TODAY = NOW.date()
WRITTEN = NOW - timedelta(days=30)


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def marc(shop: Shop) -> Client:
    """Marc, who runs the shop."""
    return at_the_desk(somebody(shop, Role.MANAGER, "marc@example.com"))


def url(shop: Shop, name: str = "hours", *more: object) -> str:
    return reverse(f"desk:{name}", args=[shop.slug, *more])


def read(client: Client, address: str, **query: str) -> str:
    page = client.get(address, query)
    assert page.status_code == 200
    return tidy(page.content.decode())


def tidy(page: str) -> str:
    return re.sub(r"\s+", " ", page.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2060", ""))


def filled(shop: Shop, **changes: str) -> dict[str, Any]:
    """The form as a browser sends it back, with some fields changed."""
    return {
        **{f"day_{n}": "9h-12h, 14h-18h" for n in range(5)}, "day_5": "", "day_6": "fermé", "zone": "Europe/Paris",
        "country": "FR", "region": "", "drawn_for": "FR:", "reply_count": "4", "reply_unit": "hours", "own_rows": "2",
        "in_force_from": TODAY.isoformat(), "seen": str(OpeningHours.objects.filter(shop=shop).count()), "save": "1",
        **{f"closed_{name}": "on" for name in all_closed()}, **changes,
    }  # fmt: skip


def test_a_shop_without_hours_is_asked_for_them(marc: Client, shop: Shop) -> None:
    page = read(marc, url(shop))
    assert "Pas encore d’horaires" in page
    assert url(shop, "hours_edit") in page


def test_hours_are_written_as_people_type_them_and_stand_at_once(marc: Client, shop: Shop) -> None:
    sent = marc.post(url(shop, "hours_edit"), filled(shop, day_5="10-13"))
    assert sent.status_code == 302
    row = OpeningHours.objects.get()
    assert row.week == [*([[[540, 720], [840, 1080]]] * 5), [[600, 780]], []]
    assert (row.country, row.reply_minutes, row.in_force_from) == ("FR", 240, TODAY)
    assert row.holidays == all_closed()
    page = read(marc, url(shop))
    assert "Il y a quelqu’un en ce moment." in page
    assert "Nous répondons aujourd’hui avant 16 h 30." in page
    assert "sam. 28 nov." in page


def test_what_cannot_be_read_is_said_at_its_day_and_everything_typed_stays(marc: Client, shop: Shop) -> None:
    sent = marc.post(url(shop, "hours_edit"), filled(shop, day_1="le matin", day_2="22-2", own_0_name="inventaire"))
    page = tidy(sent.content.decode())
    assert sent.status_code == 422
    assert "Mardi : « le matin » ne se lit pas comme des heures." in page
    assert "Mercredi : des heures finissent le jour où elles commencent." in page
    assert 'value="le matin"' in page
    assert "Indiquez le premier jour de cette fermeture." in page
    assert not OpeningHours.objects.exists()


def test_row_26_any_number_of_spans_and_midnight(marc: Client, shop: Shop) -> None:
    marc.post(url(shop, "hours_edit"), filled(shop, day_0="8-9 10-11 12-13 14-15", day_1="20h-24h", day_2="24/24"))
    week = OpeningHours.objects.get().week
    assert [len(day) for day in week[:3]] == [4, 1, 1]
    assert week[1] == [[1200, 1440]]
    assert week[2] == [[0, 1440]]


def test_hours_are_tried_on_fourteen_days_before_anything_is_saved(marc: Client, shop: Shop) -> None:
    changes = {
        "own_0_first": "2026-12-24",
        "own_0_last": "2026-12-24",
        "own_0_name": "réveillon",
        "own_0_hours": "9-11",
    }
    sent = marc.post(url(shop, "hours_edit"), filled(shop, preview="1", in_force_from="2026-12-20", **changes))
    page = tidy(sent.content.decode())
    assert sent.status_code == 200
    assert "Rien n’est encore enregistré." in page
    assert page.count('class="rp-hours-day"') == 14
    assert "Jour férié : Noël" in page
    assert "Autres heures : réveillon" in page
    assert not OpeningHours.objects.exists()


def test_a_day_is_copied_to_others_without_losing_what_was_typed(marc: Client, shop: Shop) -> None:
    sent = marc.post(
        url(shop, "hours_edit"), filled(shop, day_0="8-16", day_3="9-10", copy="weekdays", reply_count="7")
    )
    page = sent.content.decode()
    assert sent.status_code == 200
    assert page.count('value="8-16"') == 5
    assert 'value="7"' in page
    after = marc.post(url(shop, "hours_edit"), filled(shop, day_4="8-16", copy="5")).content.decode()
    assert after.count('value="8-16"') == 2
    assert (
        marc.post(url(shop, "hours_edit"), filled(shop, day_0="7-8", copy="all")).content.decode().count('"7-8"') == 7
    )


def test_another_region_shows_its_holidays_before_it_is_saved(marc: Client, shop: Shop) -> None:
    assert "Vendredi saint" not in read(marc, url(shop, "hours_edit"))
    changed = filled(shop, region="57")
    del changed["closed_Lundi de Pentecôte"]
    sent = marc.post(url(shop, "hours_edit"), changed)
    page = tidy(sent.content.decode())
    assert sent.status_code == 200
    assert "Voici les jours fériés du lieu choisi." in page
    assert "Vendredi saint" in page
    assert re.findall(r'closed_(Lundi de Pentecôte|Toussaint|Vendredi saint)"[^>]* checked', page) == [
        "Vendredi saint",
        "Toussaint",
    ]  # what was said stays said, what is new is closed at first
    assert not OpeningHours.objects.exists()
    saved = marc.post(url(shop, "hours_edit"), {
        **filled(shop, region="57", drawn_for="FR:57"), "closed_Vendredi saint": "on",
    })  # fmt: skip
    assert saved.status_code == 302
    said = OpeningHours.objects.get().holidays
    assert (said["Vendredi saint"], said["Saint-Étienne"]) == (True, False)


@pytest.mark.parametrize(
    "odd",
    [
        {"drawn_for": "FR:Atlantis"}, {"drawn_for": "XX:57"}, {"drawn_for": "::::"}, {"country": "XX"},
        {"region": "Atlantis"}, {"zone": "../etc/passwd"}, {"reply_count": "-4"}, {"reply_unit": "years"},
        {"own_rows": "-1"}, {"own_rows": "x"}, {"in_force_from": "0001-01-01"}, {"in_force_from": "9999-12-31"},
        {"own_0_first": "2026-12-24", "own_0_last": "9999-12-31"}, {"day_0": "9" * 200}, {"seen": "x"},
        {"copy": "99"}, {"copy": "0"}, {"day_0": "9-12\x00"}, {"own_0_name": "\x00", "own_0_first": "2026-12-24"},
    ],
)  # fmt: skip
@pytest.mark.django_db(transaction=True)
def test_no_form_however_odd_ends_in_an_error_of_ours(marc: Client, shop: Shop, odd: dict[str, str]) -> None:
    assert marc.post(url(shop, "hours_edit"), filled(shop, **odd)).status_code in {200, 302, 422}
    assert marc.post(url(shop, "hours_edit"), odd).status_code in {200, 422}


def test_more_rows_for_closures_are_one_click_away_and_bounded(marc: Client, shop: Shop) -> None:
    page = marc.post(url(shop, "hours_edit"), filled(shop, more="1")).content.decode()
    assert 'name="own_4_first"' in page
    assert marc.post(url(shop, "hours_edit"), filled(shop, own_rows="999999999", more="1")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_two_people_who_write_at_once_are_told_of_each_other(marc: Client, shop: Shop) -> None:
    form = filled(shop)
    with_hours(shop, at=NOW - timedelta(minutes=1), in_force_from=TODAY)
    sent = marc.post(url(shop, "hours_edit"), form)
    page = tidy(sent.content.decode())
    assert sent.status_code == 409
    assert "Quelqu’un a enregistré d’autres horaires pendant que vous écriviez (version 1)." in page
    assert 'name="seen" value="1"' in page
    assert OpeningHours.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_planned_version_is_listed_and_taken_back(marc: Client, shop: Shop) -> None:
    with_hours(shop, at=WRITTEN)
    marc.post(url(shop, "hours_edit"), filled(shop, in_force_from="2026-12-07", day_0="10-11"))
    page = read(marc, url(shop))
    assert "prévu" in page
    assert page.count("Version ") >= 2
    taken = marc.post(url(shop, "hours_withdraw", 2))
    assert taken.status_code == 302
    assert "Version 2" not in read(marc, url(shop))
    refused = marc.post(url(shop, "hours_withdraw", 1))
    assert refused.status_code == 422
    assert "en vigueur" in refused.content.decode()


def test_row_29_why_this_time_walks_over_each_day_for_any_moment_and_any_clock(marc: Client, shop: Shop) -> None:
    with_hours(shop, at=WRITTEN, own=(OwnDays(date(2026, 12, 28), date(2026, 12, 31), "congés"),))
    page = read(marc, url(shop), day="2026-12-24", time="17:00", zone="America/Martinique")
    assert "Jeudi 24 décembre 2026 : 1 h comptés (17 h – 18 h)." in page
    assert "Vendredi 25 décembre 2026 : fermé, jour férié (Noël)." in page
    assert "Du lundi 28 décembre 2026 au jeudi 31 décembre 2026 : fermé (congés)." in page
    assert "Nous répondons avant lundi 4 janvier 2027, 7 h." in page
    assert "Les heures sont celles de votre horloge (Martinique)." in page


@pytest.mark.parametrize(
    "query",
    [{"day": "x"}, {"day": "2026-13-45", "time": "99:99"}, {"day": "9999-12-31"}, {"zone": "../etc"}, {"day": ""}],
)
def test_a_careless_question_is_answered_for_now(marc: Client, shop: Shop, query: dict[str, str]) -> None:
    with_hours(shop, at=WRITTEN)
    assert "Nous répondons aujourd’hui avant 16 h 30." in read(marc, url(shop), **query)


def test_a_holiday_nobody_was_asked_about_is_named(marc: Client, shop: Shop) -> None:
    with_hours(shop, at=WRITTEN, holidays={name: True for name in all_closed() if name != "Armistice"})
    page = read(marc, url(shop))
    assert "Jours fériés dont vos horaires ne disent rien" in page
    assert "Armistice" in page


def test_the_form_begins_with_the_hours_that_stand(marc: Client, shop: Shop) -> None:
    with_hours(shop, at=WRITTEN, reply_minutes=90, own=(
        OwnDays(date(2026, 10, 28), date(2026, 10, 29), "passé"), OwnDays(TODAY, TODAY, "salon", (Span(600, 720),)),
    ))  # fmt: skip
    page = read(marc, url(shop, "hours_edit"))
    assert page.count('value="9h–12h, 14h–18h"') == 5
    assert 'value="90"' in page
    assert 'value="salon"' in page
    assert 'value="10h–12h"' in page
    assert "passé" not in page


def test_the_public_page_tells_the_hours_in_place_of_the_words_written_before(marc: Client, shop: Shop) -> None:
    Shop.objects.filter(pk=shop.pk).update(opening_hours="Le matin, au fournil.")
    legal = reverse("portal:legal", args=[shop.slug])
    assert "au fournil" in read(Client(), legal)
    assert "au fournil" in read(marc, url(shop, "shop"))
    with_hours(shop, at=WRITTEN)
    page = read(Client(), legal)
    assert "au fournil" not in page
    assert "Du lundi au vendredi" in page
    assert "9 h – 12 h, 14 h – 18 h" in page
    assert "au fournil" not in read(marc, url(shop, "shop"))
    marc.post(url(shop, "shop"), {"name": "Lamelle"})
    assert Shop.objects.get(pk=shop.pk).opening_hours == "Le matin, au fournil."


def test_whoever_may_only_look_is_offered_no_button(shop: Shop) -> None:
    with_hours(shop, at=WRITTEN)
    agent = at_the_desk(somebody(shop, Role.AGENT))
    assert url(shop, "hours_edit") not in read(agent, url(shop))
    assert agent.get(url(shop, "hours_edit")).status_code == 403
    assert agent.post(url(shop, "hours_withdraw", 1)).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_another_shops_hours_are_out_of_reach(marc: Client, shop: Shop) -> None:
    other = Shop.objects.create(slug="autre", name="Autre", country="FR")
    with_hours(other, at=WRITTEN)
    assert marc.get(url(other)).status_code == 404
    assert marc.post(url(shop, "hours_withdraw", 1)).status_code == 404


def test_the_page_asks_few_questions_however_many_versions(
    marc: Client, shop: Shop, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(8):
        with_hours(shop, at=WRITTEN + timedelta(days=n), week=WEEK if n % 2 else Week(((Span(60, 120),),) * 7))
    with django_assert_max_num_queries(16):
        read(marc, url(shop), day="2026-12-24", time="17:00")
