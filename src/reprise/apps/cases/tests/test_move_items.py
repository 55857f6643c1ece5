"""Return items are cut where paths part, and no piece is ever lost or made."""

from contextlib import nullcontext
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reprise.apps.cases.kinds import ItemState
from reprise.apps.cases.models import ReturnItem
from reprise.apps.cases.queries import items_of, lines_of
from reprise.apps.cases.services.move_items import expect_goods, move_items, set_apart
from reprise.apps.cases.tests.builders import a_case
from reprise.apps.cases.transitions import ITEM_MOVES, ItemMove
from reprise.core.refusals import Invalid, NotFound, Overtaken, Refusal
from tests.support.budget import dear
from tests.support.builders import AT, LATER, a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def test_a_part_moves_on_its_own() -> None:
    case = a_case(5)
    item = expect_goods(line=lines_of(case)[0], quantity=5, required=True, at=AT)
    (moved,) = move_items(case_id=case.pk, move=ItemMove.DISPATCH, quantities={item.pk: 3}, at=LATER)
    assert [(one.quantity, one.state, one.cut_from_id) for one in items_of(case)] == [
        (2, "expected", None), (3, "dispatched", item.pk),
    ]  # fmt: skip
    assert move_items(case_id=case.pk, move=ItemMove.RECEIVE, quantities={moved.pk: 3}, at=LATER) == [moved]


def test_setting_apart_moves_nothing() -> None:
    case = a_case(5)
    item = expect_goods(line=lines_of(case)[0], quantity=5, required=True, at=AT)
    (apart,) = set_apart(case_id=case.pk, quantities={item.pk: 2}, at=LATER)
    assert [(one.quantity, one.state) for one in items_of(case)] == [(3, "expected"), (2, "expected")]
    assert set_apart(case_id=case.pk, quantities={apart.pk: 2}, at=LATER) == [apart]
    with refused(Invalid):
        set_apart(case_id=case.pk, quantities={apart.pk: 3}, at=LATER)
    with refused(NotFound):
        set_apart(case_id=0, quantities={apart.pk: 1}, at=LATER)


@pytest.mark.parametrize("quantity", [0, -1, 6])
def test_more_pieces_than_there_are_do_not_move(quantity: int) -> None:
    case = a_case(5)
    item = expect_goods(line=lines_of(case)[0], quantity=5, required=True, at=AT)
    with refused(Invalid):
        move_items(case_id=case.pk, move=ItemMove.DISPATCH, quantities={item.pk: quantity}, at=AT)


def test_items_of_another_case_look_missing() -> None:
    shop = a_shop()
    case, other = a_case(1, shop=shop), a_case(1, shop=shop)
    item = expect_goods(line=lines_of(other)[0], quantity=1, required=True, at=AT)
    with refused(NotFound):
        move_items(case_id=case.pk, move=ItemMove.DISPATCH, quantities={item.pk: 1}, at=AT)


def test_an_item_moved_meanwhile_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    case = a_case(2)
    item = expect_goods(line=lines_of(case)[0], quantity=2, required=True, at=AT)
    read = ReturnItem.objects.filter(pk=item.pk)
    stale = list(read)
    read.update(state=ItemState.RECEIVED.value)
    monkeypatch.setattr(ReturnItem.objects, "filter", _once(stale, ReturnItem.objects.filter))
    with refused(Overtaken):
        move_items(case_id=case.pk, move=ItemMove.DISPATCH, quantities={item.pk: 1}, at=AT)


def _once(first: list[ReturnItem], then: object) -> object:
    answers = iter([first])
    return lambda *args, **kwargs: next(answers, None) or then(*args, **kwargs)  # type: ignore[operator]


WALK = st.lists(st.tuples(st.sampled_from(list(ItemMove)), st.integers(0, 9), st.integers(0, 6)), max_size=25)


@dear(4)
@given(quantity=st.integers(1, 6), walk=WALK)
def test_no_walk_over_the_goods_loses_or_makes_a_piece(quantity: int, walk: list[tuple[ItemMove, int, int]]) -> None:
    case = a_case(quantity, shop=a_shop(f"shop-{uuid4().hex[:12]}"))
    expect_goods(line=lines_of(case)[0], quantity=quantity, required=True, at=AT)
    for move, which, pieces in walk:
        items = items_of(case)
        item = items[which % len(items)]
        allowed = (ItemState(item.state), move) in ITEM_MOVES and 1 <= pieces <= item.quantity
        with nullcontext() if allowed else refused(Refusal):
            move_items(case_id=case.pk, move=move, quantities={item.pk: pieces}, at=AT)
        assert sum(one.quantity for one in items_of(case)) == quantity
