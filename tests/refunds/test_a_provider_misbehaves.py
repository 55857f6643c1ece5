"""The real provider process is slow, says no, hangs up or talks nonsense; no cent leaves twice, none is lost."""

from datetime import timedelta

import pytest

from reprise.apps.cases.kinds import DeadlineBasis, Duty, RemedyState
from reprise.apps.cases.models import Case, Remedy
from reprise.apps.cases.queries import open_deadlines
from reprise.apps.cases.services.deadlines import NewDeadline, set_deadlines
from reprise.apps.notifications.models import Mail
from reprise.apps.payments.models import LedgerEntry
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.worker import work_off
from reprise.workflows.refund_customer import confirm_by_hand, resolve, retry
from reprise.workflows.refund_customer.tests.acting import a_due_refund, work_until_quiet
from tests.support.builders import AT
from tests.support.sandbox_card import SandboxCard

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("mode", ["slow", "late", "drop", "drop_after", "garbage", "error", "down"])
def test_without_an_answer_it_is_unknown_until_asked_and_paid_once(sandbox: SandboxCard, mode: str) -> None:
    due = a_due_refund()
    refund = due.decide()
    sandbox.behave(mode, times=1, seconds=1.3)
    work_off(at=AT)
    refund.refresh_from_db()
    assert refund.state == "unknown"
    assert Case.objects.get().axes["money"] == "unknown"
    assert LedgerEntry.objects.count() == 1
    work_until_quiet()
    refund.refresh_from_db()
    assert refund.state == "settled"
    assert sandbox.paid(due.payment.reference) == [1000]


def test_what_is_pending_settles_later_and_is_told_once(sandbox: SandboxCard) -> None:
    due = a_due_refund()
    day = NewDeadline("refund", (AT + timedelta(days=14)).date(), DeadlineBasis.LAW, "L221-24", Duty.SELLER)
    set_deadlines(case=due.case, deadlines=[day], zone="Europe/Paris", at=AT)
    refund = due.decide()
    sandbox.behave("pending", times=1, seconds=0)
    work_off(at=AT)
    refund.refresh_from_db()
    assert (refund.state, Remedy.objects.get().state) == ("pending", RemedyState.EXECUTING)
    assert len(open_deadlines(due.case)) == 1
    work_until_quiet()
    refund.refresh_from_db()
    assert (refund.state, Remedy.objects.get().state) == ("settled", RemedyState.DONE)
    assert open_deadlines(due.case) == []
    letter = Mail.objects.get(letter="refund_sent")  # the order to the provider was told before
    assert "Carte bancaire" in letter.text
    assert "AV-2026-00001" in letter.text
    assert sandbox.paid(due.payment.reference) == [1000]


def test_a_refund_that_failed_for_good_stays_owed_and_is_paid_at_the_second_try(sandbox: SandboxCard) -> None:
    due = a_due_refund()
    refund = due.decide()
    sandbox.behave("fail", times=1)
    work_until_quiet()
    refund.refresh_from_db()
    assert (refund.state, refund.detail) == ("failed", "declined_by_issuer")
    assert Remedy.objects.get().state == RemedyState.FAILED
    assert Case.objects.get().axes["money"] == "fail"
    assert Mail.objects.get().letter == "refund_failed"
    retry(actor=due.staff, refund_id=refund.pk, at=AT + timedelta(days=2))
    work_until_quiet(since=AT + timedelta(days=2))
    refund.refresh_from_db()
    assert (refund.state, refund.round) == ("settled", 2)
    assert sandbox.paid(due.payment.reference) == [1000]
    assert Remedy.objects.get().state == RemedyState.DONE


def test_a_refund_that_failed_by_card_is_paid_by_hand(sandbox: SandboxCard) -> None:
    due = a_due_refund()
    refund = due.decide()
    sandbox.behave("fail", times=1)
    work_off(at=AT)
    retry(actor=due.staff, refund_id=refund.pk, provider="by_hand", at=AT)
    late = {"refund_id": str(refund.pk), "shop_id": due.shop.pk, "case_id": due.case.pk}
    enqueue(kind="refund.send", payload=late, at=AT)  # a job of the first try that comes late
    work_until_quiet()
    confirm_by_hand(actor=due.staff, refund_id=refund.pk, reference="VIR 42", at=AT)
    refund.refresh_from_db()
    assert (refund.state, refund.provider) == ("settled", "by_hand")
    assert sandbox.paid(due.payment.reference) == []


def test_staff_have_the_provider_asked_at_once(sandbox: SandboxCard) -> None:
    due = a_due_refund()
    refund = due.decide()
    sandbox.behave("drop_after", times=1)
    work_off(at=AT)
    resolve(actor=due.staff, refund_id=refund.pk, at=AT)
    work_off(at=AT)
    refund.refresh_from_db()
    assert refund.state == "settled"
    assert sandbox.paid(due.payment.reference) == [1000]
