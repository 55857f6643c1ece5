"""Whoever runs the returns hands out or erases what is kept about a customer, from the desk."""

import io
import json
import zipfile
from typing import Any

import pytest
from django.test import Client

from reprise.apps.accounts.models import Customer, Erasure
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case
from reprise.apps.catalogue.models import Order
from reprise.platform.fence import raise_fence, release
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.cancel_request import cancel
from reprise.workflows.tests.builders import alice_at, an_order, asked, ines
from reprise.workflows.write_message import note
from tests.support.builders import AT, a_customer

pytestmark = pytest.mark.django_db

PERSONS = "/en/desk/atelier-lamelle/persons/"
ALICE = "alice@example.com"


@pytest.fixture
def case() -> Case:
    """A request that Alice took back."""
    order = an_order()
    who = a_customer(order.shop_id, ALICE, name="Alice Martin")
    Order.objects.filter(pk=order.pk).update(customer=who)
    order.refresh_from_db()
    asked_for = asked(order)
    cancel(actor=alice_at(asked_for), case=asked_for, at=AT)
    return asked_for


@pytest.fixture
def desk(case: Case) -> Client:
    return at_the_desk(somebody(case.shop, Role.MANAGER))


def text(answer: Any) -> str:
    return str(answer.content.decode())


def seen(page: str) -> str:
    """The mark of what the page showed."""
    return page.split('name="seen" value="')[1].split('"')[0]


def test_what_is_kept_is_shown_with_what_stays_and_why(case: Case, desk: Client) -> None:
    page = text(desk.post(PERSONS, {"email": "Alice@example.com"}))
    for words in ("What goes for good", "Letters", "Code de commerce, art. L123-22", "Erase this person"):
        assert words in page
    assert ALICE in page
    customer = Customer.objects.get(email=ALICE)
    assert text(desk.get(PERSONS, {"customer": customer.pk})) != text(desk.get(PERSONS))
    assert ALICE in text(desk.get(PERSONS, {"case": case.reference}))


def test_the_pages_of_the_case_and_of_the_search_lead_there(case: Case, desk: Client) -> None:
    assert f"{PERSONS}?case={case.reference}" in text(desk.get(f"/en/desk/{case.shop.slug}/cases/{case.reference}/"))
    agent = at_the_desk(somebody(case.shop, Role.AGENT))
    assert PERSONS not in text(agent.get(f"/en/desk/{case.shop.slug}/cases/{case.reference}/"))


@pytest.mark.django_db(transaction=True)
def test_erasing_needs_a_tick_and_says_what_was_recorded(case: Case, desk: Client) -> None:
    page = text(desk.post(PERSONS, {"email": ALICE}))
    form = {"email": ALICE, "seen": seen(page)}
    unsure = desk.post(PERSONS + "erase/", form)
    assert unsure.status_code == 422
    assert "Tick that the customer asked for it." in text(unsure)
    done = desk.post(PERSONS + "erase/", {**form, "sure": "on"}, follow=True)
    record = Erasure.objects.get()
    assert str(record.pk)[:8] in text(done)
    assert record.asked_by.startswith("staff:")
    assert ALICE not in text(done)
    assert Case.objects.get(pk=case.pk).contact_email == ""
    again = desk.post(PERSONS + "erase/", {**form, "sure": "on"}, follow=True)
    assert "Nothing was kept about this person any more." in text(again)
    assert Erasure.objects.count() == 1
    assert desk.get(f"/en/desk/{case.shop.slug}/cases/{case.reference}/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_what_nobody_has_seen_does_not_go(case: Case, desk: Client) -> None:
    form = {"email": ALICE, "seen": seen(text(desk.post(PERSONS, {"email": ALICE}))), "sure": "on"}
    note(actor=ines(case.shop_id), case=case, body="Elle a rappelé", at=AT)
    answer = desk.post(PERSONS + "erase/", form)
    assert answer.status_code == 409
    assert "Something was added in the meantime" in text(answer)
    assert desk.post(PERSONS + "erase/", {"email": ALICE, "sure": "on"}).status_code == 409
    assert not Erasure.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_open_case_is_named_with_its_link_and_no_button(desk: Client) -> None:
    other = asked(an_order(Case.objects.get().shop, number="1002"))
    answer = desk.post(PERSONS, {"email": ALICE})
    page = text(answer)
    assert f"Case {other.reference} is still open" in page
    assert f"/cases/{other.reference}/" in page
    assert "Erase this person" not in page
    forced = desk.post(PERSONS + "erase/", {"email": ALICE, "sure": "on", "seen": "x"})
    assert forced.status_code == 409
    assert not Erasure.objects.exists()


def test_a_copy_is_streamed(case: Case, desk: Client) -> None:
    answer = desk.post(PERSONS + "copy/", {"email": ALICE})
    assert answer.streaming
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as pack:
        assert json.loads(pack.read("data/customer.json"))[0]["name"] == "Alice Martin"
        assert json.loads(pack.read("data/cases.json"))[0]["reference"] == case.reference


def test_bad_words_stay_on_the_form(desk: Client) -> None:
    for page in (PERSONS, PERSONS + "copy/", PERSONS + "erase/"):
        for bad in ("", "alice", "a\0b@example.com", "x" * 300 + "@example.com"):
            answer = desk.post(page, {"email": bad})
            assert answer.status_code == 422, (page, bad)
    assert "Nothing is kept about this address" in text(desk.post(PERSONS, {"email": "nobody@example.com"}))
    assert desk.get(PERSONS, {"customer": "99999"}).status_code == 404
    assert desk.get(PERSONS, {"customer": "²"}).status_code == 200
    assert desk.get(PERSONS, {"case": "RP-0000-0000"}).status_code == 404


def test_questions_do_not_grow_with_what_is_kept(
    case: Case, desk: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(3):
        more = asked(an_order(case.shop, number=f"20{number}"))
        cancel(actor=alice_at(more), case=more, at=AT)
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        desk.post(PERSONS, {"email": ALICE})


def test_a_restored_instance_says_on_every_page_that_nothing_leaves(desk: Client) -> None:
    raise_fence(made_at="2026-11-24T10:00:00+00:00", whole=True)
    try:
        assert "no letter and no refund leaves" in text(desk.get(PERSONS))
    finally:
        release()
    assert "no letter and no refund leaves" not in text(desk.get(PERSONS))
