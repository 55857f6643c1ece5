from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db.models import F

from reprise.apps.cases.kinds import ItemState
from reprise.apps.cases.memory import in_deed, learn
from reprise.apps.cases.models import Case, CaseLine, ReturnItem
from reprise.apps.cases.queries import items_of
from reprise.apps.cases.transitions import ITEM_MOVES, ItemMove, after
from reprise.core.refusals import Invalid, NotFound, Overtaken, mark
from reprise.platform.statements import Writing, insert_later
from reprise.platform.transactions import atomic

_MOVE = Writing(
    lambda item_id, before, quantity, state, at: (
        ReturnItem.objects.filter(pk=item_id, state=before, quantity=quantity), {"state": state, "changed_at": at},
    )
)  # fmt: skip
_CUT = Writing(
    lambda item_id, before, quantity, taken, at: (
        ReturnItem.objects.filter(pk=item_id, state=before, quantity=quantity),
        {"quantity": F("quantity") - taken, "changed_at": at},
    )
)


@atomic
def expect_goods(
    *, line: CaseLine, quantity: int, required: bool, at: datetime, case: Case | None = None
) -> ReturnItem:
    """Expect a quantity of a line back, or note that nothing has to be sent."""
    state = ItemState.EXPECTED if required else ItemState.NOT_REQUIRED
    item = ReturnItem(line=line, quantity=quantity, state=state.value, changed_at=at)
    insert_later(item)
    if case is not None:
        learn(case, "items", item)
    return item


@atomic
def move_items(
    *, case_id: int, move: ItemMove, quantities: Mapping[int, int], at: datetime, case: Case | None = None
) -> list[ReturnItem]:
    """Move quantities of return items ({id: quantity}); an item moved in part is cut in two, losing no piece.

    `case`, where a deed holds it: its items are in memory then.
    """
    moved = [
        _move(item, after(ITEM_MOVES, ItemState(item.state), move), quantity, at)
        for item, quantity in _named(case_id, quantities, case)
    ]
    if case is not None:
        learn(case, "items", *(item for item in moved if item.pk not in quantities))
    return moved


@atomic
def set_apart(*, case_id: int, quantities: Mapping[int, int], at: datetime) -> list[ReturnItem]:
    """Make quantities of return items ({id: quantity}) items of their own; they stay where they were."""
    return [
        item if quantity == item.quantity else _move(item, ItemState(item.state), quantity, at)
        for item, quantity in _named(case_id, quantities, None)
    ]


def _named(case_id: int, quantities: Mapping[int, int], case: Case | None) -> Iterator[tuple[ReturnItem, int]]:
    if case is not None and in_deed(case):
        found = {item.pk: item for item in items_of(case)}
    else:
        found = {item.pk: item for item in ReturnItem.objects.filter(line__case_id=case_id, pk__in=list(quantities))}
    for item_id, quantity in quantities.items():
        item = found.get(item_id)
        if item is None:
            raise NotFound
        if not 1 <= quantity <= item.quantity:
            raise Invalid(field="quantity", why=mark("the quantity must be between 1 and what is expected."))
        yield item, quantity


def _move(item: ReturnItem, target: ItemState, quantity: int, at: datetime) -> ReturnItem:
    if quantity == item.quantity:
        _MOVE.surely(item.pk, item.state, item.quantity, target.value, at, otherwise=Overtaken)
        item.state = target.value
        return item
    if _CUT.rows(item.pk, item.state, item.quantity, quantity, at) != 1:
        raise Overtaken
    item.quantity -= quantity
    return ReturnItem.objects.create(
        line_id=item.line_id, quantity=quantity, state=target.value, cut_from_id=item.pk, changed_at=at
    )
