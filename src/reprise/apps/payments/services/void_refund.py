from datetime import datetime
from typing import TYPE_CHECKING, Final

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
from reprise.core.refusals import Invalid, mark
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case

LONGEST_REASON: Final = 240


@atomic
def void_refund(*, case: "Case", refund: Refund, reason: str, actor: Actor, at: datetime) -> None:
    """Give up a refund of which nothing left: release its sum, owe it no more, correct its credit note."""
    actor.require(Right.PAYMENTS_REFUND)
    words = " ".join(reason.split())
    if not words or len(words) > LONGEST_REASON:
        raise Invalid(field="reason", why=mark("say in at most 240 characters why it is given up."))
    move_refund(refund=refund, move=RefundMove.VOID, at=at, awaits_approval=False)
    if lines := _reserved(refund):
        release_refund(payment_id=refund.payment_id, lines=lines)
    enter(refund=refund, kind=EntryKind.VOIDED, actor=actor, at=at)
    correct_note(refund=refund, actor=actor, at=at)
    told_of_change(case=case, refund=refund, actor=actor, at=at, reason=words)


def _reserved(refund: Refund) -> dict[int, int]:
    rows = RefundLine.objects.filter(refund=refund, order_line__isnull=False).values_list("order_line_id")
    return {line_id: minor for line_id, minor in rows.annotate(sum=Sum("amount_minor")) if line_id and minor}
