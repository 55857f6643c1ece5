"""The moment, the shop and the customer that many tests begin with."""

from datetime import UTC, datetime, timedelta

from reprise.apps.accounts.models import Customer, Shop
from reprise.apps.accounts.services.create_shop import create_shop
from reprise.apps.accounts.services.keep_customers import Buyer, keep_customers

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


def a_shop(slug: str = "atelier-lamelle", country: str = "FR") -> Shop:
    """A shop, French unless said otherwise, without policy or rules."""
    return create_shop(slug=slug, name="Atelier Lamelle", country=country)


def a_customer(shop_id: int, email: str = "alice@example.com", **said: str) -> Customer:
    """A customer of the shop, as an order makes one; the same address again is the same customer."""
    return Customer.objects.get(pk=keep_customers(shop_id=shop_id, buyers=[Buyer(email, **said)])[email])
