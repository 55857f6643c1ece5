"""Correct the day of delivery: the rights that run from it are counted again on every case of the order."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.cases.queries import cases_of_order
from reprise.apps.cases.services.recount_terms import recount_terms
from reprise.apps.catalogue.kinds import DeliveryOrigin
from reprise.apps.catalogue.services.set_delivery import set_delivery
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.catalogue.models import Order


@atomic
def correct_delivery(
    *, actor: Actor, order_id: int, delivered_on: date, origin: DeliveryOrigin, at: datetime
) -> "Order":
    """Say when an order arrived, and on whose word; what was counted from another day stays on record as replaced."""
    order = set_delivery(actor=actor, order_id=order_id, delivered_on=delivered_on, origin=origin, at=at)
    zone = shop_of(actor).timezone
    for case in cases_of_order(actor, order.pk):
        recount_terms(
            case=case, starts_with="delivered", start=delivered_on, zone=zone, at=at, why="delivery_corrected"
        )
    return order
