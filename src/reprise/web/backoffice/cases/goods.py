"""The goods of a case: the authorisation, parcels, and each group of pieces with what may be done to it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import ItemState
from reprise.apps.logistics.kinds import Box, Carrier, Direction, Grade, ParcelState, Route
from reprise.apps.logistics.queries import dispositions_of, inspections_of
from reprise.apps.logistics.rules import carriers, grades, parcels, routes
from reprise.apps.logistics.rules.bench import read
from reprise.apps.logistics.rules.boxes import BOXES
from reprise.apps.logistics.services.take_news import NEWS
from reprise.apps.logistics.transitions import PARCEL_MOVES
from reprise.readmodels.available_actions import Action, Deed
from reprise.web.backoffice import words
from reprise.web.backoffice.cases.buttons import Button, button
from reprise.web.backoffice.cases.scene import Scene
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.pages import address

if TYPE_CHECKING:
    from reprise.apps.cases.models import Authorisation
    from reprise.apps.logistics.models import Inspection, Parcel


@dataclass(frozen=True, slots=True)
class ItemRow:
    """Some pieces of one line that share one path."""

    name: str
    quantity: int
    state: str
    word: str
    seen: tuple[str, ...]
    button: Button | None
    correct_url: str = ""


@dataclass(frozen=True, slots=True)
class ParcelRow:
    """One parcel."""

    parcel: "Parcel"
    carrier: str
    url: str
    word: str
    outwards: bool
    proof: Button | None
    label_id: int | None = None
    news_url: str = ""
    box: str = ""


@dataclass(frozen=True, slots=True)
class Goods:
    """Everything about the goods of a case."""

    authorisation: "Authorisation | None"
    parcels: list[ParcelRow]
    items: list[ItemRow]

    def __bool__(self) -> bool:
        return bool(self.items or self.parcels or self.authorisation)


def goods_of(request: StaffRequest, scene: Scene) -> Goods:
    """Read what was inspected and put away, if anything was received at all."""
    states = {ItemState(item.state) for item in scene.picture.items}
    looked = states & {ItemState.INSPECTED, ItemState.DISPOSED, ItemState.SENT_BACK}
    inspections = inspections_of(request.actor, scene.case.pk) if looked else []
    went: dict[int, list[str]] = {}
    for one in dispositions_of(request.actor, scene.case.pk) if looked else []:
        went.setdefault(one.inspection_id, []).append(_destination(one.route, one.place))
    return Goods(
        scene.picture.authorisation,
        [_parcel(request, scene, parcel) for parcel in scene.picture.parcels],
        _items(request, scene, inspections, went),
    )


def _destination(route: str, place: str) -> str:
    name = gettext(routes.NAMES[Route(route)])
    return f"{name}, {place}" if place else name


def _items(
    request: StaffRequest, scene: Scene, inspections: "list[Inspection]", went: dict[int, list[str]]
) -> list[ItemRow]:
    rows = []
    for item in scene.picture.items:
        state, word = words.ITEM_STATES[item.state]
        seen = [one for one in inspections if one.return_item_id == item.pk]
        told = [graded(one) for one in seen] + [place for one in seen for place in went.get(one.pk, [])]
        rows.append(
            ItemRow(
                scene.line_of_item(item).name, item.quantity, state, gettext(word), tuple(told),
                _item_button(request, scene, item.pk), _correct_url(request, scene, seen),
            )
        )  # fmt: skip
    return rows


def graded(one: "Inspection") -> str:
    """One inspection in a few words."""
    grade = Grade(one.grade)
    named = {"letter": grades.LETTERS[grade], "name": gettext(grades.NAMES[grade]).lower()}
    told = gettext("grade %(letter)s, %(name)s") % named
    return told if one.complete else gettext("%(grade)s, incomplete") % {"grade": told}


def _item_button(request: StaffRequest, scene: Scene, item_id: int) -> Button | None:
    wanted = (Deed.INSPECT, Deed.DISPOSE)
    action = next((a for a in scene.actions if a.deed in wanted and item_id in a.item_ids), None)
    if action is None:
        return None
    return button(request, scene, Action(action.deed, item_ids=(item_id,)))


def _parcel(request: StaffRequest, scene: Scene, parcel: "Parcel") -> ParcelRow:
    proof = next((a for a in scene.actions if a.deed is Deed.ADD_PROOF and a.parcel_id == parcel.pk), None)
    return ParcelRow(
        parcel=parcel, carrier=gettext(carriers.NAMES[Carrier(parcel.carrier)]) if parcel.carrier else "",
        url=carriers.tracking_url(parcel.carrier, parcel.tracking_number),
        word=gettext(parcels.STATES[ParcelState(parcel.state)]), outwards=parcel.direction == Direction.OUT.value,
        proof=button(request, scene, proof) if proof else None, label_id=parcel.label_id,
        news_url=_news_url(request, scene, parcel),
        box=gettext(BOXES[Box(box)][0]) if (box := read(parcel.bench).box) else "",
    )  # fmt: skip


def _news_url(request: StaffRequest, scene: Scene, parcel: "Parcel") -> str:
    """Where the carrier's news of a parcel are typed, while there may be any."""
    known = any((ParcelState(parcel.state), move) in PARCEL_MOVES for move in NEWS)
    if not known or not request.actor.may(Right.GOODS_RECEIVE):
        return ""
    return address(request, "parcel_news", scene.case.reference, parcel=parcel.pk)


def _correct_url(request: StaffRequest, scene: Scene, seen: "list[Inspection]") -> str:
    """Where the last inspection of some pieces is corrected, for whoever may inspect."""
    if not seen or not request.actor.may(Right.GOODS_INSPECT):
        return ""
    return address(request, "correct_inspection", scene.case.reference, inspection=seen[-1].pk)
