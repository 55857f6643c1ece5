"""What a carrier says of a parcel moves the goods in it: handed over, delivered, lost, found again."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.kinds import ItemState
from reprise.apps.cases.queries import items_of
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.move_items import move_items
from reprise.apps.cases.services.project import store_projection
from reprise.apps.cases.transitions import ITEM_MOVES, ItemMove
from reprise.apps.logistics.kinds import Direction
from reprise.apps.logistics.services.take_news import take_news
from reprise.apps.logistics.transitions import ParcelMove
from reprise.platform.transactions import atomic
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.projection import project

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.apps.logistics.models import Parcel

#: What the goods in a parcel go through with each piece of news; steps that do not apply to a piece are left out.
STEPS: Final[Mapping[ParcelMove, tuple[ItemMove, ...]]] = {
    ParcelMove.DISPATCH: (ItemMove.DISPATCH,),
    ParcelMove.SCAN: (ItemMove.FIND, ItemMove.DISPATCH),
    ParcelMove.DELIVER: (ItemMove.FIND, ItemMove.DISPATCH, ItemMove.DELIVER),
    ParcelMove.LOSE: (ItemMove.DISPATCH, ItemMove.LOSE),
    ParcelMove.SEND_BACK: (),
}


@atomic
def tell(*, actor: Actor, case: "Case", parcel_id: int, news: ParcelMove, on: date, at: datetime) -> "Parcel":
    """Take the news, and move what is in the parcel."""
    hold(case)
    parcel = take_news(actor=actor, case=case, parcel_id=parcel_id, news=news, on=on, at=at)
    if parcel.direction == Direction.IN.value:
        _move(case, parcel, news, at)
    store_projection(case=case, projection=project(picture_of(case)), at=at)
    return parcel


def _move(case: "Case", parcel: "Parcel", news: ParcelMove, at: datetime) -> None:
    inside = set(parcel.contents.values_list("return_item_id", flat=True))
    for move in STEPS[news]:
        ready = {
            item.pk: item.quantity for item in items_of(case)
            if item.pk in inside and (ItemState(item.state), move) in ITEM_MOVES
        }  # fmt: skip
        if ready:
            move_items(case_id=case.pk, move=move, quantities=ready, at=at)
