"""What a carrier says of a parcel moves the goods in it: handed over, delivered, lost, found again."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.cases.kinds import ItemState, RemedyType, Trigger
from reprise.apps.cases.queries import items_of
from reprise.apps.cases.services.arm_remedies import arm_remedies
from reprise.apps.cases.services.deadlines import set_deadlines
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.move_items import move_items
from reprise.apps.cases.services.project import store_projection
from reprise.apps.cases.transitions import ITEM_MOVES, ItemMove
from reprise.apps.logistics.kinds import Direction
from reprise.apps.logistics.services.take_news import take_news
from reprise.apps.logistics.transitions import ParcelMove
from reprise.platform.transactions import atomic
from reprise.readmodels import clocks
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.projection import project
from reprise.readmodels.returns import pieces_back

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
    if parcel.direction == Direction.IN.value and news is ParcelMove.LOSE:
        _arm(actor, case, at)
    store_projection(case=case, projection=project(picture_of(case)), at=at)
    return parcel


def _arm(actor: Actor, case: "Case", at: datetime) -> None:
    """What waited for goods that the carrier lost waits no longer: they were sent, and nobody can send them again."""
    shop, picture = shop_of(actor), picture_of(case)
    by_id = {line.pk: line for line in picture.lines}
    today = clocks.day_of(shop, at)
    for remedy in arm_remedies(case=case, trigger=Trigger.ON_RECEIPT, reached=pieces_back(picture), actor=actor, at=at):
        due = clocks.remedy_due(shop, case, by_id[remedy.line_id], RemedyType(remedy.type), ready_on=today)
        if due is not None:
            set_deadlines(case=case, deadlines=[due], zone=shop.timezone, at=at, why="goods_lost")


def _move(case: "Case", parcel: "Parcel", news: ParcelMove, at: datetime) -> None:
    inside = set(parcel.contents.values_list("return_item_id", flat=True))
    for move in STEPS[news]:
        ready = {
            item.pk: item.quantity for item in items_of(case)
            if item.pk in inside and (ItemState(item.state), move) in ITEM_MOVES
        }  # fmt: skip
        if ready:
            move_items(case_id=case.pk, move=move, quantities=ready, at=at)
