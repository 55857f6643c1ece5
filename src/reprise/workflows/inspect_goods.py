"""Look at received pieces on the bench; a remedy that waited for this goes ahead."""

from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import Trigger
from reprise.apps.cases.queries import items_of
from reprise.apps.cases.services.arm_remedies import arm_remedies
from reprise.apps.cases.services.deed import deed
from reprise.apps.cases.services.move_items import move_items
from reprise.apps.cases.services.project import store_projection
from reprise.apps.cases.transitions import ItemMove
from reprise.apps.logistics.queries import inspected_before
from reprise.apps.logistics.services.findings import Finding
from reprise.apps.logistics.services.inspect_item import inspect_item
from reprise.platform.transactions import atomic
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.projection import project
from reprise.readmodels.returns import INSPECTED, pieces_in

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.apps.logistics.models import Inspection


@atomic
def inspect(
    *, actor: Actor, case: "Case", item_id: int, quantity: int, finding: Finding, at: datetime, client_id: str = ""
) -> "Inspection":
    """Write down what was seen of some pieces; the same client id again is the same inspection."""
    actor.require(Right.GOODS_INSPECT)
    if (before := inspected_before(actor, case.pk, client_id)) is not None:
        return before
    with deed(case):
        quantities = {item_id: quantity}
        (item,) = move_items(case_id=case.pk, move=ItemMove.INSPECT, quantities=quantities, at=at, case=case)
        inspection = inspect_item(
            actor=actor, case=case, item_id=item.pk, quantity=quantity, finding=finding, at=at, client_id=client_id
        )
        seen = pieces_in(items_of(case), INSPECTED)
        arm_remedies(case=case, trigger=Trigger.ON_INSPECTION, reached=seen, actor=actor, at=at)
        store_projection(case=case, projection=project(picture_of(case)), at=at)
    return inspection
