"""The accounts of customers, and the devices on which they stay signed in."""

from datetime import datetime

from reprise.apps.accounts.models import CustomerAccount, CustomerSession
from reprise.apps.accounts.queries import token_digest


def customer_session(shop_id: int, secret: str, at: datetime) -> CustomerSession | None:
    """What a browser of this shop's customers holds, with its account; None when it has ended."""
    if not secret:
        return None
    found = CustomerSession.objects.filter(digest=token_digest(secret), account__shop_id=shop_id, ends_at__gt=at)
    return found.select_related("account").first()


def account_of(shop_id: int, email: str) -> CustomerAccount | None:
    """The account of an address in a shop, for whoever proved that address."""
    return CustomerAccount.objects.filter(shop_id=shop_id, email=email.strip().lower()).first()


def devices_of(account: CustomerAccount, at: datetime) -> list[CustomerSession]:
    """Where somebody is signed in, the one used last first."""
    return list(account.sessions.filter(ends_at__gt=at).order_by("-seen_at", "-pk"))
