"""The goods of a case on their way: parcels, and what was found in them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_for, case_to_change
from reprise.apps.cases.services.deed import deed
from reprise.apps.logistics.kinds import Direction, Variance
from reprise.apps.logistics.queries import parcels_of, receipts_of
from reprise.apps.logistics.services.announce_parcel import Announcement
from reprise.apps.logistics.services.receive import Found
from reprise.web.api.once import once
from reprise.web.api.schemas import Body, ClientId, Id, Pieces, Reference, Shape, ShortText, Text, shown
from reprise.web.api.scopes import scope
from reprise.web.api.tokens import caller
from reprise.workflows.announce_parcel import announce
from reprise.workflows.asked_ahead import ask_ahead_of_reception
from reprise.workflows.receive_parcel import receive

router = Router(tags=["goods"])


class ContentIn(Body):
    """A quantity of a return item."""

    item_id: Id
    quantity: Pieces


class ParcelIn(Body):
    """A parcel on its way; without a day it has not left yet."""

    contents: Annotated[list[ContentIn], Field(max_length=200)]
    carrier: ShortText = ""
    tracking_number: ShortText = ""
    dispatched_on: date | None = None
    direction: Direction = Direction.IN
    note: Text = ""
    client_id: ClientId = ""


class ParcelOut(Schema):
    """One box."""

    id: int
    direction: str
    carrier: str
    tracking_number: str
    state: str
    dispatched_on: date | None
    delivered_at: datetime | None
    received_at: datetime | None


class FoundIn(Body):
    """One thing found, or missed, on opening the box; only a surplus has no item."""

    item_id: Id | None = None
    quantity: Pieces
    variance: Variance = Variance.AS_ANNOUNCED
    note: Text = ""


class ReceiptIn(Body):
    """What arrived; may be sent again for the rest."""

    found: Annotated[list[FoundIn], Field(min_length=1, max_length=200)]
    parcel_id: Id | None = None
    client_id: ClientId = ""


class ReceiptOut(Schema):
    """What was found when a box was opened."""

    id: int
    parcel_id: int | None
    return_item_id: int | None
    quantity: int
    variance: str
    note: str
    received_at: datetime


@router.get("/{reference}/parcels", response=list[ParcelOut])
@scope(Right.CASES_READ)
def list_parcels(request: HttpRequest, reference: Reference) -> Sequence[object]:
    """The parcels of a case, oldest first."""
    actor = caller(request)
    return parcels_of(actor, case_for(actor, reference).pk)


@router.post("/{reference}/parcels", response={201: ParcelOut})
@scope(Right.GOODS_RECEIVE)
@once
def announce_parcel(request: HttpRequest, reference: Reference, body: ParcelIn) -> tuple[int, Shape]:
    """Write down a parcel on its way."""
    actor = caller(request)
    case = case_for(actor, reference)
    contents: dict[int, int] = {}
    for content in body.contents:
        contents[content.item_id] = contents.get(content.item_id, 0) + content.quantity
    said = Announcement(contents, body.carrier, body.tracking_number, body.dispatched_on, body.direction, body.note)
    parcel = announce(actor=actor, case=case, said=said, at=timezone.now(), client_id=body.client_id)
    return 201, shown(ParcelOut, parcel)


@router.get("/{reference}/receipts", response=list[ReceiptOut])
@scope(Right.CASES_READ)
def list_receipts(request: HttpRequest, reference: Reference) -> Sequence[object]:
    """Everything found in the boxes of a case."""
    actor = caller(request)
    return receipts_of(actor, case_for(actor, reference).pk)


@router.post("/{reference}/receipts", response={201: list[ReceiptOut]})
@scope(Right.GOODS_RECEIVE)
@once
def receive_parcel(request: HttpRequest, reference: Reference, body: ReceiptIn) -> tuple[int, list[Shape]]:
    """Write down what arrived."""
    actor = caller(request)
    case = case_to_change(actor, reference)
    found = [Found(one.item_id, one.quantity, one.variance, one.note) for one in body.found]
    with deed(case):
        ask_ahead_of_reception(shop=shop_of(actor), case=case)
        rows = receive(
            actor=actor, case=case, found=found, at=timezone.now(), parcel_id=body.parcel_id, client_id=body.client_id
        )
    return 201, [shown(ReceiptOut, row) for row in rows]
