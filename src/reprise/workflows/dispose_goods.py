"""Put inspected pieces where they go next: back to stock, to repair, to recycling, or back to the customer."""

from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.move_items import move_items
from reprise.apps.cases.services.project import store_projection
from reprise.apps.cases.transitions import ItemMove
from reprise.apps.logistics.kinds import Route
from reprise.apps.logistics.queries import disposed_before, inspection_for
from reprise.apps.logistics.services.dispose_item import dispose_item
from reprise.core.refusals import NotFound
from reprise.platform.transactions import atomic
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.projection import project

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.apps.logistics.models import Disposition


@atomic
def dispose(
    *, actor: Actor, case: "Case", inspection_id: int, quantity: int, route: Route, at: datetime, place: str = "",
    reason: str = "", client_id: str = "",
) -> "Disposition":  # fmt: skip
    """Write down where pieces of one inspection went; the same client id again is the same disposition."""
    actor.require(Right.GOODS_INSPECT)
    hold(case)
    inspection = inspection_for(actor, inspection_id)
    if inspection.case_id != case.pk:
        raise NotFound
    if (before := disposed_before(inspection, client_id)) is not None:
        return before
    disposition = dispose_item(
        actor=actor, inspection_id=inspection.pk, quantity=quantity, route=route, at=at, place=place, reason=reason,
        client_id=client_id,
    )  # fmt: skip
    move = ItemMove.SEND_BACK if route is Route.SEND_BACK else ItemMove.DISPOSE
    move_items(case_id=case.pk, move=move, quantities={inspection.return_item_id: quantity}, at=at)
    store_projection(case=case, projection=project(picture_of(case)), at=at)
    return disposition
