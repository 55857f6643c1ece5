"""The tables of the axes, tested whole: every pair of state and move is in its table or refused."""

from collections.abc import Mapping
from enum import StrEnum
from itertools import product
from typing import Any

import pytest

from reprise.apps.cases.kinds import ItemState, LineState, RemedyState
from reprise.apps.cases.transitions import (
    GRANTED,
    ITEM_MOVES,
    LINE_MOVES,
    REMEDY_MOVES,
    ForbiddenMove,
    ItemMove,
    LineMove,
    RemedyMove,
    after,
    open_moves,
)

#: Where each move leads, wherever it begins.
LEADS_TO: dict[StrEnum, StrEnum] = {
    LineMove.ASK: LineState.NEEDS_INFO,
    LineMove.ANSWER: LineState.PENDING,
    LineMove.APPROVE: LineState.APPROVED,
    LineMove.APPROVE_PARTLY: LineState.PARTLY_APPROVED,
    LineMove.DECLINE: LineState.DECLINED,
    LineMove.APPEAL: LineState.APPEALED,
    LineMove.UPHOLD: LineState.UPHELD,
    LineMove.OVERTURN: LineState.OVERTURNED,
    LineMove.CANCEL: LineState.CANCELLED,
    ItemMove.DISPATCH: ItemState.DISPATCHED,
    ItemMove.DELIVER: ItemState.DELIVERED,
    ItemMove.LOSE: ItemState.LOST,
    ItemMove.FIND: ItemState.FOUND,
    ItemMove.EXPIRE: ItemState.EXPIRED,
    ItemMove.EXPECT: ItemState.EXPECTED,
    ItemMove.WAIVE: ItemState.NOT_REQUIRED,
    ItemMove.RECEIVE: ItemState.RECEIVED,
    ItemMove.INSPECT: ItemState.INSPECTED,
    ItemMove.DISPOSE: ItemState.DISPOSED,
    ItemMove.SEND_BACK: ItemState.SENT_BACK,
    ItemMove.MATCH: ItemState.MATCHED,
    ItemMove.QUARANTINE: ItemState.QUARANTINED,
    RemedyMove.ACCEPT: RemedyState.ACCEPTED,
    RemedyMove.REFUSE: RemedyState.REFUSED,
    RemedyMove.ARM: RemedyState.ARMED,
    RemedyMove.EXECUTE: RemedyState.EXECUTING,
    RemedyMove.FINISH: RemedyState.DONE,
    RemedyMove.FAIL: RemedyState.FAILED,
}
TABLES: list[tuple[Mapping[tuple[Any, Any], Any], type[StrEnum], type[StrEnum]]] = [
    (LINE_MOVES, LineState, LineMove),
    (ITEM_MOVES, ItemState, ItemMove),
    (REMEDY_MOVES, RemedyState, RemedyMove),
]
PAIRS = [(table, state, move) for table, states, moves in TABLES for state, move in product(states, moves)]


@pytest.mark.parametrize(("table", "state", "move"), PAIRS)
def test_a_move_is_in_its_table_or_refused(table: Mapping[tuple[Any, Any], Any], state: Any, move: Any) -> None:
    if (state, move) in table:
        assert after(table, state, move) is table[state, move]
        assert move in open_moves(table, state)
    else:
        with pytest.raises(ForbiddenMove) as caught:
            after(table, state, move)
        assert caught.value.params == {"state": state.value, "move": move.value}
        assert move not in open_moves(table, state)


@pytest.mark.parametrize(("table", "_states", "moves"), TABLES)
def test_a_move_leads_to_one_state_wherever_it_begins(
    table: Mapping[tuple[Any, Any], Any], _states: type[StrEnum], moves: type[StrEnum]
) -> None:
    assert {(move, target) for (_, move), target in table.items()} == {(move, LEADS_TO[move]) for move in moves}


@pytest.mark.parametrize(
    ("table", "ends"),
    [
        (LINE_MOVES, {LineState.APPROVED, LineState.UPHELD, LineState.OVERTURNED, LineState.CANCELLED}),
        (ITEM_MOVES, {ItemState.DISPOSED, ItemState.SENT_BACK}),
        (REMEDY_MOVES, {RemedyState.DONE, RemedyState.REFUSED}),
    ],
)
def test_nothing_follows_what_is_final(table: Mapping[tuple[Any, Any], Any], ends: set[Any]) -> None:
    states = {state for pair, target in table.items() for state in (pair[0], target)}
    assert {state for state in states if not open_moves(table, state)} == ends


def test_every_state_of_the_decision_can_be_reached_from_the_first() -> None:
    reached, edge = {LineState.PENDING}, {LineState.PENDING}
    while edge:
        edge = {LINE_MOVES[state, move] for state in edge for move in open_moves(LINE_MOVES, state)} - reached
        reached |= edge
    assert reached == set(LineState)


def test_a_grant_is_never_taken_back_by_a_move() -> None:
    taken_back = {
        (state, move)
        for (state, move), target in LINE_MOVES.items()
        if state in GRANTED and target not in GRANTED | {LineState.APPEALED}
    }
    assert taken_back == set()


def test_what_stands_on_the_bench_is_received_whatever_was_said_before() -> None:
    never_sent = {ItemState.RECEIVED, ItemState.INSPECTED, ItemState.DISPOSED, ItemState.SENT_BACK}
    unmatched = {ItemState.UNANNOUNCED, ItemState.QUARANTINED}
    receivable = {state for state in ItemState if (state, ItemMove.RECEIVE) in ITEM_MOVES}
    assert receivable == set(ItemState) - never_sent - unmatched
