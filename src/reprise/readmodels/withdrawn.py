"""How much of an order its buyer gave up, over all its cases: withdrawn from, or repaid because it came too late."""

from collections.abc import Iterable, Mapping

from django.db.models import Exists, OuterRef, Q

from reprise.apps.cases.kinds import RemedyState, RemedyType
from reprise.apps.cases.models import CaseLine, Remedy
from reprise.platform.statements import Question, Reading

_REPAID = Remedy.objects.filter(line=OuterRef("pk"), type=RemedyType.REFUND.value).exclude(
    state=RemedyState.REFUSED.value
)
_GRANTED = Reading(
    lambda order_id: CaseLine.objects.filter(
        Q(ground="withdrawal") | Q(Exists(_REPAID), ground="late_delivery"),
        order_line__order_id=order_id, approved_quantity__gt=0,
    ).only("order_line", "approved_quantity")
)  # fmt: skip


def withdrawn_pieces(order_id: int) -> Mapping[int, int]:
    """The pieces of each order line whose contract ended: a withdrawal was granted, or a late one is repaid."""
    return count_withdrawn(_GRANTED.all(order_id))


def withdrawn_asked(order_id: int) -> Question[CaseLine]:
    """The case lines that `count_withdrawn` counts, for whoever asks them `together` with others."""
    return _GRANTED.of(order_id)


def count_withdrawn(lines: Iterable[CaseLine]) -> Mapping[int, int]:
    """The pieces of each order line that these case lines, found by the question above, are about."""
    counted: dict[int, int] = {}
    for line in lines:
        if line.order_line_id is not None:
            counted[line.order_line_id] = counted.get(line.order_line_id, 0) + line.approved_quantity
    return counted
