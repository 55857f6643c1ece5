"""The goods of a case on their way back: what is expected, who pays, how to pack, and how far each piece is."""

from collections.abc import Collection, Iterable, Sequence
from copy import copy
from dataclasses import replace
from typing import Final

from reprise.apps.cases.kinds import ItemState
from reprise.apps.cases.models import CaseLine, ReturnItem
from reprise.apps.catalogue.checklists import checklists_for
from reprise.apps.logistics.models import ParcelItem
from reprise.law.vocabulary import Basis
from reprise.readmodels.case_picture import CasePicture
from reprise.readmodels.proposal import proposal_of

ARRIVED: Final = frozenset({ItemState.RECEIVED, ItemState.INSPECTED, ItemState.DISPOSED, ItemState.SENT_BACK})
INSPECTED: Final = ARRIVED - {ItemState.RECEIVED}
SENT: Final = frozenset({ItemState.DISPATCHED, ItemState.DELIVERED, ItemState.LOST, ItemState.FOUND})


def expected_lines(picture: CasePicture) -> list[CaseLine]:
    """The lines of which some piece is still to be sent."""
    ids = {item.line_id for item in picture.items if item.state == ItemState.EXPECTED}
    return [line for line in picture.lines if line.pk in ids]


def expected_anew(picture: CasePicture) -> CasePicture:
    """The same picture as if what was never sent in time were expected again."""
    items = [copy(item) for item in picture.items]
    for item in items:
        if item.state == ItemState.EXPIRED:
            item.state = ItemState.EXPECTED.value
    return replace(picture, items=items)


def paid_by(lines: Iterable[CaseLine]) -> str:
    """Who pays for one parcel with these lines: the seller as soon as one of them is on the seller."""
    return "seller" if any(_seller_pays(line) for line in lines) else "buyer"


def _seller_pays(line: CaseLine) -> bool:
    proposal = proposal_of(line.proposal)
    if proposal is not None and proposal.return_cost_by in {"buyer", "seller"}:
        return proposal.return_cost_by == "seller"
    return line.ground not in {Basis.WITHDRAWAL, Basis.COMMERCIAL}


def packing_list(picture: CasePicture) -> list[dict[str, object]]:
    """What goes into the parcel, line by line: the shop's own checklists, in the customer's language."""
    language, lines = picture.case.language, expected_lines(picture)
    lists = checklists_for(picture.case.shop_id, {(line.product_kind, line.sku) for line in lines})
    rows: list[dict[str, object]] = []
    for line in lines:
        here = [item for item in picture.items if item.line_id == line.pk and item.state == ItemState.EXPECTED]
        wanted = lists[line.product_kind, line.sku]
        rows.append(
            {
                "line_id": line.pk,
                "name": line.name,
                "product_kind": line.product_kind,
                "quantity": sum(item.quantity for item in here),
                "accessories": [one.name(language) for one in wanted.accessories],
                "documents": [one.name(language) for one in wanted.documents],
                "packaging": [one.name(language) for one in wanted.packaging],
            }
        )
    return rows


def pieces_in(items: Sequence[ReturnItem], states: Collection[ItemState]) -> dict[int, int]:
    """How many pieces of each line ({id: pieces}) are in one of some states."""
    counted: dict[int, int] = {}
    for item in items:
        counted[item.line_id] = counted.get(item.line_id, 0) + (item.quantity if item.state in states else 0)
    return counted


def pieces_back(picture: CasePicture) -> dict[int, int]:
    """How many pieces of each line are back, or lost by the carrier who had them, or, for a withdrawal, proved to be on
    their way (directive 2011/83/EU, art. 13(3): the seller may wait for the goods or the proof that they were sent,
    whichever is first).
    """
    counted = pieces_in(picture.items, ARRIVED | {ItemState.LOST})
    proven = [parcel.pk for parcel in picture.parcels if parcel.proof_of_deposit_id is not None]
    if not proven:
        return counted
    sent = set(ParcelItem.objects.filter(parcel_id__in=proven).values_list("return_item_id", flat=True))
    by_law = {line.pk for line in picture.lines if line.ground == Basis.WITHDRAWAL}
    for item in picture.items:
        if item.pk in sent and item.line_id in by_law and item.state in SENT - {ItemState.LOST}:
            counted[item.line_id] += item.quantity
    return counted
