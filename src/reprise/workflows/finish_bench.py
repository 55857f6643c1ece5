"""Record what was tapped at the bench for one parcel: reception, inspection and destination in one go."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import items_of, lines_of
from reprise.apps.cases.services.deed import hold
from reprise.apps.catalogue.checklists import checklists_for
from reprise.apps.catalogue.rules.checklists import Item
from reprise.apps.logistics.kinds import Grade, Route, Variance
from reprise.apps.logistics.queries import parcel_for
from reprise.apps.logistics.rules.bench import Piece, found_of, read
from reprise.apps.logistics.rules.checklists import Tick, is_complete
from reprise.apps.logistics.rules.variances import ARRIVED
from reprise.apps.logistics.services.findings import Finding
from reprise.apps.logistics.services.receive import Found
from reprise.apps.logistics.services.tap_bench import ParcelDone, SomebodyTapped
from reprise.core.refusals import Invalid, NotFound, mark
from reprise.platform.transactions import atomic
from reprise.workflows.dispose_goods import dispose
from reprise.workflows.inspect_goods import inspect
from reprise.workflows.receive_parcel import receive

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case, CaseLine, ReturnItem
    from reprise.apps.logistics.models import Parcel, Receipt


@dataclass(frozen=True, slots=True)
class _Here:
    """One article at the bench, and what was said of it."""

    item: "ReturnItem"
    line: "CaseLine"
    said: Piece
    expected: tuple[Item, ...]

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The checklist as it was ticked; untouched, nothing is said of it."""
        if self.said.present is None:
            return ()
        return tuple(Tick(one.code, one.code in self.said.present) for one in self.expected)

    def found(self) -> list[Found]:
        """What goes on the record of the reception."""
        pairs = found_of(self.item.quantity, self.said, complete=is_complete(self.ticks))
        return [Found(self.item.pk, pieces, variance) for variance, pieces in pairs]


@atomic
def finish(*, actor: Actor, case: "Case", parcel_id: int, seen: int, at: datetime) -> "Parcel":
    """Write all of it down, once; somebody without the right to inspect records the reception alone."""
    actor.require(Right.GOODS_RECEIVE)
    hold(case)
    parcel = parcel_for(actor, parcel_id)
    if parcel.case_id != case.pk:
        raise NotFound
    if parcel.receipts.exists():
        raise ParcelDone
    if parcel.bench_version != seen:
        raise SomebodyTapped
    here = _here(case, parcel)
    found = [one for each in here for one in each.found()]
    if not found:
        raise Invalid(field="found", why=mark("say what was in the parcel."))
    receipts = receive(
        actor=actor, case=case, found=found, at=at, parcel_id=parcel.pk, client_id=f"bench-{parcel.pk}"
    )  # fmt: skip
    if actor.may(Right.GOODS_INSPECT):
        _look(actor, case, here, receipts, at)
    return parcel


def _here(case: "Case", parcel: "Parcel") -> list[_Here]:
    bench, lines = read(parcel.bench), {line.pk: line for line in lines_of(case)}
    counted = [item for item in items_of(case) if bench.piece(item.pk).count is not None]
    lists = checklists_for(case.shop_id, {(line.product_kind, line.sku) for line in lines.values()})
    expected = {line.pk: tuple(lists[line.product_kind, line.sku].in_the_parcel()) for line in lines.values()}
    return [_Here(item, lines[item.line_id], bench.piece(item.pk), expected[item.line_id]) for item in counted]


def _look(actor: Actor, case: "Case", here: list[_Here], receipts: "list[Receipt]", at: datetime) -> None:
    """Inspect and put away what was graded; a piece received in part has an item of its own by now."""
    wrote = iter(receipts)
    for each in here:
        arrived = [next(wrote) for _one in each.found()]
        receipt = next((one for one in arrived if Variance(one.variance) in ARRIVED), None)
        if receipt is None or receipt.return_item_id is None or not each.said.grade:
            continue
        finding = Finding(Grade(each.said.grade), each.ticks)
        seen = inspect(
            actor=actor, case=case, item_id=receipt.return_item_id, quantity=receipt.quantity, finding=finding, at=at,
            client_id=f"bench-{receipt.pk}",
        )  # fmt: skip
        if each.said.route:
            dispose(
                actor=actor, case=case, inspection_id=seen.pk, quantity=receipt.quantity,
                route=Route(each.said.route), at=at, client_id=f"bench-{receipt.pk}",
            )  # fmt: skip
