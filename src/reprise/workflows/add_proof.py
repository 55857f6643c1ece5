"""The receipt of the deposit: from its day on the goods count as sent, and a withdrawal's refund waits no longer."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor, ActorKind
from reprise.apps.accounts.queries import shop_of
from reprise.apps.cases.kinds import ItemState, RemedyType, Trigger
from reprise.apps.cases.services.arm_remedies import arm_remedies
from reprise.apps.cases.services.deadlines import set_deadlines
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.move_items import move_items
from reprise.apps.cases.services.project import store_projection
from reprise.apps.cases.transitions import ITEM_MOVES, ItemMove
from reprise.apps.evidence.queries import file_for
from reprise.apps.logistics.services.add_proof_of_deposit import add_proof_of_deposit
from reprise.core.refusals import NotFound
from reprise.platform.transactions import atomic
from reprise.readmodels import clocks
from reprise.readmodels.case_picture import picture_of, with_new_dues
from reprise.readmodels.projection import project
from reprise.readmodels.returns import pieces_back

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.apps.logistics.models import Parcel


@atomic
def add_proof(
    *, actor: Actor, case: "Case", parcel_id: int, file_id: int, at: datetime, dispatched_on: date | None = None
) -> "Parcel":
    """Keep the proof of a parcel of this case; without a day, it was handed in today."""
    hold(case)
    shop = shop_of(actor)
    day = dispatched_on or clocks.day_of(shop, at)
    proof = file_for(actor, file_id)
    if proof.uploaded_by != actor.key and actor.kind is not ActorKind.SYSTEM:  # a stranger's file proves nothing
        raise NotFound(field="file")
    parcel = add_proof_of_deposit(actor=actor, parcel_id=parcel_id, proof=proof, dispatched_on=day, at=at)
    if parcel.case_id != case.pk:
        raise NotFound
    _dispatch(case, parcel, at)
    picture = picture_of(case)
    by_id = {line.pk: line for line in picture.lines}
    back = pieces_back(picture)
    for remedy in arm_remedies(case=case, trigger=Trigger.ON_RECEIPT, reached=back, actor=actor, at=at):
        due = clocks.remedy_due(
            shop, case, by_id[remedy.line_id], RemedyType(remedy.type), ready_on=clocks.day_of(shop, at)
        )
        if due is not None:
            set_deadlines(case=case, deadlines=[due], zone=shop.timezone, at=at, why="proof")
    store_projection(case=case, projection=project(with_new_dues(picture)), at=at)
    return parcel


def _dispatch(case: "Case", parcel: "Parcel", at: datetime) -> None:
    """Count what was still to leave as sent."""
    here = {content.return_item_id: content.return_item for content in parcel.contents.select_related("return_item")}
    leaving = {
        pk: item.quantity for pk, item in here.items() if (ItemState(item.state), ItemMove.DISPATCH) in ITEM_MOVES
    }
    if leaving:
        move_items(case_id=case.pk, move=ItemMove.DISPATCH, quantities=leaving, at=at)
