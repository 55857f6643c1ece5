"""Several at once: one refund, one payment, one note."""

from functools import partial

import pytest
from django.db import connections

from reprise.apps.catalogue.models import OrderLine
from reprise.apps.payments.kinds import EntryKind
from reprise.apps.payments.models import CreditNote, LedgerEntry, Refund
from reprise.apps.payments.tests.builders import a_case, a_payment, a_shop, an_order, ines, marc
from reprise.platform.jobs.worker import work_off
from reprise.workflows.refund_customer import approve, confirm_by_hand, preview_refund, refund, void
from reprise.workflows.refund_customer.jobs import pursue
from reprise.workflows.refund_customer.tests.acting import Due, a_due_refund
from tests.support.at_once import at_once
from tests.support.builders import AT
from tests.support.sandbox_card import SandboxCard

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_staff_click_refund_at_once(sandbox: SandboxCard) -> None:
    due = a_due_refund()
    assert len(at_once(lambda _: due.decide())) == 1
    work_off(at=AT)
    assert (Refund.objects.count(), CreditNote.objects.count()) == (1, 1)
    assert OrderLine.objects.get().reserved_minor == 1000
    assert sandbox.paid(due.payment.reference) == [1000]


def test_the_same_form_sent_four_times_at_once_is_one_refund_for_all(sandbox: SandboxCard) -> None:
    due = a_due_refund()
    made = at_once(lambda _: due.decide(client_id="form-1").pk, people=4)
    assert len(made) == 4
    assert set(made) == {Refund.objects.get().pk}


def test_four_workers_pursue_one_refund_and_it_is_paid_once(sandbox: SandboxCard) -> None:
    due = a_due_refund()
    made = due.decide()
    payload = {"refund_id": str(made.pk), "shop_id": due.shop.pk, "case_id": due.case.pk}

    def work(_: int) -> bool:
        finish = pursue(payload, at=AT)
        if finish is not None:
            finish()
        return True

    at_once(work, people=4)
    work_off(at=AT)
    made.refresh_from_db()
    assert made.state == "settled"
    assert LedgerEntry.objects.filter(kind=EntryKind.SETTLED).count() == 1
    assert sandbox.paid(due.payment.reference) == [1000]


def test_giving_up_and_sending_at_once_never_both(sandbox: SandboxCard) -> None:
    for number in range(5):
        due = a_due_refund(f"atelier-{number}")
        made = due.decide()
        at_once(partial(_give_up_or_send, due, made), people=2)
        work_off(at=AT)
        made.refresh_from_db()
        assert (made.state, sandbox.paid(due.payment.reference)) in [("void", []), ("settled", [1000])]


def _give_up_or_send(due: Due, made: Refund, place: int) -> object:
    return void(actor=due.staff, refund_id=made.pk, reason="Erreur.", at=AT) if place else work_off(at=AT)


def test_two_confirm_one_transfer_at_once(sandbox: SandboxCard) -> None:
    due = a_due_refund()
    made = refund(
        actor=due.staff, case=due.case, remedy_id=due.remedy.pk, expected_minor=1000, provider="by_hand", at=AT
    )  # fmt: skip
    done = at_once(lambda n: confirm_by_hand(actor=due.staff, refund_id=made.pk, reference=f"VIR {n} 42", at=AT))
    assert len(done) == 1
    assert LedgerEntry.objects.filter(kind=EntryKind.SETTLED).count() == 1


def test_two_managers_approve_at_once(sandbox: SandboxCard) -> None:
    due = a_due_refund(second_person_above=500)
    made = due.decide()
    assert len(at_once(lambda _: approve(actor=marc(due.shop), refund_id=made.pk, at=AT))) == 1


def test_slices_of_one_line_refunded_at_once_add_up_to_what_was_paid(sandbox: SandboxCard) -> None:
    shop = a_shop()
    order = an_order(shop, paid=(1000,))
    a_payment(order, 1000)
    cases = [a_case(order) for _ in range(3)]

    def repay(number: int) -> object:
        case, (remedy,) = cases[number]
        shown = preview_refund(actor=ines(shop), case=case, remedy_id=remedy.pk, at=AT).total.minor
        return refund(actor=ines(shop), case=case, remedy_id=remedy.pk, expected_minor=shown, at=AT)

    done = at_once(repay)
    for number in range(3):
        if not Refund.objects.filter(case=cases[number][0]).exists():
            done.append(repay(number))
    assert len(done) == 3
    assert OrderLine.objects.get().reserved_minor == 1000
    connections.close_all()
