"""Workers killed by the system at random moments, on a provider in all its moods: nothing twice, nothing lost."""

import os
import random
import signal
import time
from datetime import timedelta

import pytest
from django.db import connections

from reprise.apps.payments.models import LedgerEntry, Refund
from reprise.platform.jobs.worker import work_off
from reprise.workflows.refund_customer.tests.acting import a_due_refund, work_until_quiet
from tests.support.builders import AT
from tests.support.forking import leave_connections
from tests.support.sandbox_card import SandboxCard

MOODS = ("ok", "drop", "drop_after", "garbage", "error", "pending", "late")


@pytest.mark.django_db(transaction=True)
def test_killed_at_random_moments_every_refund_is_paid_once(sandbox: SandboxCard) -> None:
    chance, at = random.Random(7), AT
    due = [a_due_refund(f"atelier-{number}") for number in range(8)]
    for one in due:
        one.decide()
    for _ in range(20):
        sandbox.behave(chance.choice(MOODS), seconds=0.05)
        connections.close_all()
        worker = os.fork()
        if not worker:
            leave_connections()
            try:
                work_off(at=at)
            finally:
                os._exit(0)
        time.sleep(chance.random() * 0.1)
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
        at += timedelta(minutes=3)
    sandbox.behave("ok")
    work_until_quiet(since=at)
    assert [sandbox.paid(one.payment.reference) for one in due] == [[1000]] * len(due)
    assert set(Refund.objects.values_list("state", flat=True)) == {"settled"}
    assert LedgerEntry.objects.filter(kind="settled").count() == len(due)
