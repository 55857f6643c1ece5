from dataclasses import dataclass
from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.logistics.kinds import Direction, ParcelState
from reprise.apps.logistics.models import Parcel
from reprise.apps.logistics.rules.notes import tidy_note
from reprise.apps.logistics.services.announce_parcel import tracking
from reprise.apps.logistics.services.once import once
from reprise.core.refusals import Invalid, mark
from reprise.platform.transactions import atomic

HEAVIEST_G = 1_000_000


@dataclass(frozen=True, slots=True)
class OnTheBox:
    """What can be read on a box nobody announced, and what it weighs in grams."""

    sender: str = ""
    carrier: str = ""
    tracking_number: str = ""
    weight_g: int | None = None
    note: str = ""


@atomic
def receive_unannounced(*, actor: Actor, box: OnTheBox, at: datetime, client_id: str = "") -> Parcel:
    """Take in a parcel nobody announced; it waits at reception until it is matched with a case or sent back."""
    actor.require(Right.GOODS_RECEIVE)
    number, carrier = tracking(box.tracking_number, box.carrier)
    if box.weight_g is not None and not 1 <= box.weight_g <= HEAVIEST_G:
        raise Invalid(field="weight_g", why=mark("write the weight in grams, for example 1100."))

    def find() -> list[Parcel]:
        mine = Parcel.objects.filter(shop_id=actor.shop_id, client_id=client_id, unannounced=True)
        return list(mine) if client_id else []

    def write() -> list[Parcel]:
        return [
            Parcel.objects.create(
                shop_id=actor.shop_id, direction=Direction.IN.value, carrier=carrier, tracking_number=number,
                state=ParcelState.RECEIVED.value, received_at=at, unannounced=True, sender=tidy_note(box.sender, 160),
                weight_g=box.weight_g, note=tidy_note(box.note), client_id=client_id, created_by=actor.key,
                created_at=at,
            )
        ]  # fmt: skip

    (parcel,), _new = once(find, write)
    return parcel
