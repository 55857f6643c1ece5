"""Which articles can still be stopped before they leave."""

from typing import TYPE_CHECKING

from reprise.apps.catalogue.kinds import DeliveryOrigin, Dispatch, LineType, ProductKind

if TYPE_CHECKING:
    from reprise.apps.catalogue.models import Order, OrderLine


def awaits_dispatch(order: "Order", line: "OrderLine") -> bool:
    """Whether a line is known not to have left: its export says so, and nothing newer says otherwise."""
    if line.type != LineType.PRODUCT or line.kind == ProductKind.DIGITAL_FILE or line.dispatch != Dispatch.WAITING:
        return False
    return order.delivered_on is None or order.delivery_origin == DeliveryOrigin.ESTIMATED
