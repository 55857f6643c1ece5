import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from reprise.apps.accounts.models import Customer, CustomerAccount, CustomerSession
from reprise.apps.accounts.queries import token_digest
from reprise.platform.transactions import atomic

STAYS: Final = timedelta(days=30)  # after the last visit
LONGEST: Final = timedelta(days=180)  # after the letter that proved the address: addresses change hands
MOST_DEVICES: Final = 10  # the one that was used longest ago ends


@atomic
def keep_signed_in(*, shop_id: int, email: str, device: str, at: datetime) -> str:
    """Keep a device signed in whose owner has just proved an address, with an account for it; what it is to hold."""
    account = _account(shop_id, email.strip().lower(), at)
    secret = secrets.token_urlsafe(24)
    CustomerSession.objects.create(
        account=account, digest=token_digest(secret), device=device[:60], began_at=at, seen_at=at, ends_at=at + STAYS
    )
    older = account.sessions.order_by("-seen_at", "-pk").values_list("pk", flat=True)[MOST_DEVICES:]
    CustomerSession.objects.filter(pk__in=list(older)).delete()
    return secret


def _account(shop_id: int, email: str, at: datetime) -> CustomerAccount:
    kept = CustomerAccount.objects.filter(shop_id=shop_id, email=email)
    if kept.update(seen_at=at):
        return kept.get()
    known = Customer.objects.filter(shop_id=shop_id, email=email, erased_at__isnull=True).first()
    try:
        with transaction.atomic():
            return CustomerAccount.objects.create(
                shop_id=shop_id, email=email, name=known.name[:120] if known else "", created_at=at, seen_at=at
            )
    except IntegrityError:  # from two devices at once
        return kept.get()
