"""How every deed moves a refund: along the table, by one guarded update."""

from datetime import datetime

from django.db.models import F

from reprise.apps.cases.transitions import after
from reprise.apps.payments.kinds import RefundState
from reprise.apps.payments.models import Refund
from reprise.apps.payments.transitions import REFUND_MOVES, RefundMove
from reprise.core.refusals import Kind, Overtaken, Refusal, mark


class AwaitsApproval(Refusal):
    """Nothing may leave before a second person has agreed."""

    code = "awaits_approval"
    kind = Kind.CONFLICT
    sentence = mark("This refund needs the approval of a second person first. Ask a manager of the shop.")


def move_refund(*, refund: Refund, move: RefundMove, at: datetime, **changes: object) -> None:
    """Move a refund that the caller holds, with what changes along; overtaken when it is not as it was read."""
    target = after(REFUND_MOVES, RefundState(refund.state), move)
    if refund.awaits_approval and move is not RefundMove.VOID:
        raise AwaitsApproval
    changes = {"state": target.value, "changed_at": at, **changes}
    as_read = Refund.objects.filter(pk=refund.pk, state=refund.state, version=refund.version)
    if as_read.update(version=F("version") + 1, **changes) != 1:
        raise Overtaken
    refund.version += 1
    for name, value in changes.items():
        setattr(refund, name, value)
