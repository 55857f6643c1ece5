"""How every deed moves a refund: along the table, by one guarded update."""

from datetime import datetime
from functools import cache

from django.db.models import F

from reprise.apps.cases.transitions import after
from reprise.apps.payments.kinds import RefundState
from reprise.apps.payments.models import Refund
from reprise.apps.payments.transitions import REFUND_MOVES, RefundMove
from reprise.core.refusals import Kind, Overtaken, Refusal, mark
from reprise.platform.statements import Writing


class AwaitsApproval(Refusal):
    """Nothing may leave before a second person has agreed."""

    code = "awaits_approval"
    kind = Kind.CONFLICT
    sentence = mark("This refund needs the approval of a second person first. Ask a manager of the shop.")


@cache
def _moving(names: tuple[str, ...]) -> Writing:
    """The guarded update of these columns; the deeds change five sets of them in all."""
    return Writing(
        lambda refund_id, state, version, *values: (
            Refund.objects.filter(pk=refund_id, state=state, version=version),
            {"version": F("version") + 1, **dict(zip(names, values, strict=True))},
        ),
        more=len(names),
    )


def _moved(refund: Refund, changes: dict[str, object]) -> bool:
    return _moving(tuple(changes)).rows(refund.pk, refund.state, refund.version, *changes.values()) == 1


def waits_to_be_written(refund: Refund) -> bool:
    """Whether nobody else has seen a refund yet: it was decided by this deed, and is written as it becomes."""
    return refund._state.adding


def move_refund(*, refund: Refund, move: RefundMove, at: datetime, **changes: object) -> None:
    """Move a refund that the caller holds, with what changes along; overtaken when it is not as it was read."""
    target = after(REFUND_MOVES, RefundState(refund.state), move)
    if refund.awaits_approval and move is not RefundMove.VOID:
        raise AwaitsApproval
    changes = {"state": target.value, "changed_at": at, **changes}
    if not waits_to_be_written(refund) and not _moved(refund, changes):
        raise Overtaken
    refund.version += 1
    for name, value in changes.items():
        setattr(refund, name, value)
