"""The moment and the shop that most tests begin with."""

from datetime import UTC, datetime, timedelta

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.services.create_shop import create_shop

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


def a_shop(slug: str = "atelier-lamelle", country: str = "FR") -> Shop:
    """A shop, French unless said otherwise, without policy or rules."""
    return create_shop(slug=slug, name="Atelier Lamelle", country=country)
