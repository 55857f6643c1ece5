from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from reprise.apps.cases.kinds import ItemState
from reprise.apps.cases.models import CaseLine, ReturnItem
from reprise.apps.cases.transitions import ITEM_MOVES, ItemMove, after
from reprise.core.refusals import Invalid, NotFound, Overtaken, mark


@transaction.atomic(savepoint=False)
def expect_goods(*, line: CaseLine, quantity: int, required: bool, at: datetime) -> ReturnItem:
    """Expect a quantity of a line back, or note that nothing has to be sent."""
    state = ItemState.EXPECTED if required else ItemState.NOT_REQUIRED
    return ReturnItem.objects.create(line=line, quantity=quantity, state=state.value, changed_at=at)


@transaction.atomic(savepoint=False)
def move_items(*, case_id: int, move: ItemMove, quantities: Mapping[int, int], at: datetime) -> list[ReturnItem]:
    """Move quantities of return items ({id: quantity}); an item moved in part is cut in two, losing no piece."""
    return [
        _move(item, after(ITEM_MOVES, ItemState(item.state), move), quantity, at)
        for item, quantity in _named(case_id, quantities)
    ]


@transaction.atomic(savepoint=False)
def set_apart(*, case_id: int, quantities: Mapping[int, int], at: datetime) -> list[ReturnItem]:
    """Make quantities of return items ({id: quantity}) items of their own; they stay where they were."""
    return [
        item if quantity == item.quantity else _move(item, ItemState(item.state), quantity, at)
        for item, quantity in _named(case_id, quantities)
    ]


def _named(case_id: int, quantities: Mapping[int, int]) -> Iterator[tuple[ReturnItem, int]]:
    found = {item.pk: item for item in ReturnItem.objects.filter(line__case_id=case_id, pk__in=list(quantities))}
    for item_id, quantity in quantities.items():
        item = found.get(item_id)
        if item is None:
            raise NotFound
        if not 1 <= quantity <= item.quantity:
            raise Invalid(field="quantity", why=mark("the quantity must be between 1 and what is expected."))
        yield item, quantity


def _move(item: ReturnItem, target: ItemState, quantity: int, at: datetime) -> ReturnItem:
    whole = ReturnItem.objects.filter(pk=item.pk, state=item.state, quantity=item.quantity)
    if quantity == item.quantity:
        if whole.update(state=target.value, changed_at=at) != 1:
            raise Overtaken
        item.state = target.value
        return item
    if whole.update(quantity=F("quantity") - quantity, changed_at=at) != 1:
        raise Overtaken
    return ReturnItem.objects.create(
        line_id=item.line_id, quantity=quantity, state=target.value, cut_from_id=item.pk, changed_at=at
    )
