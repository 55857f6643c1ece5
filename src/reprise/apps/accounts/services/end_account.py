from datetime import datetime, timedelta
from typing import Final

from reprise.apps.accounts.models import CustomerAccount, CustomerSession
from reprise.platform.transactions import atomic

UNUSED: Final = timedelta(days=365)  # by then an address may belong to somebody else, who must inherit nothing


@atomic
def end_account(*, account: CustomerAccount) -> None:
    """End an account with all its devices; cases and orders are not part of it and stay."""
    CustomerAccount.objects.filter(pk=account.pk).delete()


@atomic
def end_unused(*, at: datetime) -> None:
    """End the accounts nobody used for a year, and forget the devices whose stay is over."""
    CustomerSession.objects.filter(ends_at__lte=at).delete()
    CustomerAccount.objects.filter(seen_at__lte=at - UNUSED).delete()
