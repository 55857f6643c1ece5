from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.services.record import record
from reprise.apps.logistics.models import Inspection
from reprise.apps.logistics.services.findings import Finding, check_finding, fill
from reprise.apps.logistics.services.line_counts import count_inspected
from reprise.apps.logistics.services.once import once
from reprise.apps.logistics.services.reach import check_reach, item_in, items_by_id
from reprise.platform.statements import insert
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@atomic
def inspect_item(
    *, actor: Actor, case: "Case", item_id: int, quantity: int, finding: Finding, at: datetime, client_id: str = ""
) -> Inspection:
    """Write down what was seen of received pieces; never more of them than were received and not inspected yet."""
    actor.require(Right.GOODS_INSPECT)
    check_reach(actor, case)
    item = item_in(items_by_id(case), item_id, quantity)
    check_finding(finding)

    def find() -> list[Inspection]:
        return list(Inspection.objects.filter(case=case, client_id=client_id))

    def write() -> list[Inspection]:
        count_inspected(item.line_id, quantity)
        row = Inspection(
            shop_id=actor.shop_id, case=case, return_item_id=item.pk, quantity=quantity, client_id=client_id,
            inspected_by=actor.key, inspected_at=at,
        )  # fmt: skip
        insert(fill(row, finding))
        return [row]

    (inspection,), new = once(find, write, named=bool(client_id))
    if new:
        record(case=case, actor=actor, at=at, event=inspected(inspection))
    return inspection


def inspected(row: Inspection) -> Event:
    """What the timeline keeps of an inspection."""
    told: dict[str, object] = {
        "inspection": row.pk, "item": row.return_item_id, "quantity": row.quantity, "grade": row.grade,
        "complete": row.complete, "depreciation_minor": row.depreciation_minor, "corrects": row.corrects_id,
    }  # fmt: skip
    said = {"note": row.note, "reason": row.depreciation_reason, "checklist": row.checklist}
    return Event(EventType.GOODS_INSPECTED, told, private=said)
