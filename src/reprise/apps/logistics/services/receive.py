from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.memory import forget
from reprise.apps.cases.services.record import record
from reprise.apps.logistics.kinds import Direction, ParcelState, Variance
from reprise.apps.logistics.models import Parcel, Receipt
from reprise.apps.logistics.queries import parcel_for, receipts_by_client_id
from reprise.apps.logistics.rules.notes import tidy_note
from reprise.apps.logistics.rules.variances import ARRIVED
from reprise.apps.logistics.services.advance_parcel import advance_parcel
from reprise.apps.logistics.services.line_counts import count_received
from reprise.apps.logistics.services.once import once
from reprise.apps.logistics.services.reach import check_reach, item_in, items_by_id
from reprise.apps.logistics.transitions import ParcelMove
from reprise.core.refusals import Invalid, NotFound, mark
from reprise.platform.statements import insert
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case, ReturnItem

MOST_PIECES = 10_000  # of a surplus, which nothing else bounds


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found, or missed, on opening the box; only a surplus may have no return item."""

    item_id: int | None
    quantity: int
    variance: Variance = Variance.AS_ANNOUNCED
    note: str = ""


@atomic
def receive(
    *, actor: Actor, case: "Case", found: Sequence[Found], at: datetime, parcel_id: int | None = None,
    client_id: str = "",
) -> list[Receipt]:  # fmt: skip
    """Write down what arrived of a case: all, part, too much, or something else. May be called again for the rest.

    Where goods move too, move them first and name the items moved: what is moved in part gets an item of its own.
    """
    actor.require(Right.GOODS_RECEIVE)
    check_reach(actor, case)
    items = items_by_id(case)
    _check(items, found)
    parcel = _parcel_of(actor, case, parcel_id)

    def write() -> list[Receipt]:
        _count(items, found)
        rows = [
            Receipt(
                shop_id=actor.shop_id, case=case, parcel=parcel, return_item_id=one.item_id, quantity=one.quantity,
                variance=one.variance.value, note=tidy_note(one.note), client_id=client_id, position=position,
                received_by=actor.key, received_at=at,
            )
            for position, one in enumerate(found, start=1)
        ]  # fmt: skip
        insert(*rows)
        return rows

    receipts, new = once(lambda: receipts_by_client_id(actor, case.pk, client_id), write, named=bool(client_id))
    if new:
        if parcel is not None and parcel.state != ParcelState.RECEIVED.value:
            forget(case, "parcels")
            advance_parcel(parcel, ParcelMove.RECEIVE, received_at=at)
        told = [{"item": one.item_id, "quantity": one.quantity, "variance": one.variance} for one in found]
        event = Event(EventType.GOODS_RECEIVED, {"parcel": parcel_id, "found": told})
        record(case=case, actor=actor, at=at, event=event)
    return receipts


def _check(items: dict[int, "ReturnItem"], found: Sequence[Found]) -> None:
    if not found:
        raise Invalid(field="found", why=mark("say what was in the parcel."))
    for one in found:
        if one.item_id is not None and one.variance is not Variance.SURPLUS:
            item_in(items, one.item_id, one.quantity)
        elif one.variance is not Variance.SURPLUS:
            raise Invalid(field="item", why=mark("choose the article this is about."))
        elif one.item_id is not None and one.item_id not in items:
            raise NotFound
        elif not 1 <= one.quantity <= MOST_PIECES:
            raise Invalid(field="quantity", why=mark("the quantity must be at least 1."))


def _parcel_of(actor: Actor, case: "Case", parcel_id: int | None) -> Parcel | None:
    if parcel_id is None:
        return None
    parcel = parcel_for(actor, parcel_id)
    if parcel.case_id != case.pk or parcel.direction != Direction.IN.value:
        raise NotFound
    return parcel


def _count(items: dict[int, "ReturnItem"], found: Sequence[Found]) -> None:
    """Only the expected pieces themselves count; their limit is all that is expected of the line."""
    arrived: dict[int, int] = {}
    for one in found:
        if one.item_id is not None and one.variance in ARRIVED:
            line_id = items[one.item_id].line_id
            arrived[line_id] = arrived.get(line_id, 0) + one.quantity
    for line_id, quantity in sorted(arrived.items()):  # one order for all, so that two receptions never wait in a ring
        limit = sum(item.quantity for item in items.values() if item.line_id == line_id)
        count_received(line_id, quantity, limit=limit)
