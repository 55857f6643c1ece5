from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Sum

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.services.reservations import release_refund
from reprise.apps.payments.kinds import EntryKind
from reprise.apps.payments.models import Refund, RefundLine
from reprise.apps.payments.services.credit_note import correct_note
from reprise.apps.payments.services.ledger import enter
from reprise.apps.payments.services.move_refund import move_refund
from reprise.apps.payments.services.take_answer import told_of_change
from reprise.apps.payments.transitions import RefundMove

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@transaction.atomic(savepoint=False)
def void_refund(*, case: "Case", refund: Refund, actor: Actor, at: datetime) -> None:
    """Give up a refund of which nothing left: release its sum, owe it no more, correct its credit note."""
    if not actor.may(Right.PAYMENTS_APPROVE):
        actor.require(Right.PAYMENTS_REFUND)
    move_refund(refund=refund, move=RefundMove.VOID, at=at, awaits_approval=False)
    if lines := _reserved(refund):
        release_refund(payment_id=refund.payment_id, lines=lines)
    enter(refund=refund, kind=EntryKind.VOIDED, actor=actor, at=at)
    correct_note(refund=refund, actor=actor, at=at)
    told_of_change(case=case, refund=refund, actor=actor, at=at)


def _reserved(refund: Refund) -> dict[int, int]:
    rows = RefundLine.objects.filter(refund=refund, order_line__isnull=False).values_list("order_line_id")
    return {line_id: minor for line_id, minor in rows.annotate(sum=Sum("amount_minor")) if line_id and minor}
