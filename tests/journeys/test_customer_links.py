"""All one's requests open by a mailed link, once; a request is finished on another day, or another device."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reprise.apps.cases.models import RequestDraft
from reprise.apps.notifications.queries import outbox_newest
from reprise.platform.jobs.worker import work_off
from tests.journeys.customers import (
    ALICE,
    BOX,
    a_case,
    a_complaint,
    a_shop,
    an_order,
    articles,
    link_in_letter,
    now,
    opened,
)  # fmt: skip
from tests.journeys.test_customer_request import walk

pytestmark = pytest.mark.django_db
#: A refused deed ends its own transaction, as it does for a real visitor, and its page is drawn after that.
refused = pytest.mark.django_db(transaction=True)


def cases_link(client: Client, email: str = ALICE) -> None:
    client.post("/fr/s/lamelle/cases/", {"email": email})
    work_off(at=now())


def test_all_requests_and_orders_of_an_address_open_by_a_mailed_link(client: Client) -> None:
    case = a_complaint()
    an_order(case.shop, BOX, number="AL-2")
    cases_link(client, " Alice@Example.com ")
    link = link_in_letter()
    assert client.get(link).status_code == 200
    mine = client.post(link)
    page = client.get(mine.headers["Location"]).content.decode()
    assert case.reference in page
    assert "AL-2" in page
    assert Client().get(mine.headers["Location"]).status_code == 302


@refused
def test_the_link_works_once_and_says_where_to_get_another(client: Client) -> None:
    a_complaint()
    cases_link(client)
    link = link_in_letter()
    client.post(link)
    again = Client().post(link)
    assert (again.status_code, "/s/lamelle/cases/" in again.content.decode()) == (410, True)


def test_the_answer_is_the_same_whether_the_address_is_known(client: Client) -> None:
    a_complaint()
    sent = len(outbox_newest(9))
    known = client.post("/fr/s/lamelle/cases/", {"email": ALICE})
    unknown = client.post("/fr/s/lamelle/cases/", {"email": "bob@example.com"})
    assert known.headers["Location"] == unknown.headers["Location"]
    work_off(at=now())
    assert [mail.to for mail in outbox_newest(9)][: len(outbox_newest(9)) - sent] == [ALICE]


@refused
@pytest.mark.parametrize("secret", ["x:y:z", "é" * 200])
def test_a_forged_link_is_over(client: Client, secret: str) -> None:
    a_shop()
    for place in ("cases/open", "later"):
        assert client.post(f"/fr/s/lamelle/{place}/{secret}/").status_code == 410


def test_the_list_of_one_shop_opens_nothing_in_another(client: Client) -> None:
    a_complaint()
    other = a_shop("other")
    an_order(other, BOX, number="X-1")
    cases_link(client)
    client.post(link_in_letter())
    assert client.get("/fr/s/other/cases/mine/").status_code == 302


def test_an_order_of_the_list_is_asked_about_without_another_link(client: Client) -> None:
    case = a_complaint()
    cases_link(client)
    mine = client.post(link_in_letter()).headers["Location"]
    items = client.post(mine, {"order": str(case.order_id)}).headers["Location"]
    assert client.get(items).status_code == 200
    stranger = an_order(a_shop("other"), BOX, number="X-1")
    assert client.post(mine, {"order": str(stranger.pk)}).status_code == 404


def test_the_list_is_closed_on_a_borrowed_device(client: Client) -> None:
    a_complaint()
    cases_link(client)
    mine = client.post(link_in_letter()).headers["Location"]
    client.post(mine, {"close": "yes"})
    assert client.get(mine).status_code == 302


def test_a_request_is_finished_on_another_device_by_a_mailed_link(client: Client) -> None:
    order = an_order(a_shop(), BOX)
    (box,) = articles(order)
    walk(client, opened(client, order), {"line": str(box.pk), f"pieces-{box.pk}": "2"})
    draft = RequestDraft.objects.get()
    client.post(f"/fr/s/lamelle/request/{draft.key}/later/")
    phone, link = Client(), link_in_letter()
    assert "Reprenez votre demande" in phone.get(link).content.decode()
    place = phone.post(link).headers["Location"]
    assert phone.get(place).headers["Location"].endswith(f"/reason/{box.pk}/")


def test_a_link_to_a_request_thrown_away_says_how_to_begin_again(client: Client) -> None:
    order = an_order(a_shop(), BOX)
    opened(client, order)
    draft = RequestDraft.objects.get()
    client.post(f"/fr/s/lamelle/request/{draft.key}/later/")
    RequestDraft.objects.update(expires_at=now() - timedelta(seconds=1))
    assert Client().get(link_in_letter()).status_code == 410


def test_nobody_else_asks_for_the_link_of_a_request(client: Client) -> None:
    opened(client, an_order(a_shop(), BOX))
    assert Client().post(f"/fr/s/lamelle/request/{RequestDraft.objects.get().key}/later/").status_code == 403


@pytest.mark.parametrize("orders", [1, 6])
def test_the_list_costs_the_same_however_long_it_is(
    client: Client, orders: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    shop = a_shop()
    for number in range(orders):
        a_case(an_order(shop, BOX, number=f"AL-{number}"), "defect", reason="fdm_warping")
    cases_link(client)
    mine = client.post(link_in_letter()).headers["Location"]
    with django_assert_max_num_queries(6):
        client.get(mine)
