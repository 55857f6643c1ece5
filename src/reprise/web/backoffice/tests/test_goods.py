"""Goods through the pages of a case: announced, received, inspected, put away."""

import pytest
from django.test import Client

from reprise.apps.cases.kinds import ItemState, RemedyState
from reprise.apps.cases.queries import authorisation_of, items_of, remedies_of
from reprise.apps.catalogue.models import Order
from reprise.apps.logistics.models import Disposition, Inspection, Parcel, Receipt
from reprise.apps.payments.models import Refund
from reprise.web.backoffice.tests.forms import address, fields_of, form_at, send
from reprise.workflows.tests.builders import authorised, granted, now

pytestmark = pytest.mark.django_db


def test_goods_come_back_through_the_pages_until_the_refund_is_settled(desk: Client, order: Order) -> None:
    case = granted(order)
    send(desk, address(case, "authorise/"))
    assert authorisation_of(case) is not None
    send(desk, address(case, "parcel/"), tracking_number="6A 2044 7190 381", dispatched_on="")
    assert Parcel.objects.get().carrier == "la_poste"
    send(desk, address(case, "receive/"))
    assert [receipt.variance for receipt in Receipt.objects.all()] == ["as_announced"]
    send(desk, address(case, "inspect/"), grade="like_new", present="spool")
    assert Inspection.objects.get().complete is False
    send(desk, address(case, "dispose/"), route="donate", place="Étagère 4")
    assert Disposition.objects.get().place == "Étagère 4"
    page = send(desk, address(case, "refund/"))
    assert "Remboursement décidé" in page
    page = send(desk, address(case, "refund/confirm/"), reference="VIR-2026-11")
    assert "Paiement confirmé" in page
    assert Refund.objects.get().state == "settled"
    assert now(case).stage == "resolved"
    assert remedies_of(case)[0].state == RemedyState.DONE


def test_what_is_missing_or_too_much_is_written_down(desk: Client, order: Order) -> None:
    case = authorised(order)
    item = items_of(case)[0].pk
    send(desk, address(case, "receive/"), **{f"pieces_{item}": "2", f"state_{item}": "damaged", f"note_{item}": "Coin"})
    found = {(receipt.variance, receipt.quantity) for receipt in Receipt.objects.all()}
    assert found == {("damaged", 2), ("missing", 1)}
    states = sorted((item.state, item.quantity) for item in items_of(case))
    assert states == [(ItemState.EXPECTED.value, 1), (ItemState.RECEIVED.value, 2)]


@pytest.mark.django_db(transaction=True)
def test_a_loss_of_value_needs_a_ground_and_a_reason(desk: Client, order: Order) -> None:
    case = authorised(order)
    send(desk, address(case, "receive/"))
    url = address(case, "inspect/")
    everything = ["spool", "bag", "label", "original_box"]
    form = {**form_at(desk, url), "grade": "like_new", "depreciation": "5,00", "depreciation_reason": "Essayée"}
    tried = desk.post(url, {**form, "present": everything})
    assert tried.status_code == 422
    assert 'id="id_depreciation_error"' in tried.content.decode()
    answer = desk.post(url, {**form, "grade": "worn", "depreciation": "cinq", "present": everything})
    assert "Écrivez un montant" in answer.content.decode()
    assert desk.post(url, {**form, "grade": "worn", "present": everything}).status_code == 302
    assert Inspection.objects.get().depreciation_minor == 500


@pytest.mark.django_db(transaction=True)
def test_an_unusual_destination_asks_for_a_reason_and_keeps_the_choice(desk: Client, order: Order) -> None:
    case = authorised(order)
    send(desk, address(case, "receive/"))
    send(desk, address(case, "inspect/"), grade="like_new")
    url = address(case, "dispose/")
    answer = desk.post(url, {**form_at(desk, url), "route": "scrap"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_reason_error"' in page
    assert fields_of(page)["route"] == "scrap"
    send(desk, url, route="scrap", reason="Souillée d’huile")
    assert Disposition.objects.get().route == "scrap"
