"""The refund killed at each labelled point and begun again: never paid twice, settled in the end."""

from datetime import timedelta
from functools import partial

import pytest

from reprise.apps.cases.kinds import RemedyState
from reprise.apps.cases.models import Case, Remedy
from reprise.apps.cases.services.verify_timeline import verify_timeline
from reprise.apps.notifications.models import Mail
from reprise.apps.payments.models import CreditNote, LedgerEntry, Refund
from reprise.platform.jobs.worker import work_off
from reprise.platform.killpoints import LABELS
from reprise.workflows.refund_customer.tests.acting import Due, a_due_refund, in_a_child, work_until_quiet
from tests.support.builders import AT
from tests.support.sandbox_card import SandboxCard

pytestmark = pytest.mark.django_db(transaction=True)

KILLED = 137
DECIDING = ("refund.deciding", "refund.decided")
WORKING = tuple(sorted(label for label in LABELS if label.startswith(("refund.", "jobs.")) and label not in DECIDING))
AGAIN = tuple(label for label in WORKING if label.startswith("refund."))


def settled_once(due: Due, sandbox: SandboxCard) -> None:
    """The provider paid once, and everything of ours says the same."""
    assert sandbox.paid(due.payment.reference) == [1000]
    refund = Refund.objects.get()
    assert (refund.state, refund.round) == ("settled", 1)
    assert list(LedgerEntry.objects.order_by("id").values_list("kind", flat=True)) == ["decided", "settled"]
    assert CreditNote.objects.count() == 1
    assert Remedy.objects.get().state == RemedyState.DONE
    assert Mail.objects.filter(letter="refund_sent").count() == 1
    case = Case.objects.get()
    assert (case.stage, case.axes["money"]) == ("resolved", "done")
    assert verify_timeline(case) is None


@pytest.mark.parametrize("label", DECIDING)
def test_killed_while_it_is_decided(sandbox: SandboxCard, label: str) -> None:
    due = a_due_refund()
    assert in_a_child(lambda: due.decide(client_id="form-1"), kill_at=label) == KILLED
    assert Refund.objects.count() == (label == "refund.decided")
    due.decide(client_id="form-1")
    work_until_quiet()
    settled_once(due, sandbox)


@pytest.mark.parametrize("label", [label for label in WORKING if not label.endswith("_again")])
def test_killed_while_it_is_sent(sandbox: SandboxCard, label: str) -> None:
    due = a_due_refund()
    due.decide()
    assert in_a_child(lambda: work_off(at=AT), kill_at=label) == KILLED
    work_until_quiet()
    settled_once(due, sandbox)


@pytest.mark.parametrize("label", AGAIN)
def test_killed_once_more_when_it_is_taken_up_again(sandbox: SandboxCard, label: str) -> None:
    due = a_due_refund()
    due.decide()
    assert in_a_child(lambda: work_off(at=AT), kill_at="refund.noted") == KILLED
    later = AT + timedelta(minutes=5)
    assert in_a_child(lambda: work_off(at=later), kill_at=label) == KILLED
    work_until_quiet(since=later)
    settled_once(due, sandbox)


def test_killed_each_time_until_it_is_entered(sandbox: SandboxCard) -> None:
    due = a_due_refund()
    due.decide()
    for number in range(6):
        at = AT + timedelta(minutes=5 * number)
        assert in_a_child(partial(work_off, at=at), kill_at="refund.entering") == KILLED
    work_until_quiet(since=AT + timedelta(hours=1))
    settled_once(due, sandbox)


def test_the_provider_is_killed_after_paying(sandbox: SandboxCard) -> None:
    due = a_due_refund()
    due.decide()
    sandbox.behave("drop_after", times=1)
    work_off(at=AT)
    assert Refund.objects.get().state == "unknown"
    sandbox.stop(kill=True)
    work_off(at=AT + timedelta(minutes=1))
    assert Refund.objects.get().state == "unknown"
    sandbox.again()
    work_until_quiet(since=AT + timedelta(hours=1))
    settled_once(due, sandbox)
