"""How much of an order its buyer has withdrawn from, over all its cases."""

from collections.abc import Mapping

from django.db.models import Sum

from reprise.apps.cases.models import CaseLine


def withdrawn_pieces(order_id: int) -> Mapping[int, int]:
    """The pieces of each order line for which a withdrawal was granted."""
    lines = CaseLine.objects.filter(order_line__order_id=order_id, ground="withdrawal", approved_quantity__gt=0)
    counted = lines.values_list("order_line_id").annotate(pieces=Sum("approved_quantity"))
    return {line_id: pieces for line_id, pieces in counted if line_id is not None}
