"""Open a box: move what came, write down what did not, and let the remedies go that waited for it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import RemedyType, Trigger
from reprise.apps.cases.services.arm_remedies import arm_remedies
from reprise.apps.cases.services.deadlines import set_deadlines
from reprise.apps.cases.services.deed import deed
from reprise.apps.cases.services.move_items import move_items
from reprise.apps.cases.services.project import store_projection
from reprise.apps.cases.transitions import ItemMove
from reprise.apps.logistics.queries import receipts_by_client_id
from reprise.apps.logistics.rules.variances import ARRIVED
from reprise.apps.logistics.services.receive import Found
from reprise.apps.logistics.services.receive import receive as write_receipts
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.platform.transactions import atomic
from reprise.readmodels import clocks
from reprise.readmodels.case_letters import received, received_next, to_customer
from reprise.readmodels.case_picture import CasePicture, picture_of
from reprise.readmodels.projection import project
from reprise.readmodels.returns import pieces_back

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case
    from reprise.apps.logistics.models import Receipt


@atomic
def receive(
    *, actor: Actor, case: "Case", found: Sequence[Found], at: datetime, parcel_id: int | None = None,
    client_id: str = "",
) -> "list[Receipt]":  # fmt: skip
    """Receive all, part, too much or something else; the same client id again is the same reception."""
    actor.require(Right.GOODS_RECEIVE)
    if before := receipts_by_client_id(actor, case.pk, client_id):
        return before
    with deed(case):
        moved = [_move(case, one, at) for one in found]
        receipts = write_receipts(actor=actor, case=case, found=moved, at=at, parcel_id=parcel_id, client_id=client_id)
        shop, picture = shop_of(actor), picture_of(case)
        _arm(actor, case, shop, picture, at)
        _tell(case, shop, picture, moved, receipts, at)
        store_projection(case=case, projection=project(picture_of(case)), at=at)
    return receipts


def _move(case: "Case", one: Found, at: datetime) -> Found:
    """Only the piece itself moves; what is missing, wrong or too much leaves the expected piece where it was."""
    if one.item_id is None or one.variance not in ARRIVED:
        return one
    quantities = {one.item_id: one.quantity}
    (item,) = move_items(case_id=case.pk, move=ItemMove.RECEIVE, quantities=quantities, at=at, case=case)
    return replace(one, item_id=item.pk)


def _arm(actor: Actor, case: "Case", shop: "Shop", picture: CasePicture, at: datetime) -> None:
    by_id = {line.pk: line for line in picture.lines}
    today = clocks.day_of(shop, at)
    armed = arm_remedies(case=case, trigger=Trigger.ON_RECEIPT, reached=pieces_back(picture), actor=actor, at=at)
    for remedy in armed:
        due = clocks.remedy_due(shop, case, by_id[remedy.line_id], RemedyType(remedy.type), ready_on=today)
        if due is not None:
            set_deadlines(case=case, deadlines=[due], zone=shop.timezone, at=at, why="goods_back")


def _tell(
    case: "Case", shop: "Shop", picture: CasePicture, found: Sequence[Found], receipts: "list[Receipt]", at: datetime
) -> None:
    """Say what arrived, once per reception; a box in which nothing of theirs was found is a matter for a person."""
    names = {item.pk: line.name for line in picture.lines for item in picture.items if item.line_id == line.pk}
    counted: dict[str, int] = {}
    for one in found:
        if one.item_id is not None and one.variance in ARRIVED:
            counted[names[one.item_id]] = counted.get(names[one.item_id], 0) + one.quantity
    if not counted:
        return
    letter = to_customer(
        case, shop, Letter.PARCEL_RECEIVED, dedupe_key=f"received:{receipts[0].pk}",
        received_on=clocks.day_of(shop, at), contents=received(counted, case.language),
        next_step=received_next(found, case.language),
    )  # fmt: skip
    send_letter(**letter, at=at)
