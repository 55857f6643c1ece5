"""What an actor may do with a case now: the single source of buttons, API links and help."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import MONEY_REMEDIES, ItemState, LineState, RemedyState, RemedyType
from reprise.apps.cases.services.change_lines import changeable
from reprise.apps.cases.transitions import ITEM_MOVES, LINE_MOVES, ItemMove, LineMove, open_moves
from reprise.apps.logistics.kinds import Direction
from reprise.apps.payments.kinds import BY_HAND, RefundState
from reprise.apps.payments.rules.people import is_asked_of_provider, is_confirmed_by_people
from reprise.apps.payments.transitions import REFUND_MOVES, RefundMove
from reprise.readmodels.case_picture import CasePicture, RefundFact


class Deed(StrEnum):
    """Everything that can be done to a case."""

    APPROVE_REFUND = "approve_refund"
    RESOLVE_REFUND = "resolve_refund"
    CONFIRM_REFUND = "confirm_refund"
    RETRY_REFUND = "retry_refund"
    REPAY_BY_HAND = "repay_by_hand"
    REFUND = "refund"
    DECIDE = "decide"
    REVIEW_APPEAL = "review_appeal"
    INSPECT = "inspect"
    FINISH_REMEDY = "finish_remedy"
    DISPOSE = "dispose"
    AUTHORISE = "authorise"
    RECEIVE = "receive"
    ANNOUNCE_PARCEL = "announce_parcel"
    ADD_PROOF = "add_proof"
    ASK = "ask"
    ANSWER = "answer"
    CANCEL = "cancel"
    CHANGE = "change"
    APPEAL = "appeal"
    ADD_EVIDENCE = "add_evidence"
    MESSAGE = "message"
    NOTE = "note"
    ASSIGN = "assign"
    VOID_REFUND = "void_refund"


#: What may be done beside the next step; no case waits for it.
ASIDE: Final = frozenset({
    Deed.MESSAGE, Deed.NOTE, Deed.ASSIGN, Deed.ADD_EVIDENCE, Deed.ASK, Deed.ANNOUNCE_PARCEL, Deed.ADD_PROOF,
    Deed.CANCEL, Deed.CHANGE, Deed.APPEAL, Deed.VOID_REFUND,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Action:
    """One deed that is open, and the line, item, remedy, refund or parcel it is about (their numbers).

    An optional one would come by itself: nobody has to do it.
    """

    deed: Deed
    line_id: int | None = None
    item_ids: tuple[int, ...] = ()
    remedy_id: int | None = None
    refund_id: str | None = None
    parcel_id: int | None = None
    optional: bool = False

    @property
    def is_next_step(self) -> bool:
        """Whether the case waits for it."""
        return not self.optional and self.deed not in ASIDE


def available_actions(picture: CasePicture, actor: Actor) -> list[Action]:
    """The open deeds, the most pressing first; empty for somebody who may only look."""
    found = _customer(picture) if actor.is_customer else _staff(picture, actor)
    order = {deed: place for place, deed in enumerate(Deed)}
    return sorted(found, key=lambda action: (action.optional, order[action.deed]))


def _staff(picture: CasePicture, actor: Actor) -> Iterator[Action]:
    if actor.may(Right.CASES_DECIDE):
        yield from _decisions(picture)
    if actor.may(Right.PAYMENTS_REFUND) or actor.may(Right.PAYMENTS_APPROVE):
        yield from _money(picture, actor)
    yield from _goods(picture, actor)
    if actor.may(Right.CASES_WRITE) or actor.may(Right.GOODS_INSPECT):
        yield Action(Deed.ADD_EVIDENCE)
    if actor.may(Right.CASES_WRITE):
        yield from _in_the_customer_s_name(picture)
        yield Action(Deed.ASSIGN)
    if actor.may(Right.MESSAGES_WRITE):
        yield Action(Deed.MESSAGE)
        yield Action(Deed.NOTE)


def _decisions(picture: CasePicture) -> Iterator[Action]:
    for line in picture.lines:
        moves = open_moves(LINE_MOVES, LineState(line.state))
        if LineMove.APPROVE in moves:
            yield Action(Deed.DECIDE, line_id=line.pk)
        if LineMove.ASK in moves:
            yield Action(Deed.ASK, line_id=line.pk)
        if LineMove.UPHOLD in moves:
            yield Action(Deed.REVIEW_APPEAL, line_id=line.pk)
    if lines_to_authorise(picture):
        yield Action(Deed.AUTHORISE)
    elif any(item.state == ItemState.EXPIRED for item in picture.items):
        yield Action(Deed.AUTHORISE, optional=True)  # somebody who asks for more time gets it
    for remedy in picture.remedies:
        if _can_finish(remedy.type, remedy.state):
            yield Action(Deed.FINISH_REMEDY, remedy_id=remedy.pk, line_id=remedy.line_id)


def lines_to_authorise(picture: CasePicture) -> set[int]:
    """The lines with pieces to send back that are on no slip yet."""
    expected = {item.line_id for item in picture.items if item.state == ItemState.EXPECTED}
    packed = {row.get("line_id") for row in picture.authorisation.packing} if picture.authorisation else set()
    return expected - packed


def _can_finish(remedy: str, state: str) -> bool:
    return RemedyType(remedy) not in MONEY_REMEDIES and state in {RemedyState.ARMED, RemedyState.EXECUTING}


def _money(picture: CasePicture, actor: Actor) -> Iterator[Action]:
    for remedy in picture.remedies:
        if remedy.type in MONEY_REMEDIES and remedy.state == RemedyState.ARMED and actor.may(Right.PAYMENTS_REFUND):
            yield Action(Deed.REFUND, remedy_id=remedy.pk, line_id=remedy.line_id)
    for refund in picture.refunds:
        for deed, optional in _about_refund(refund, actor):
            yield Action(deed, remedy_id=refund.remedy_id, refund_id=str(refund.pk), optional=optional)


def _about_refund(refund: RefundFact, actor: Actor) -> Iterator[tuple[Deed, bool]]:
    """What staff may do about a refund that was decided, and whether it would come by itself."""
    if refund.awaits_approval and actor.may(Right.PAYMENTS_APPROVE) and refund.decided_by != actor.key:
        yield Deed.APPROVE_REFUND, False
    if not actor.may(Right.PAYMENTS_REFUND):
        return
    state, provider = RefundState(refund.state), refund.provider
    moves = open_moves(REFUND_MOVES, state)
    if is_asked_of_provider(state, provider, awaits_approval=refund.awaits_approval):
        yield Deed.RESOLVE_REFUND, state is not RefundState.UNKNOWN
    if not refund.awaits_approval:
        if RefundMove.CONFIRM in moves and is_confirmed_by_people(state, provider):
            yield Deed.CONFIRM_REFUND, False
        if RefundMove.RETRY in moves:
            yield Deed.RETRY_REFUND, False
        if RefundMove.RETRY in moves and provider != BY_HAND:
            yield Deed.REPAY_BY_HAND, False
    if RefundMove.VOID in moves:
        yield Deed.VOID_REFUND, False


def _goods(picture: CasePicture, actor: Actor) -> Iterator[Action]:
    by_move = {
        move: tuple(item.pk for item in picture.items if (ItemState(item.state), move) in ITEM_MOVES)
        for move in (ItemMove.RECEIVE, ItemMove.INSPECT, ItemMove.DISPOSE)
    }
    kept = {item.pk for item in picture.items if item.state == ItemState.NOT_REQUIRED}
    awaited = tuple(pk for pk in by_move[ItemMove.RECEIVE] if pk not in kept)
    if actor.may(Right.GOODS_RECEIVE) or actor.may(Right.CASES_WRITE):
        yield from _sending(picture)
    if actor.may(Right.GOODS_RECEIVE) and awaited:
        yield Action(Deed.RECEIVE, item_ids=awaited)
    if actor.may(Right.GOODS_INSPECT):
        if by_move[ItemMove.INSPECT]:
            yield Action(Deed.INSPECT, item_ids=by_move[ItemMove.INSPECT])
        if by_move[ItemMove.DISPOSE]:
            yield Action(Deed.DISPOSE, item_ids=by_move[ItemMove.DISPOSE])


def _sending(picture: CasePicture) -> Iterator[Action]:
    """What whoever sends the goods, or writes it down for them, may say of the parcel."""
    sendable = tuple(item.pk for item in picture.items if (ItemState(item.state), ItemMove.DISPATCH) in ITEM_MOVES)
    if picture.authorisation is not None and sendable:
        yield Action(Deed.ANNOUNCE_PARCEL, item_ids=sendable)
    for parcel in picture.parcels:
        if parcel.direction == Direction.IN and parcel.proof_of_deposit_id is None and not parcel.unannounced:
            yield Action(Deed.ADD_PROOF, parcel_id=parcel.pk)


def _in_the_customer_s_name(picture: CasePicture) -> Iterator[Action]:
    """What a customer decides about their own request; staff may write it down for them."""
    states = [LineState(line.state) for line in picture.lines]
    if states and all(LineMove.CANCEL in open_moves(LINE_MOVES, state) for state in states):
        yield Action(Deed.CANCEL)
    for line, state in zip(picture.lines, states, strict=True):
        if LineMove.APPEAL in open_moves(LINE_MOVES, state):
            yield Action(Deed.APPEAL, line_id=line.pk)


def _customer(picture: CasePicture) -> Iterator[Action]:
    if any(line.state == LineState.NEEDS_INFO for line in picture.lines):
        yield Action(Deed.ANSWER)
    yield from _in_the_customer_s_name(picture)
    if picture.case.order_id and changeable(picture.lines):
        yield Action(Deed.CHANGE)
    yield from _sending(picture)
    if picture.case.closed_at is None:
        yield Action(Deed.ADD_EVIDENCE)
    yield Action(Deed.MESSAGE)
