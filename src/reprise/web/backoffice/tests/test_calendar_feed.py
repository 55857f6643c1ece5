"""Dates in a calendar program: read with the library and by hand, only by who has the address, and taken back."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from reprise.apps.accounts.models import Membership, Person, Shop
from reprise.apps.cases.calendar_feeds import path_of
from reprise.apps.cases.links import case_token
from reprise.apps.cases.models import CalendarFeed, Case, Deadline
from reprise.apps.catalogue.models import Order
from reprise.readmodels.calendars.told import Told, written
from reprise.workflows.tests.builders import a_shop, an_order, asked, authorised
from tests.support.builders import LATER

pytestmark = pytest.mark.django_db


def page(shop: Shop) -> str:
    return reverse("desk:calendar", args=[shop.slug])


def address_of(desk: Client, shop: Shop, **form: str) -> str:
    """The address Inès makes herself."""
    assert desk.post(page(shop), {"do": "make", **form}).status_code == 302
    path = f"/calendar/{path_of(CalendarFeed.objects.get(revoked_at=None))}"
    assert path in desk.get(page(shop)).content.decode()
    return path


def events(body: bytes) -> dict[str, dict[str, object]]:
    """What a calendar program understands, by summary."""
    calendar: Any = Calendar.from_ical(body)
    return {
        str(event["summary"]): {
            "day": event["dtstart"].dt, "end": event["dtend"].dt, "status": str(event["status"]),
            "uid": str(event["uid"]), "alarms": [alarm["trigger"].dt for alarm in event.walk("VALARM")],
        }
        for event in calendar.walk("VEVENT")
    }  # fmt: skip


def test_a_feed_holds_whole_days_with_alarms_and_no_personal_data(desk: Client, shop: Shop, order: Order) -> None:
    case = asked(order)
    body = Client().get(address_of(desk, shop)).content
    found = events(body)
    ours = found[f"Notre réponse · {case.reference}"]
    assert (ours["day"], ours["end"], ours["status"]) == (date(2026, 11, 26), date(2026, 11, 27), "CONFIRMED")
    assert ours["alarms"] == [timedelta(hours=-15), timedelta(hours=9)]
    assert f"Renvoi des articles · {case.reference}" in found
    assert not any("Accusé de réception" in summary for summary in found)  # done when it was set
    Deadline.objects.filter(case=case, name="decision").update(state="met", ended_at=LATER)
    assert f"Fait\xa0: Notre réponse · {case.reference}" in events(Client().get(address_of(desk, shop)).content)
    for secret in (b"Alice", b"example.com", b"filament", b"1001"):
        assert secret not in body


def test_the_bytes_are_as_the_standard_wants_them(desk: Client, shop: Shop, order: Order) -> None:
    asked(order)
    body = Client().get(address_of(desk, shop)).content
    lines = body.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
    assert any(line.startswith(b" ") for line in lines)  # the long ones are folded
    assert b"DTSTART;VALUE=DATE:20261126" in lines
    assert b"DTSTAMP:20261124T100000Z" in lines
    unfolded = body.replace(b"\r\n ", b"").decode()
    assert "DESCRIPTION:promesse\xa0: Notre politique" in unfolded
    assert "\\n" in unfolded  # a new line within a text
    assert "Nous manquons à notre promesse\xa0\\; le client" in unfolded
    assert "VERSION:2.0" in unfolded
    assert "METHOD:PUBLISH" in unfolded


def test_commas_and_backslashes_are_escaped_and_read_back(order: Order) -> None:
    row = Deadline.objects.filter(case=asked(order), name="decision").latest("pk")
    hard = "Colle, bois; \\ et cie"
    body = written(hard, [Told(row, "RP-1", titles={"decision": hard})])
    for name in (b"NAME", b"X-WR-CALNAME"):
        assert b"\r\n" + name + b":Colle\\, bois\\; \\\\ et cie\r\n" in body
    assert list(events(body)) == [f"{hard} · RP-1"]


def test_a_date_that_was_replaced_is_taken_back_under_the_same_name(desk: Client, shop: Shop, order: Order) -> None:
    case = asked(order)
    address = address_of(desk, shop)
    uid = events(Client().get(address).content)[f"Renvoi des articles · {case.reference}"]["uid"]
    Deadline.objects.filter(case=case, name="return_by").update(state="replaced", ended_at=LATER, why="authorised")
    body = Client().get(address).content.decode().replace("\r\n ", "")
    block = next(part for part in body.split("BEGIN:VEVENT") if f"UID:{uid}" in part)
    assert "STATUS:CANCELLED" in block
    assert "SEQUENCE:1" in block
    assert "VALARM" not in block
    assert "le retour a été autorisé" in block


def test_what_did_not_change_is_not_sent_again(desk: Client, shop: Shop, order: Order) -> None:
    asked(order)
    address, browser = address_of(desk, shop), Client()
    first = browser.get(address)
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in first["Cache-Control"]
    again = browser.get(address, headers={"If-None-Match": f"W/{first['ETag']}"})
    assert (again.status_code, again.content) == (304, b"")
    asked(an_order(shop, number="2002"))
    assert browser.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_new_address_ends_the_old_one_and_a_revoked_one_opens_nothing(desk: Client, shop: Shop) -> None:
    old = address_of(desk, shop)
    new = address_of(desk, shop)
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    desk.post(page(shop), {"do": "revoke"})
    assert Client().get(new).status_code == 404
    assert Client().get(new[:-8] + "aaaa.ics").status_code == 404
    assert Client().get("/calendar/999999/aaaa.ics").status_code == 404
    assert Client().post(old).status_code == 405


def test_only_one_s_own_cases_where_one_asked_for_those(desk: Client, shop: Shop, ines: Person) -> None:
    mine, other = asked(an_order(shop, number="1")), asked(an_order(shop, number="2"))
    Case.objects.filter(pk=mine.pk).update(assignee=ines)
    body = Client().get(address_of(desk, shop, mine="1")).content.decode()
    assert mine.reference in body
    assert other.reference not in body


def test_another_shop_s_dates_are_in_no_feed_of_ours(desk: Client, shop: Shop) -> None:
    theirs = asked(an_order(a_shop("voisin")))
    assert theirs.reference not in Client().get(address_of(desk, shop)).content.decode()


def test_who_leaves_the_shop_has_no_calendar_nor_has_who_comes_back(desk: Client, shop: Shop, ines: Person) -> None:
    address = address_of(desk, shop)
    place = Membership.objects.get(person=ines, shop=shop)
    role = place.role
    place.delete()
    assert Client().get(address).status_code == 404
    again = Membership.objects.create(person=ines, shop=shop, role=role)
    Membership.objects.filter(pk=again.pk).update(created_at=LATER + timedelta(days=1))
    assert Client().get(address).status_code == 404


def test_the_feed_speaks_the_language_of_its_person(desk: Client, shop: Shop, order: Order, ines: Person) -> None:
    case = asked(order)
    Person.objects.filter(pk=ines.pk).update(language="en")
    assert f"Our answer · {case.reference}" in events(Client().get(address_of(desk, shop)).content)


def test_a_customer_takes_the_dates_of_their_case_along(shop: Shop, order: Order, settings: object) -> None:
    case = authorised(order, claim="defect")
    token = case_token(settings.SECRET_KEY, case.pk, case.link_key)  # type: ignore[attr-defined]
    link = reverse("portal:dates", args=[shop.slug, case.reference, token])
    answer = Client().get(link)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = events(answer.content)
    assert f"Vous déposez le colis · {case.reference}" in found
    assert any(name.startswith("La garantie le couvre") for name in found)
    assert token.encode() not in answer.content
    page_of_case = Client().get(link.removesuffix("dates.ics")).content.decode()
    assert "dates.ics" in page_of_case
    assert page_of_case.index("Ce que vous faites") < page_of_case.index("Vos droits")
    assert Client().get(link.replace(token, "a" * 32)).status_code == 404


def test_the_same_dates_are_the_same_bytes(order: Order) -> None:
    case = asked(order)
    row = Deadline.objects.filter(case=case, name="decision").latest("pk")
    told = written("x", [Told(row, case.reference)])
    assert told == written("x", [Told(row, case.reference)])
    assert f"UID:deadline-{row.pk}@".encode() in told
