"""Money through the pages of a case: shown before it is decided, and only the sum shown leaves."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from reprise.apps.accounts.models import Person, Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.catalogue.models import Order
from reprise.apps.payments.models import Refund, RefundLine
from reprise.web.backoffice.tests.forms import address, fields_of, form_at, received, send
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import an_order
from tests.support.builders import LATER

pytestmark = pytest.mark.django_db


def test_the_refund_button_says_the_sum_and_only_that_sum_leaves(desk: Client, order: Order) -> None:
    case = received(desk, order)
    url = address(case, "refund/")
    page = desk.get(url).content.decode()
    assert "Rembourser 95,90\u00a0€" in page
    stale = desk.post(url, {**fields_of(page), "expected": "9000"})
    told = stale.content.decode()
    assert stale.status_code == 409
    assert "95,90" in told
    assert not Refund.objects.exists()
    assert desk.post(url, fields_of(told)).status_code == 302
    assert Refund.objects.get().amount_minor == 9590


def test_a_deduction_is_previewed_with_its_reason_before_anything_is_decided(desk: Client, order: Order) -> None:
    case = received(desk, order)
    url = address(case, "refund/")
    form = {**form_at(desk, url), "deduction": "10", "reason": "Une bobine entamée"}
    shown = desk.post(url, {**form, "look": ""}).content.decode()
    assert "Rembourser 85,90\u00a0€" in shown
    assert "−10,00\u00a0€" in shown
    assert not Refund.objects.exists()
    unseen = desk.post(url, form)  # the old sum was on the button
    assert unseen.status_code == 409
    assert not Refund.objects.exists()
    assert desk.post(url, fields_of(shown)).status_code == 302
    assert Refund.objects.get().amount_minor == 8590
    off = RefundLine.objects.get(kind="deduction")
    assert off.reason.startswith("Une bobine entamée (Code de la consommation")
    assert "L221-23" in off.reason


def test_a_deduction_without_a_reason_is_sent_back(desk: Client, order: Order) -> None:
    case = received(desk, order)
    url = address(case, "refund/")
    answer = desk.post(url, {**form_at(desk, url), "deduction": "10"})
    assert answer.status_code == 422
    assert 'id="id_reason_error"' in answer.content.decode()


def test_the_bench_s_loss_of_value_is_proposed_as_a_deduction(desk: Client, order: Order) -> None:
    case = received(desk, order)
    send(desk, address(case, "inspect/"), grade="worn", depreciation="12,50", depreciation_reason="Bobine salie")
    form = form_at(desk, address(case, "refund/"))
    assert (form["deduction"], form["reason"], form["expected"]) == ("12,50", "Bobine salie", "8340")


def test_a_large_refund_waits_for_somebody_else(desk: Client, shop: Shop, order: Order) -> None:
    Shop.objects.filter(pk=shop.pk).update(second_person_above_minor=5000)
    case = received(desk, order)
    page = send(desk, address(case, "refund/"))
    assert "Une seconde personne" in page
    assert desk.get(address(case, "refund/approve/")).status_code == 403
    manager = at_the_desk(somebody(shop, Role.MANAGER))
    assert f"/cases/{case.reference}/refund/void/" in manager.get(address(case, "refund/approve/")).content.decode()
    looked_at = manager.get(address(case, "refund/approve/")).content.decode()
    assert "Approuver 95,90\u00a0€" in looked_at
    assert "Remboursement décidé par Inès Marchetti" in looked_at
    assert "Ce que dit le client" in looked_at
    send(manager, address(case, "refund/approve/"))
    assert Refund.objects.get().approved_by


def test_a_refund_of_another_case_is_not_found(desk: Client, shop: Shop, order: Order) -> None:
    case = received(desk, order)
    send(desk, address(case, "refund/"))
    other = received(desk, an_order(shop, number="1002"))
    refund = Refund.objects.get().pk
    assert desk.get(address(other, "refund/confirm/"), {"refund": str(refund)}).status_code == 404
    assert desk.get(address(case, "refund/confirm/"), {"refund": "not-a-number"}).status_code == 404


def test_a_late_refund_says_what_the_delay_costs_and_from_when_more(desk: Client, ines: Person, order: Order) -> None:
    case = received(desk, order)
    page = desk.get(address(case, "refund/")).content.decode()
    assert "intérêt légal" in page
    with time_machine.travel(LATER + timedelta(days=45)):
        page = at_the_desk(ines).get(address(case, "refund/")).content.decode()
    assert "jours de retard" in page
    assert "L242-4" in page
    assert "elle augmente de" in page


def test_the_button_of_a_refund_asks_once_more_in_a_dialog(desk: Client, order: Order) -> None:
    case = received(desk, order)
    page = desk.get(address(case, "refund/")).content.decode()
    dialog = page.partition("<dialog")[2].partition("</dialog>")[0]
    assert dialog.count("95,90") >= 3  # the question, the total, the button


def test_a_delivery_fee_without_a_name_is_told_as_delivery_everywhere(desk: Client, order: Order) -> None:
    order.lines.filter(type="shipping").update(name="")
    case = received(desk, order)
    page = desk.get(address(case, "refund/")).content.decode()
    assert page.count("Livraison") >= 2  # on the page and in the dialog that asks once more
    assert "Livraison\u202f:" not in page
    assert "Livraison\u00a0:" not in page
