from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.logistics.models import Parcel
from reprise.apps.logistics.queries import parcel_for
from reprise.apps.logistics.services.advance_parcel import advance_parcel
from reprise.apps.logistics.transitions import ParcelMove
from reprise.platform.transactions import atomic


@atomic
def send_parcel_back(*, actor: Actor, parcel_id: int) -> Parcel:
    """Write down that a whole parcel goes back to its sender: refused at the door, or nobody's."""
    actor.require(Right.GOODS_RECEIVE)
    parcel = parcel_for(actor, parcel_id)
    advance_parcel(parcel, ParcelMove.SEND_BACK)
    return parcel
