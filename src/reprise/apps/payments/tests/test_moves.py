"""The table of moves, whole."""

from itertools import product

import pytest

from reprise.apps.cases.transitions import ForbiddenMove, after
from reprise.apps.payments.kinds import RefundState
from reprise.apps.payments.transitions import REFUND_MOVES, RefundMove


@pytest.mark.parametrize(("state", "move"), list(product(RefundState, RefundMove)))
def test_a_move_is_in_the_table_or_refused(state: RefundState, move: RefundMove) -> None:
    if (state, move) in REFUND_MOVES:
        assert after(REFUND_MOVES, state, move) is REFUND_MOVES[state, move]
    else:
        with pytest.raises(ForbiddenMove):
            after(REFUND_MOVES, state, move)


def test_a_move_leads_to_one_state_wherever_it_begins() -> None:
    assert {(move, target) for (_, move), target in REFUND_MOVES.items()} == {
        (RefundMove.SEND, RefundState.SENT),
        (RefundMove.WAIT, RefundState.PENDING),
        (RefundMove.SETTLE, RefundState.SETTLED),
        (RefundMove.CONFIRM, RefundState.SETTLED),
        (RefundMove.FAIL, RefundState.FAILED),
        (RefundMove.LOSE, RefundState.UNKNOWN),
        (RefundMove.RETRY, RefundState.INTENDED),
        (RefundMove.VOID, RefundState.VOID),
    }


def test_nothing_moves_a_refund_that_was_paid_or_given_up() -> None:
    assert [source for source, _ in REFUND_MOVES if source in {RefundState.SETTLED, RefundState.VOID}] == []


def test_what_may_have_left_cannot_be_given_up() -> None:
    assert {source for source, move in REFUND_MOVES if move is RefundMove.VOID} == {
        RefundState.INTENDED,
        RefundState.FAILED,
    }


def test_only_a_definite_failure_begins_anew() -> None:
    assert [source for source, move in REFUND_MOVES if move is RefundMove.RETRY] == [RefundState.FAILED]
