from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.kinds import BuyerKind
from reprise.apps.catalogue.models import Order
from reprise.apps.catalogue.queries import order_for
from reprise.platform.transactions import atomic


@atomic
def set_buyer_kind(*, actor: Actor, order_id: int, kind: BuyerKind, at: datetime) -> Order:
    """Correct in what capacity somebody bought; no later import changes it back."""
    actor.require(Right.ORDERS_EDIT)
    order = order_for(actor, order_id)
    Order.objects.filter(pk=order.pk).update(buyer_kind=kind.value, buyer_kind_by_staff=True, changed_at=at)
    return order_for(actor, order_id)
