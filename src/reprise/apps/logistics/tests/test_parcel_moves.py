from itertools import product

import pytest

from reprise.apps.cases.transitions import ForbiddenMove, after
from reprise.apps.logistics.kinds import ParcelState
from reprise.apps.logistics.transitions import PARCEL_MOVES, ParcelMove


@pytest.mark.parametrize(("state", "move"), list(product(ParcelState, ParcelMove)))
def test_a_move_is_in_the_table_or_refused(state: ParcelState, move: ParcelMove) -> None:
    if (state, move) in PARCEL_MOVES:
        assert after(PARCEL_MOVES, state, move) is PARCEL_MOVES[state, move]
    else:
        with pytest.raises(ForbiddenMove):
            after(PARCEL_MOVES, state, move)


def test_a_move_leads_to_one_state_wherever_it_begins() -> None:
    assert {(move, target) for (_, move), target in PARCEL_MOVES.items()} == {
        (ParcelMove.DISPATCH, ParcelState.DISPATCHED),
        (ParcelMove.SCAN, ParcelState.IN_TRANSIT),
        (ParcelMove.DELIVER, ParcelState.DELIVERED),
        (ParcelMove.RECEIVE, ParcelState.RECEIVED),
        (ParcelMove.LOSE, ParcelState.LOST),
        (ParcelMove.SEND_BACK, ParcelState.RETURNED),
    }


def test_a_parcel_can_be_received_whatever_the_carrier_said() -> None:
    closed = {ParcelState.RECEIVED, ParcelState.RETURNED}
    assert {state for state in ParcelState if (state, ParcelMove.RECEIVE) in PARCEL_MOVES} == set(ParcelState) - closed
