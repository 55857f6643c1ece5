from datetime import datetime

from reprise.apps.accounts.models import CustomerAccount
from reprise.platform.transactions import atomic


@atomic
def sign_out_customer(*, account: CustomerAccount, at: datetime, device_id: int | None = None) -> None:
    """End the stay of one device, or of every one; then lists opened for a day close as well."""
    if device_id is not None:
        account.sessions.filter(pk=device_id).delete()
        return
    account.sessions.all().delete()
    CustomerAccount.objects.filter(pk=account.pk).update(signed_out_at=at)
