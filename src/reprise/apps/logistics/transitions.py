"""What may happen next to a parcel, as a table."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from reprise.apps.logistics.kinds import ParcelState


class ParcelMove(StrEnum):
    """Deeds on a parcel."""

    DISPATCH = "dispatch"
    SCAN = "scan"
    DELIVER = "deliver"
    RECEIVE = "receive"
    LOSE = "lose"
    SEND_BACK = "send_back"


def _moves() -> dict[tuple[ParcelState, ParcelMove], ParcelState]:
    s, m = ParcelState, ParcelMove
    moves = {
        (s.ANNOUNCED, m.DISPATCH): s.DISPATCHED,
        (s.DELIVERED, m.SEND_BACK): s.RETURNED,
        (s.RECEIVED, m.SEND_BACK): s.RETURNED,
    }
    on_the_way = (s.ANNOUNCED, s.DISPATCHED, s.IN_TRANSIT)
    for state in (*on_the_way, s.LOST):  # a lost parcel may turn up again
        moves |= {(state, m.SCAN): s.IN_TRANSIT, (state, m.DELIVER): s.DELIVERED, (state, m.RECEIVE): s.RECEIVED}
    for state in on_the_way:
        moves |= {(state, m.SEND_BACK): s.RETURNED}
    # "Delivered" is the carrier's word: the parcel may still never have reached the bench.
    return (
        moves
        | {(state, m.LOSE): s.LOST for state in (*on_the_way, s.DELIVERED)}
        | {(s.DELIVERED, m.RECEIVE): s.RECEIVED}
    )


PARCEL_MOVES: Final[Mapping[tuple[ParcelState, ParcelMove], ParcelState]] = _moves()
