from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.logistics.kinds import ParcelState
from reprise.apps.logistics.models import Parcel
from reprise.apps.logistics.queries import parcel_for
from reprise.apps.logistics.services.advance_parcel import advance_parcel
from reprise.apps.logistics.transitions import ParcelMove
from reprise.platform.transactions import atomic


@atomic
def record_scan(*, actor: Actor, parcel_id: int) -> Parcel:
    """Write down that the carrier scanned a parcel: it is on its way. A further scan changes nothing."""
    actor.require(Right.GOODS_RECEIVE)
    parcel = parcel_for(actor, parcel_id)
    if parcel.state != ParcelState.IN_TRANSIT.value:
        advance_parcel(parcel, ParcelMove.SCAN)
    return parcel
