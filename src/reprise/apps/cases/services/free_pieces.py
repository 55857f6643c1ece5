from typing import Final

from reprise.apps.cases.kinds import RemedyType
from reprise.apps.cases.models import CaseLine, Remedy
from reprise.apps.catalogue.services.pieces import release_pieces
from reprise.platform.transactions import atomic

#: Remedies after which the customer still has the article, or another one like it.
STAYS: Final = frozenset({
    RemedyType.REPAIR, RemedyType.REPLACEMENT, RemedyType.REPRINT, RemedyType.EXCHANGE, RemedyType.SPARE_PART,
    RemedyType.PRICE_REDUCTION, RemedyType.PARTIAL_REFUND_KEEP,
})  # fmt: skip


@atomic
def free_pieces(*, remedy: Remedy) -> None:
    """Let pieces be asked about again once their remedy is done: what was repaired or sent anew may fail as well."""
    if RemedyType(remedy.type) not in STAYS:
        return
    line = CaseLine.objects.get(pk=remedy.line_id)
    if line.order_line_id is not None:
        release_pieces(order_line_id=line.order_line_id, quantity=remedy.quantity)
