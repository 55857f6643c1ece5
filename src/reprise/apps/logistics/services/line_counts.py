"""The sums that bound receptions, inspections and dispositions, each moved by one guarded update."""

from django.db.models import F

from reprise.apps.logistics.models import LineCount
from reprise.core.refusals import Kind, Refusal, mark
from reprise.platform.statements import Writing, insert_or_leave

_RECEIVED = Writing(
    lambda line_id, quantity, most: (
        LineCount.objects.filter(line_id=line_id, received__lte=most), {"received": F("received") + quantity},
    )
)  # fmt: skip
_INSPECTED = Writing(
    lambda line_id, quantity: (
        LineCount.objects.filter(line_id=line_id, received__gte=F("inspected") + quantity),
        {"inspected": F("inspected") + quantity},
    )
)
_DISPOSED = Writing(
    lambda line_id, quantity: (
        LineCount.objects.filter(line_id=line_id, inspected__gte=F("disposed") + quantity),
        {"disposed": F("disposed") + quantity},
    )
)


class MoreThanExpected(Refusal):
    """More pieces would be received than are expected back."""

    code = "more_than_expected"
    kind = Kind.CONFLICT
    sentence = mark(
        "Pieces still expected: %(left)s. Record the others as surplus, or look whether somebody received them already."
    )


class NotReceived(Refusal):
    """More pieces would be inspected than were received."""

    code = "not_received"
    kind = Kind.CONFLICT
    sentence = mark("Pieces received and not inspected yet: %(left)s. Receive the others first.")


class NotInspected(Refusal):
    """More pieces would be put away than were inspected."""

    code = "not_inspected"
    kind = Kind.CONFLICT
    sentence = mark("Pieces inspected and not put away yet: %(left)s. Look at the current state.")


def count_received(line_id: int, quantity: int, *, limit: int) -> None:
    """Add to what was received of a line, up to `limit` pieces in all."""

    def refusal() -> Refusal:
        count = LineCount.objects.get(line_id=line_id)
        return MoreThanExpected(field="quantity", left=limit - count.received)

    insert_or_leave(LineCount(line_id=line_id))
    _RECEIVED.surely(line_id, quantity, limit - quantity, otherwise=refusal)


def count_inspected(line_id: int, quantity: int) -> None:
    """Add to what was inspected of a line, up to what was received."""

    def refusal() -> Refusal:
        count = LineCount.objects.filter(line_id=line_id).first() or LineCount()
        return NotReceived(field="quantity", left=count.received - count.inspected)

    _INSPECTED.surely(line_id, quantity, otherwise=refusal)


def count_disposed(line_id: int, quantity: int) -> None:
    """Add to what was put away of a line, up to what was inspected."""
    if _DISPOSED.rows(line_id, quantity) != 1:
        count = LineCount.objects.filter(line_id=line_id).first() or LineCount()
        raise NotInspected(field="quantity", left=count.inspected - count.disposed)
