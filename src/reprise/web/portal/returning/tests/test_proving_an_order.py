"""A stranger in a chat learns nothing of an order: the proof is that of the pages, and a code works in one chat."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reprise.apps.cases.models import RequestDraft
from reprise.apps.notifications.models import Mail
from reprise.platform.jobs.worker import work_off
from reprise.web.portal.finding import LOOK_UPS_AN_HOUR
from reprise.web.portal.links import case_path
from reprise.web.portal.returning.tests.asking import OPEN, RETURN, bought, key_in, mailed_code, post, proved
from reprise.workflows.order_link import TRIES_AN_HOUR
from reprise.workflows.tests.builders import an_order, authorised
from tests.support.builders import AT

pytestmark = pytest.mark.django_db
A_REFUSAL_ENDS_ITS_OWN_DEED = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def asked(browser: Client, number: str, email: str) -> tuple[int, str, str]:
    """What somebody gets who types a number and an address, and then a wrong code."""
    found = browser.post(RETURN, {"number": number, "email": email})
    wrong = browser.post(f"{RETURN}code/", {"code": "0000 0000"}, headers=OPEN)
    return found.status_code, str(found.headers["Location"]), wrong.content.decode()


def without_token(page: str) -> str:
    return "".join(part.split(">", 1)[-1] for part in page.split('name="csrfmiddlewaretoken"'))


@A_REFUSAL_ENDS_ITS_OWN_DEED
def test_the_answer_is_the_same_whether_there_is_such_an_order_or_not() -> None:
    bought()
    ours, stranger = asked(Client(), "1001", "alice@example.com"), asked(Client(), "9999", "mallory@example.com")
    assert ours[:2] == stranger[:2]
    assert without_token(ours[2]) == without_token(stranger[2])
    work_off(at=AT)
    assert [mail.to for mail in Mail.objects.all()] == ["alice@example.com"]


@A_REFUSAL_ENDS_ITS_OWN_DEED
def test_a_code_opens_the_order_in_the_chat_that_asked_for_it_and_in_no_other() -> None:
    bought()
    alice, mallory = Client(), Client()
    post(mallory, RETURN, number="1001", email="alice@example.com")
    work_off(at=AT)
    post(alice, RETURN, number="1001", email="alice@example.com")
    code = mailed_code()
    assert mallory.post(f"{RETURN}code/", {"code": code}).status_code == 422
    assert "/rights/" in post(alice, f"{RETURN}code/", code=code)
    assert alice.post(f"{RETURN}code/", {"code": code}).status_code == 422  # once


@A_REFUSAL_ENDS_ITS_OWN_DEED
def test_guessing_codes_ends_soon_and_even_the_right_one_is_refused_then() -> None:
    bought()
    mallory = Client()
    post(mallory, RETURN, number="1001", email="alice@example.com")
    for guess in range(TRIES_AN_HOUR):
        assert mallory.post(f"{RETURN}code/", {"code": f"{guess:08}"}).status_code == 422
    assert mallory.post(f"{RETURN}code/", {"code": mailed_code()}).status_code == 422
    assert not RequestDraft.objects.exists()


@A_REFUSAL_ENDS_ITS_OWN_DEED
def test_looking_for_orders_shares_the_budget_of_the_pages() -> None:
    bought()
    browser = Client()
    for number in range(LOOK_UPS_AN_HOUR):
        browser.post("/fr/s/atelier-lamelle/find/", {"number": str(number), "email": f"m{number}@example.com"})
    assert browser.post(RETURN, {"number": "1001", "email": "alice@example.com"}).status_code == 422


def test_the_key_of_a_request_opens_nothing_without_the_proof(client: Client) -> None:
    bought()
    items = proved(client)
    stranger = Client()
    page = stranger.get(items)
    assert page.status_code == 403
    assert "Article 1" not in page.content.decode()
    assert stranger.get(f"{RETURN}{key_in(items)}/done/").status_code == 302
    assert stranger.post(f"{RETURN}{key_in(items)}/later/").status_code == 403
    with time_machine.travel(AT + timedelta(hours=25)):
        assert client.get(items).status_code == 403


def test_an_order_chosen_by_its_number_alone_is_not_found(client: Client) -> None:
    order = bought()
    assert client.post(RETURN, {"order": str(order.pk)}).status_code == 404


def test_who_holds_the_link_of_a_case_is_mailed_a_code_for_its_order_and_not_told_the_address(client: Client) -> None:
    order = an_order(an_order().shop, number="1002")
    case = authorised(order)
    thread = f"{case_path(order.shop, case)}chat/return/"
    page = client.get(thread).content.decode()
    assert "alice@example.com" not in page
    assert post(client, thread, own="yes") == f"{thread}code/"
    assert "/rights/" in post(client, f"{thread}code/", code=mailed_code())


def test_the_reader_of_a_conversation_has_no_way_to_a_return(client: Client) -> None:
    order = an_order()
    link = f"/fr/s/{order.shop.slug}/with/1/xxxxxxxxxxxxxxxx/return/"
    assert client.get(link).status_code == 404


def test_who_lets_the_browser_forget_the_chat_leaves_no_order_behind(client: Client) -> None:
    order = bought()
    items = proved(client)
    assert order.number in client.get(f"{RETURN}?other").content.decode()
    client.post("/fr/s/atelier-lamelle/chat/end/")
    assert order.number not in client.get(f"{RETURN}?other").content.decode()
    assert client.get(items).status_code == 403


def test_using_a_proof_does_not_prolong_it(client: Client) -> None:
    bought()
    items = proved(client)
    with time_machine.travel(AT + timedelta(hours=23)):
        assert client.get(RETURN).status_code == 302
    with time_machine.travel(AT + timedelta(hours=25)):
        assert client.get(items).status_code == 403


def test_the_choice_of_an_order_costs_little_however_many_there_are(client: Client) -> None:
    shop = bought().shop
    for number in range(1002, 1006):
        an_order(shop, number=str(number))
    for number in range(1001, 1006):
        proved(client, str(number))
    with CaptureQueriesContext(connection) as counted:
        page = client.get(f"{RETURN}?other").content.decode()
    assert all(f"#{number}" in page for number in range(1001, 1006))
    assert len(counted) <= 14
