"""A parcel is on its way: what is in it, with which carrier, since when."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.cases.kinds import ItemState
from reprise.apps.cases.queries import authorisation_of
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.move_items import move_items, set_apart
from reprise.apps.cases.services.project import store_projection
from reprise.apps.cases.transitions import ITEM_MOVES, ItemMove, after
from reprise.apps.logistics.kinds import Direction
from reprise.apps.logistics.queries import announced_before
from reprise.apps.logistics.services.announce_parcel import Announcement, announce_parcel
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.core.refusals import Kind, Refusal, mark
from reprise.platform.transactions import atomic
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.projection import project
from reprise.readmodels.step_letters import on_its_way

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.apps.logistics.models import Parcel


class NotAuthorised(Refusal):
    """Goods are announced before their return was authorised."""

    code = "return_not_authorised"
    kind = Kind.CONFLICT
    sentence = mark("The return is not authorised yet. The slip comes first: it says how to pack and where to send.")


@atomic
def announce(*, actor: Actor, case: "Case", said: Announcement, at: datetime, client_id: str = "") -> "Parcel":
    """Write the parcel down; with a day of deposit its goods count as sent. The same parcel again changes nothing."""
    hold(case)
    known = announced_before(actor, case.pk, client_id=client_id, tracking_number=said.tracking_number)
    if known is not None:
        return known
    inwards = said.direction is Direction.IN
    if inwards and authorisation_of(case) is None:
        raise NotAuthorised
    if inwards:
        apart = set_apart(case_id=case.pk, quantities=said.contents, at=at)
        for item in apart:
            after(ITEM_MOVES, ItemState(item.state), ItemMove.DISPATCH)  # what has come, or stays, is not sent again
        said = replace(said, contents={item.pk: item.quantity for item in apart})
    parcel = announce_parcel(actor=actor, case=case, said=said, at=at, client_id=client_id)
    if inwards and said.dispatched_on is not None:
        move_items(case_id=case.pk, move=ItemMove.DISPATCH, quantities=said.contents, at=at)
    picture = picture_of(case)
    if said.dispatched_on is not None:
        names = {item.pk: line.name for line in picture.lines for item in picture.items if item.line_id == line.pk}
        contents = [(names[item_id], quantity) for item_id, quantity in said.contents.items()]
        send_letter(**on_its_way(case, shop_of(actor), parcel, contents), at=at)
    store_projection(case=case, projection=project(picture), at=at)
    return parcel
