"""What may happen next to a refund, as a table."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from reprise.apps.payments.kinds import RefundState


class RefundMove(StrEnum):
    """Deeds on the money axis, and what a provider's answer does to it."""

    SEND = "send"
    WAIT = "wait"
    SETTLE = "settle"
    FAIL = "fail"
    LOSE = "lose"
    CONFIRM = "confirm"
    RETRY = "retry"
    VOID = "void"


def _moves() -> dict[tuple[RefundState, RefundMove], RefundState]:
    s, m = RefundState, RefundMove
    moves = {
        (s.INTENDED, m.SEND): s.SENT,
        (s.INTENDED, m.CONFIRM): s.SETTLED,
        (s.INTENDED, m.VOID): s.VOID,
        # Asked under the same key, of which the provider vouches that it did nothing yet.
        (s.SENT, m.SEND): s.SENT,
        (s.UNKNOWN, m.SEND): s.SENT,
        # Somebody looked it up in the provider's own pages.
        (s.UNKNOWN, m.CONFIRM): s.SETTLED,
        (s.SENT, m.WAIT): s.PENDING,
        (s.UNKNOWN, m.WAIT): s.PENDING,
        (s.SENT, m.LOSE): s.UNKNOWN,
        (s.PENDING, m.LOSE): s.UNKNOWN,
        # The provider has said no for good: under a new key, or not at all.
        (s.FAILED, m.RETRY): s.INTENDED,
        (s.FAILED, m.VOID): s.VOID,
    }
    under_way = (s.SENT, s.PENDING, s.UNKNOWN)
    return (
        moves
        | {(state, m.SETTLE): s.SETTLED for state in under_way}
        | {(state, m.FAIL): s.FAILED for state in under_way}
    )


REFUND_MOVES: Final[Mapping[tuple[RefundState, RefundMove], RefundState]] = _moves()

#: The provider has been or is being asked, and its last word is still to come.
UNDER_WAY: Final = frozenset({RefundState.SENT, RefundState.PENDING, RefundState.UNKNOWN})
