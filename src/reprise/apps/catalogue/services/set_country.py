import re
from datetime import datetime
from typing import Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.models import Order
from reprise.apps.catalogue.queries import order_for
from reprise.core.refusals import Invalid, mark
from reprise.platform.transactions import atomic

_CODE: Final = re.compile(r"[A-Z]{2}")


@atomic
def set_country(*, actor: Actor, order_id: int, country: str, at: datetime) -> Order:
    """Say where the goods of an order went; its law is the buyer's, and no later import changes it back."""
    actor.require(Right.ORDERS_EDIT)
    order, code = order_for(actor, order_id), country.strip().upper()
    if not _CODE.fullmatch(code):
        raise Invalid(field="country", why=mark("choose a country, or write its code of two letters, for example FR."))
    Order.objects.filter(pk=order.pk).update(country=code, country_by_staff=True, changed_at=at)
    return order_for(actor, order_id)
