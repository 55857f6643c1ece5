from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.services.record import record
from reprise.apps.logistics.models import Inspection
from reprise.apps.logistics.queries import inspection_for
from reprise.apps.logistics.services.findings import Finding, check_finding, fill
from reprise.apps.logistics.services.inspect_item import inspected
from reprise.core.money import portion
from reprise.core.refusals import Invalid, Overtaken, mark
from reprise.platform.transactions import atomic


@atomic
def correct_inspection(
    *, actor: Actor, inspection_id: int, finding: Finding, at: datetime, quantity: int | None = None
) -> Inspection:
    """Replace an inspection by a new one that points back; for part of its pieces, the rest keeps its finding.

    Only the standing inspection can be corrected, and of two corrections at once one wins.
    """
    actor.require(Right.GOODS_INSPECT)
    old = inspection_for(actor, inspection_id)
    check_finding(finding)
    corrected = old.quantity if quantity is None else quantity
    rest = old.quantity - corrected
    if corrected < 1 or rest < 0 or (rest and old.disposed_quantity > rest):
        raise Invalid(field="quantity", why=mark("correct at least one piece, and at most those not put away yet."))
    standing = Inspection.objects.filter(pk=old.pk, corrected_at__isnull=True, disposed_quantity=old.disposed_quantity)
    if standing.update(corrected_at=at) != 1:
        raise Overtaken
    if rest:
        _successor(old, rest, disposed=old.disposed_quantity).save(force_insert=True)
    new = _successor(old, corrected, disposed=0 if rest else old.disposed_quantity)
    new.inspected_by, new.inspected_at = actor.key, at
    fill(new, finding).save(force_insert=True)
    record(case=old.case, actor=actor, at=at, event=inspected(new))
    return new


def _successor(old: Inspection, quantity: int, *, disposed: int) -> Inspection:
    return Inspection(
        shop_id=old.shop_id, case_id=old.case_id, return_item_id=old.return_item_id, quantity=quantity,
        grade=old.grade, checklist=old.checklist, complete=old.complete, note=old.note,
        depreciation_minor=portion(old.depreciation_minor, quantity, old.quantity),
        depreciation_reason=old.depreciation_reason, inspected_by=old.inspected_by, inspected_at=old.inspected_at,
        corrects=old, disposed_quantity=disposed,
    )  # fmt: skip
