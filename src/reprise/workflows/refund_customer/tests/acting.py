"""A refund that is due, decided and worked off, for the tests of its journey."""

import os
import traceback
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import connections

from reprise.apps.cases.queries import case_by_id
from reprise.apps.catalogue.models import Payment
from reprise.apps.payments.models import Refund
from reprise.apps.payments.tests.builders import a_case, a_payment, a_shop, an_order, ines
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.worker import work_off
from reprise.workflows.refund_customer import refund
from tests.support.builders import AT
from tests.support.forking import leave_connections

if TYPE_CHECKING:
    from reprise.apps.accounts.actors import Actor
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case, Remedy


@dataclass(frozen=True, slots=True)
class Due:
    """A refund of 10.00 that is due: one spool of three."""

    shop: "Shop"
    case: "Case"
    remedy: "Remedy"
    payment: Payment

    @property
    def staff(self) -> "Actor":
        """Inès, who may decide it."""
        return ines(self.shop)

    def decide(self, *, client_id: str = "", at: datetime = AT) -> Refund:
        """Decide it, with a case of one's own: what was read of a case is never shared between two requests."""
        return refund(
            actor=self.staff, case=case_by_id(self.staff, self.case.pk), remedy_id=self.remedy.pk, expected_minor=1000,
            at=at, client_id=client_id,
        )  # fmt: skip


def a_due_refund(slug: str = "atelier-lamelle", second_person_above: int | None = None) -> Due:
    """A case ready to be refunded by the card that paid."""
    shop = a_shop(slug, second_person_above=second_person_above)
    order = an_order(shop)
    payment = a_payment(order, 3000, reference=f"ch_{uuid.uuid4().hex}")
    case, remedies = a_case(order)
    return Due(shop, case, remedies[0], payment)


def work_until_quiet(*, since: datetime = AT, hours: int = 30) -> None:
    """Work off everything that falls due, from a moment on, as clocks and leases run out and the watch goes round."""
    at = since
    while at < since + timedelta(hours=hours):
        if at > since:
            enqueue(kind="refund.watch", payload={}, at=at, dedupe_key="refund.watch")
        work_off(at=at)
        at += timedelta(minutes=3) if at < since + timedelta(minutes=30) else timedelta(hours=3)


def in_a_child(deed: Callable[[], object], *, kill_at: str = "") -> int:
    """Do something in another process, which may die at a label; its exit code."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    code = 1
    leave_connections()
    try:
        if kill_at:
            os.environ.update(REPRISE_TEST_KILL="1", REPRISE_KILL_AT=kill_at)
        deed()
        connections.close_all()
        code = 0
    finally:
        if code:
            traceback.print_exc()
        os._exit(code)
