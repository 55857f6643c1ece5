"""How many pieces of an order line cases have claimed: a running sum, moved by one guarded update."""

from django.db.models import F

from reprise.apps.catalogue.models import OrderLine
from reprise.core.refusals import Invalid, Kind, NotFound, Overtaken, Refusal, mark
from reprise.platform.statements import Writing
from reprise.platform.transactions import atomic

_CLAIM = Writing(
    lambda line_id, pieces: (
        OrderLine.objects.filter(pk=line_id, quantity__gte=F("claimed_quantity") + F("cancelled_quantity") + pieces),
        {"claimed_quantity": F("claimed_quantity") + pieces},
    )
)
_RELEASE = Writing(
    lambda line_id, pieces: (
        OrderLine.objects.filter(pk=line_id, claimed_quantity__gte=pieces),
        {"claimed_quantity": F("claimed_quantity") - pieces},
    )
)


class NothingLeft(Refusal):
    """More pieces would be claimed than were bought, less those cancelled or claimed already."""

    code = "nothing_left"
    kind = Kind.CONFLICT
    sentence = mark(
        "Pieces of “%(name)s” that can still be asked for: %(left)s. The others were cancelled, or belong to a request "
        "already: look at that request, or choose fewer."
    )


@atomic
def claim_pieces(*, order_line_id: int, quantity: int) -> None:
    """Take pieces of a line for a case; of two cases at once, one gets the last piece."""
    _check(quantity)

    def refusal() -> Refusal:
        line = OrderLine.objects.filter(pk=order_line_id).first()
        if line is None:
            return NotFound()
        left = line.quantity - line.cancelled_quantity - line.claimed_quantity
        return NothingLeft(field="quantity", name=line.name, left=left)

    _CLAIM.surely(order_line_id, quantity, otherwise=refusal)


@atomic
def release_pieces(*, order_line_id: int, quantity: int) -> None:
    """Give pieces back that a case no longer asks for."""
    _check(quantity)
    _RELEASE.surely(order_line_id, quantity, otherwise=lambda: Overtaken(field="quantity"))


def _check(quantity: int) -> None:
    if not 1 <= quantity <= 10**6:
        raise Invalid(field="quantity", why=mark("write a whole number of pieces, at least one."))
