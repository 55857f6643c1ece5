"""How much of an order its buyer has withdrawn from, over all its cases."""

from collections.abc import Iterable, Mapping

from reprise.apps.cases.models import CaseLine
from reprise.platform.statements import Question, Reading

_GRANTED = Reading(
    lambda order_id: CaseLine.objects.filter(
        order_line__order_id=order_id, ground="withdrawal", approved_quantity__gt=0
    ).only("order_line", "approved_quantity")
)


def withdrawn_pieces(order_id: int) -> Mapping[int, int]:
    """The pieces of each order line for which a withdrawal was granted."""
    return count_withdrawn(_GRANTED.all(order_id))


def withdrawn_asked(order_id: int) -> Question[CaseLine]:
    """The case lines that `count_withdrawn` counts, for whoever asks them `together` with others."""
    return _GRANTED.of(order_id)


def count_withdrawn(lines: Iterable[CaseLine]) -> Mapping[int, int]:
    """The pieces of each order line that these case lines, withdrawals that were granted, are about."""
    counted: dict[int, int] = {}
    for line in lines:
        if line.order_line_id is not None:
            counted[line.order_line_id] = counted.get(line.order_line_id, 0) + line.approved_quantity
    return counted
