from datetime import date, datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import system
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.kinds import ItemState
from reprise.apps.cases.models import Authorisation, ReturnItem
from reprise.apps.cases.services.record import record
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@atomic
def expire_return(*, case: "Case", authorisation: Authorisation, today: date, at: datetime) -> int:
    """Mark the pieces nobody sent by the last day, and say so once; they may still be sent, and still be received."""
    if authorisation.voided_at is not None or authorisation.expires_on >= today:
        return 0
    awaited = ReturnItem.objects.filter(line__case=case, state=ItemState.EXPECTED.value)
    expired = awaited.update(state=ItemState.EXPIRED.value, changed_at=at)
    if expired:
        told: dict[str, object] = {"number": authorisation.number, "expires_on": authorisation.expires_on}
        record(case=case, actor=system(case.shop_id), at=at, event=Event(EventType.RETURN_EXPIRED, told))
    return expired
