from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.logistics.kinds import ParcelState
from reprise.apps.logistics.models import Parcel
from reprise.apps.logistics.queries import parcel_for
from reprise.apps.logistics.services.advance_parcel import advance_parcel
from reprise.apps.logistics.transitions import ParcelMove
from reprise.core.refusals import Invalid, mark
from reprise.platform.transactions import atomic


@atomic
def record_delivery(*, actor: Actor, parcel_id: int, delivered_at: datetime, at: datetime) -> Parcel:
    """Write down that the carrier delivered a parcel, at an instant not after now; what was told first stays."""
    actor.require(Right.GOODS_RECEIVE)
    parcel = parcel_for(actor, parcel_id)
    if delivered_at > at:
        raise Invalid(field="delivered_at", why=mark("the delivery cannot be in the future."))
    if parcel.state not in {ParcelState.DELIVERED.value, ParcelState.RECEIVED.value}:
        advance_parcel(parcel, ParcelMove.DELIVER, delivered_at=delivered_at)
    return parcel
