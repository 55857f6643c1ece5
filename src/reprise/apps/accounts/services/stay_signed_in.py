from datetime import datetime, timedelta
from typing import Final

from reprise.apps.accounts.models import CustomerAccount, CustomerSession
from reprise.apps.accounts.services.keep_signed_in import LONGEST, STAYS
from reprise.platform.transactions import atomic

NOTED_EVERY: Final = timedelta(days=1)  # a visit is no reason to write more often


@atomic
def stay_signed_in(*, session: CustomerSession, at: datetime) -> bool:
    """Note a visit and let the device stay for longer, up to a last day; says whether it was noted."""
    if session.seen_at > at - NOTED_EVERY:
        return False
    until = min(at + STAYS, session.began_at + LONGEST)
    CustomerSession.objects.filter(pk=session.pk).update(seen_at=at, ends_at=until)
    CustomerAccount.objects.filter(pk=session.account_id).update(seen_at=at)
    session.seen_at, session.ends_at = at, until
    return True
