"""What may happen next on each axis of a case, as tables."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

from reprise.apps.cases.kinds import ItemState, LineState, RemedyState
from reprise.core.refusals import Kind, Refusal, mark


class ForbiddenMove(Refusal):
    """The axis does not allow this from where it stands."""

    code = "forbidden_move"
    kind = Kind.CONFLICT
    sentence = mark("This is not possible at this stage. Look at the current state of the case, then choose again.")


class LineMove(StrEnum):
    """Deeds on the decision axis."""

    ASK = "ask"
    ANSWER = "answer"
    APPROVE = "approve"
    APPROVE_PARTLY = "approve_partly"
    DECLINE = "decline"
    APPEAL = "appeal"
    UPHOLD = "uphold"
    OVERTURN = "overturn"
    CANCEL = "cancel"


LINE_MOVES: Final[Mapping[tuple[LineState, LineMove], LineState]] = {
    (LineState.PENDING, LineMove.ASK): LineState.NEEDS_INFO,
    (LineState.NEEDS_INFO, LineMove.ANSWER): LineState.PENDING,
    (LineState.PENDING, LineMove.APPROVE): LineState.APPROVED,
    (LineState.PENDING, LineMove.APPROVE_PARTLY): LineState.PARTLY_APPROVED,
    (LineState.PENDING, LineMove.DECLINE): LineState.DECLINED,
    (LineState.NEEDS_INFO, LineMove.APPROVE): LineState.APPROVED,
    (LineState.NEEDS_INFO, LineMove.APPROVE_PARTLY): LineState.PARTLY_APPROVED,
    (LineState.NEEDS_INFO, LineMove.DECLINE): LineState.DECLINED,
    (LineState.DECLINED, LineMove.APPEAL): LineState.APPEALED,
    (LineState.PARTLY_APPROVED, LineMove.APPEAL): LineState.APPEALED,
    (LineState.APPEALED, LineMove.UPHOLD): LineState.UPHELD,
    (LineState.APPEALED, LineMove.OVERTURN): LineState.OVERTURNED,
    (LineState.PENDING, LineMove.CANCEL): LineState.CANCELLED,
    (LineState.NEEDS_INFO, LineMove.CANCEL): LineState.CANCELLED,
}

#: Decision states in which the customer's claim was granted, in whole or in part.
GRANTED: Final = frozenset({LineState.APPROVED, LineState.PARTLY_APPROVED, LineState.OVERTURNED})


class ItemMove(StrEnum):
    """Deeds on the goods axis."""

    DISPATCH = "dispatch"
    DELIVER = "deliver"
    RECEIVE = "receive"
    INSPECT = "inspect"
    DISPOSE = "dispose"
    EXPIRE = "expire"
    EXPECT = "expect"
    LOSE = "lose"
    FIND = "find"
    MATCH = "match"
    QUARANTINE = "quarantine"
    SEND_BACK = "send_back"
    WAIVE = "waive"


def _item_moves() -> dict[tuple[ItemState, ItemMove], ItemState]:
    s, m = ItemState, ItemMove
    moves = {
        (s.EXPECTED, m.DISPATCH): s.DISPATCHED,
        (s.EXPIRED, m.DISPATCH): s.DISPATCHED,
        (s.DISPATCHED, m.DELIVER): s.DELIVERED,
        (s.DISPATCHED, m.LOSE): s.LOST,
        (s.LOST, m.FIND): s.FOUND,
        (s.EXPECTED, m.EXPIRE): s.EXPIRED,
        (s.EXPIRED, m.EXPECT): s.EXPECTED,  # allowed anew, until a later day
        (s.EXPECTED, m.WAIVE): s.NOT_REQUIRED,
        (s.RECEIVED, m.INSPECT): s.INSPECTED,
        (s.INSPECTED, m.DISPOSE): s.DISPOSED,
        (s.INSPECTED, m.SEND_BACK): s.SENT_BACK,
        (s.UNANNOUNCED, m.MATCH): s.MATCHED,
        (s.UNANNOUNCED, m.QUARANTINE): s.QUARANTINED,
        (s.UNANNOUNCED, m.SEND_BACK): s.SENT_BACK,
        (s.QUARANTINED, m.MATCH): s.MATCHED,
        (s.QUARANTINED, m.SEND_BACK): s.SENT_BACK,
    }
    # What stands on the bench was received, whatever the carrier or a deadline said before.
    reachable = (s.EXPECTED, s.DISPATCHED, s.DELIVERED, s.LOST, s.FOUND, s.EXPIRED, s.NOT_REQUIRED, s.MATCHED)
    return moves | {(state, m.RECEIVE): s.RECEIVED for state in reachable}


ITEM_MOVES: Final[Mapping[tuple[ItemState, ItemMove], ItemState]] = _item_moves()


class RemedyMove(StrEnum):
    """Deeds on the remedy axis."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    ARM = "arm"
    EXECUTE = "execute"
    FINISH = "finish"
    FAIL = "fail"


REMEDY_MOVES: Final[Mapping[tuple[RemedyState, RemedyMove], RemedyState]] = {
    (RemedyState.PROPOSED, RemedyMove.ACCEPT): RemedyState.ACCEPTED,
    (RemedyState.PROPOSED, RemedyMove.REFUSE): RemedyState.REFUSED,
    (RemedyState.ACCEPTED, RemedyMove.REFUSE): RemedyState.REFUSED,
    (RemedyState.ACCEPTED, RemedyMove.ARM): RemedyState.ARMED,
    (RemedyState.ARMED, RemedyMove.EXECUTE): RemedyState.EXECUTING,
    (RemedyState.ARMED, RemedyMove.REFUSE): RemedyState.REFUSED,
    (RemedyState.EXECUTING, RemedyMove.FINISH): RemedyState.DONE,
    (RemedyState.EXECUTING, RemedyMove.FAIL): RemedyState.FAILED,
    (RemedyState.EXECUTING, RemedyMove.ARM): RemedyState.ARMED,  # given up before anything left
    (RemedyState.FAILED, RemedyMove.ARM): RemedyState.ARMED,
    (RemedyState.FAILED, RemedyMove.EXECUTE): RemedyState.EXECUTING,
    (RemedyState.FAILED, RemedyMove.FINISH): RemedyState.DONE,
}


S = TypeVar("S", bound=StrEnum)
M = TypeVar("M", bound=StrEnum)


def after(table: Mapping[tuple[S, M], S], state: S, move: M) -> S:
    """The state a move leads to; refused when the table does not hold it."""
    target = table.get((state, move))
    if target is None:
        raise ForbiddenMove(state=state.value, move=move.value)
    return target


def open_moves(table: Mapping[tuple[S, M], S], state: S) -> list[M]:
    """The moves a state allows."""
    return [move for (source, move) in table if source is state]
