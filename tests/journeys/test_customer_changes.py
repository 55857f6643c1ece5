"""An open request is said anew, until it is decided."""

import re

import pytest
from django.test import Client

from reprise.apps.cases.kinds import LineState
from reprise.apps.cases.models import Case, CaseEvent, CaseLine
from reprise.apps.catalogue.models import OrderLine
from reprise.apps.notifications.queries import outbox_newest
from tests.journeys.customers import (
    BOX,
    a_case,
    a_complaint,
    a_shop,
    an_order,
    articles,
    decided,
    path_of,
)  # fmt: skip
from tests.journeys.test_customer_request import walk

pytestmark = pytest.mark.django_db
#: A refused deed ends its own transaction, as it does for a real visitor, and its page is drawn after that.
refused = pytest.mark.django_db(transaction=True)


def change(client: Client, case: Case, pieces: int, reason: str = "fdm_stringing") -> str:
    """Walk through the questions again; the path of the page that follows."""
    items = client.post(f"{path_of(case)}change/").headers["Location"]
    assert case.order is not None
    (box,) = articles(case.order)
    return walk(
        client, items, {"line": str(box.pk), f"pieces-{box.pk}": str(pieces)},
        {"reason": reason, "description": "Des fils partout"}, {"danger": "no"}, {"wish": "refund"}, {"do": "next"}, {},
    )  # fmt: skip


def test_a_request_is_changed_and_its_pieces_claimed_anew(client: Client) -> None:
    case = a_complaint(3)
    page = client.get(change(client, case, 4)).content.decode()
    assert "Votre demande est modifiée" in page
    line = CaseLine.objects.get(case=case)
    assert (line.quantity, line.reason, line.asked_remedy, line.description) == (
        4, "fdm_stringing", "refund", "Des fils partout",
    )  # fmt: skip
    assert OrderLine.objects.get(type="product").claimed_quantity == 4
    assert Case.objects.count() == 1


def test_what_was_asked_before_stays_on_the_timeline_and_a_letter_tells_what_is_asked_now(client: Client) -> None:
    case = a_complaint(3)
    change(client, case, 1)
    event = CaseEvent.objects.get(case=case, type="request_changed")
    (told,) = event.data["lines"]
    assert (told["was"]["quantity"], told["was"]["reason"], told["now"]["quantity"]) == (3, "fdm_warping", 1)
    assert "1 × Boîtier" in outbox_newest(1)[0].text.replace("\u00a0", " ")


def test_the_promised_day_of_our_answer_does_not_move(client: Client) -> None:
    case = a_complaint()
    before = list(case.deadlines.filter(name="decision").values_list("due_on", flat=True))
    change(client, case, 2)
    assert list(case.deadlines.filter(name="decision", state="open").values_list("due_on", flat=True)) == before


def test_a_decided_request_cannot_be_changed(client: Client) -> None:
    case = decided(a_complaint())
    response = client.post(f"{path_of(case)}change/")
    assert (response.status_code, "tranchée" in response.content.decode()) == (409, True)


@refused
def test_a_request_decided_meanwhile_is_not_changed_on_the_last_page(client: Client) -> None:
    case = a_complaint()
    items = client.post(f"{path_of(case)}change/").headers["Location"]
    rights = re.sub(r"items/$", "rights/", items)
    assert client.get(rights).status_code == 200
    decided(case)
    response = client.post(rights)
    assert response.status_code == 422
    assert CaseLine.objects.get(case=case).state == LineState.APPROVED
    assert OrderLine.objects.get(order=case.order, type="product").claimed_quantity == 3


def test_the_link_of_a_case_opens_its_own_articles_and_nothing_else_of_the_order(client: Client) -> None:
    case = a_case(an_order(a_shop(), BOX, ("Secret", "filament", 1, 900)), "defect", 1, reason="fdm_warping")
    items = client.post(f"{path_of(case)}change/").headers["Location"]
    page = client.get(items).content.decode()
    assert "Boîtier" in page
    assert "Secret" not in page
    assert Client().get(items).status_code == 403
    assert client.get(f"/fr/s/lamelle/orders/{case.order_id}/").status_code == 404


def test_a_withdrawal_is_cancelled_or_stands_but_is_not_changed(client: Client) -> None:
    case = a_case(an_order(a_shop()))
    assert "Modifier cette demande" not in client.get(path_of(case)).content.decode()
    assert client.post(f"{path_of(case)}change/").status_code == 409
