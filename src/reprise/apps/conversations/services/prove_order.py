from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from reprise.apps.conversations.models import ChatSession
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.catalogue.models import Order

PROVED_FOR: Final = timedelta(hours=24)  # as long as a browser that opened the order's mailed link


@atomic
def prove_order(*, session: ChatSession, order: "Order", at: datetime) -> None:
    """Remember that a chat proved to be of whoever placed an order; what is over is forgotten on the way."""
    row = ChatSession.objects.select_for_update().get(pk=session.pk)
    alive = {number: until for number, until in row.orders.items() if until > at.timestamp()}
    session.orders = row.orders = {**alive, str(order.pk): (at + PROVED_FOR).timestamp()}
    row.save(update_fields=["orders"])
