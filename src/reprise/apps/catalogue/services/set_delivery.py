from datetime import date, datetime
from zoneinfo import ZoneInfo

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.kinds import DeliveryOrigin
from reprise.apps.catalogue.models import Order
from reprise.apps.catalogue.queries import order_for
from reprise.apps.catalogue.rules.delivery import weaker_or_equal
from reprise.core.refusals import Invalid, Kind, Refusal, mark
from reprise.platform.transactions import atomic


class BetterKnown(Refusal):
    """A date of a better origin is there already."""

    code = "better_known"
    kind = Kind.CONFLICT
    sentence = mark(
        "The carrier’s own delivery date, %(day)s, counts more than this one. If the carrier corrected it, enter the "
        "new date as the carrier’s."
    )


@atomic
def set_delivery(*, actor: Actor, order_id: int, delivered_on: date, origin: DeliveryOrigin, at: datetime) -> Order:
    """Say when an order arrived, and on whose word; a weaker word never replaces a stronger one."""
    actor.require(Right.ORDERS_EDIT)
    order = order_for(actor, order_id)
    zone = ZoneInfo(shop_of(actor).timezone)
    if origin not in {DeliveryOrigin.CARRIER, DeliveryOrigin.SHOP}:
        raise Invalid(field="origin", why=mark("say whether the carrier or the shop tells this date."))
    if delivered_on > at.astimezone(zone).date():
        raise Invalid(field="delivered_on", why=mark("the delivery date cannot be in the future."))
    if delivered_on < order.ordered_at.astimezone(zone).date():
        raise Invalid(field="delivered_on", why=mark("the delivery date cannot be before the day of the order."))
    weaker = Order.objects.filter(pk=order.pk, delivery_origin__in=weaker_or_equal(origin))
    if weaker.update(delivered_on=delivered_on, delivery_origin=origin.value, changed_at=at) != 1:
        current = order_for(actor, order_id)
        raise BetterKnown(field="delivered_on", day=current.delivered_on)
    return order_for(actor, order_id)
