"""What an actor may do with a case now: the single source of buttons, API links and help."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import MONEY_REMEDIES, ItemState, LineState, RemedyState
from reprise.apps.cases.models import ReturnItem
from reprise.apps.cases.services.change_lines import changeable
from reprise.apps.cases.transitions import ITEM_MOVES, LINE_MOVES, ItemMove, LineMove
from reprise.apps.logistics.kinds import Direction
from reprise.apps.payments.kinds import BY_HAND, RefundState
from reprise.apps.payments.rules.people import is_asked_of_provider, is_confirmed_by_people
from reprise.apps.payments.transitions import REFUND_MOVES, RefundMove
from reprise.readmodels.case_picture import CasePicture, RefundFact
from reprise.readmodels.deadlines import to_say_done


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
    KEEP_DATE = "keep_date"


#: What may be done beside the next step; no case waits for it.
ASIDE: Final = frozenset({
    Deed.MESSAGE, Deed.NOTE, Deed.ASSIGN, Deed.ADD_EVIDENCE, Deed.ASK, Deed.ANNOUNCE_PARCEL, Deed.ADD_PROOF,
    Deed.CANCEL, Deed.CHANGE, Deed.APPEAL, Deed.VOID_REFUND,
})  # fmt: skip


#: What a move on the line of a case is called when it is offered.
_DECIDED: Final[Mapping[LineMove, Deed]] = {
    LineMove.APPROVE: Deed.DECIDE, LineMove.ASK: Deed.ASK, LineMove.UPHOLD: Deed.REVIEW_APPEAL,
}  # fmt: skip
_UNDER_WAY: Final = frozenset({RemedyState.ARMED, RemedyState.EXECUTING})


@dataclass(frozen=True, slots=True)
class Action:
    """One deed that is open, and the line, item, remedy, refund, parcel or date it is about (their numbers).

    An optional one would come by itself: nobody has to do it.
    """

    deed: Deed
    line_id: int | None = None
    item_ids: tuple[int, ...] = ()
    remedy_id: int | None = None
    refund_id: str | None = None
    parcel_id: int | None = None
    deadline_id: int | None = None
    optional: bool = False

    @property
    def is_next_step(self) -> bool:
        """Whether the case waits for it."""
        return not self.optional and self.deed not in ASIDE


#: The most pressing first.
_ORDER: Final[Mapping[Deed, int]] = {deed: place for place, deed in enumerate(Deed)}
#: What is about the case as a whole is the same for every case.
_OF_THE_CASE: Final = {deed: Action(deed) for deed in Deed}
_MORE_TIME: Final = Action(Deed.AUTHORISE, optional=True)


def available_actions(picture: CasePicture, actor: Actor) -> list[Action]:
    """The open deeds, the most pressing first; empty for somebody who may only look."""
    return sorted(_found(picture, actor), key=lambda action: (action.optional, _ORDER[action.deed]))


def next_step(picture: CasePicture, actor: Actor) -> Deed | None:
    """The most pressing deed that the case waits for."""
    waiting = [action.deed for action in _found(picture, actor) if action.is_next_step]
    return min(waiting, key=_ORDER.__getitem__, default=None)


def _found(picture: CasePicture, actor: Actor) -> list[Action]:
    return _customer(picture) if actor.is_customer else _staff(picture, actor)


def _staff(picture: CasePicture, actor: Actor) -> list[Action]:
    rights, found = actor.rights, []
    if Right.CASES_DECIDE in rights:
        found += _decisions(picture)
    if Right.PAYMENTS_REFUND in rights or Right.PAYMENTS_APPROVE in rights:
        found += _money(picture, actor)
    found += _goods(picture, rights)
    if Right.CASES_WRITE in rights or Right.GOODS_INSPECT in rights:
        found.append(_OF_THE_CASE[Deed.ADD_EVIDENCE])
    if Right.CASES_WRITE in rights:
        found += _in_the_customer_s_name(picture)
        found += [Action(Deed.KEEP_DATE, deadline_id=row.pk) for row in to_say_done(picture)]
        found.append(_OF_THE_CASE[Deed.ASSIGN])
    if Right.MESSAGES_WRITE in rights:
        found += (_OF_THE_CASE[Deed.MESSAGE], _OF_THE_CASE[Deed.NOTE])
    return found


def _decisions(picture: CasePicture) -> list[Action]:
    found = []
    for line in picture.lines:
        for move, deed in _DECIDED.items():
            if (line.state, move) in LINE_MOVES:
                found.append(Action(deed, line_id=line.pk))
    if lines_to_authorise(picture):
        found.append(_OF_THE_CASE[Deed.AUTHORISE])
    elif ItemState.EXPIRED in [item.state for item in picture.items]:
        found.append(_MORE_TIME)  # somebody who asks for more time gets it
    for remedy in picture.remedies:
        if remedy.type not in MONEY_REMEDIES and remedy.state in _UNDER_WAY:
            found.append(Action(Deed.FINISH_REMEDY, remedy_id=remedy.pk, line_id=remedy.line_id))
    return found


def lines_to_authorise(picture: CasePicture) -> set[int]:
    """The lines with pieces to send back that are on no slip yet."""
    expected = {item.line_id for item in picture.items if item.state == ItemState.EXPECTED}
    packed = {row.get("line_id") for row in picture.authorisation.packing} if picture.authorisation else set()
    return expected - packed


def _money(picture: CasePicture, actor: Actor) -> list[Action]:
    found = []
    if actor.may(Right.PAYMENTS_REFUND):
        for remedy in picture.remedies:
            if remedy.type in MONEY_REMEDIES and remedy.state == RemedyState.ARMED:
                found.append(Action(Deed.REFUND, remedy_id=remedy.pk, line_id=remedy.line_id))
    for refund in picture.refunds:
        for deed, optional in _about_refund(refund, actor):
            found.append(Action(deed, remedy_id=refund.remedy_id, refund_id=str(refund.pk), optional=optional))
    return found


def _about_refund(refund: RefundFact, actor: Actor) -> Iterator[tuple[Deed, bool]]:
    """What staff may do about a refund that was decided, and whether it would come by itself."""
    if refund.awaits_approval and actor.may(Right.PAYMENTS_APPROVE) and refund.decided_by != actor.key:
        yield Deed.APPROVE_REFUND, False
    if not actor.may(Right.PAYMENTS_REFUND):
        return
    state, provider = RefundState(refund.state), refund.provider
    if is_asked_of_provider(state, provider, awaits_approval=refund.awaits_approval):
        yield Deed.RESOLVE_REFUND, state is not RefundState.UNKNOWN
    if not refund.awaits_approval:
        if (state, RefundMove.CONFIRM) in REFUND_MOVES and is_confirmed_by_people(state, provider):
            yield Deed.CONFIRM_REFUND, False
        if (state, RefundMove.RETRY) in REFUND_MOVES:
            yield Deed.RETRY_REFUND, False
        if (state, RefundMove.RETRY) in REFUND_MOVES and provider != BY_HAND:
            yield Deed.REPAY_BY_HAND, False
    if (state, RefundMove.VOID) in REFUND_MOVES:
        yield Deed.VOID_REFUND, False


def _goods(picture: CasePicture, rights: Set[Right]) -> list[Action]:
    found = []
    if Right.GOODS_RECEIVE in rights or Right.CASES_WRITE in rights:
        found += _sending(picture)
    if Right.GOODS_RECEIVE in rights:
        awaited = [item for item in picture.items if item.state != ItemState.NOT_REQUIRED]
        coming = any(item.state != ItemState.LOST for item in awaited if (item.state, ItemMove.RECEIVE) in ITEM_MOVES)
        found += _about_items(Deed.RECEIVE, ItemMove.RECEIVE, awaited, optional=not coming)  # nobody waits for the lost
    if Right.GOODS_INSPECT in rights:
        found += _about_items(Deed.INSPECT, ItemMove.INSPECT, picture.items)
        found += _about_items(Deed.DISPOSE, ItemMove.DISPOSE, picture.items)
    return found


def _about_items(deed: Deed, move: ItemMove, items: Sequence[ReturnItem], *, optional: bool = False) -> list[Action]:
    """One deed for all items that may go that way, none where none may."""
    ids = tuple([item.pk for item in items if (item.state, move) in ITEM_MOVES])
    return [Action(deed, item_ids=ids, optional=optional)] if ids else []


def _sending(picture: CasePicture) -> list[Action]:
    """What whoever sends the goods, or writes it down for them, may say of the parcel."""
    found = []
    if picture.authorisation is not None:
        found += _about_items(Deed.ANNOUNCE_PARCEL, ItemMove.DISPATCH, picture.items)
    for parcel in picture.parcels:
        if parcel.direction == Direction.IN and parcel.proof_of_deposit_id is None and not parcel.unannounced:
            found.append(Action(Deed.ADD_PROOF, parcel_id=parcel.pk))
    return found


def _in_the_customer_s_name(picture: CasePicture) -> list[Action]:
    """What a customer decides about their own request; staff may write it down for them."""
    found = []
    if picture.lines and all((line.state, LineMove.CANCEL) in LINE_MOVES for line in picture.lines):
        found.append(_OF_THE_CASE[Deed.CANCEL])
    for line in picture.lines:
        if (line.state, LineMove.APPEAL) in LINE_MOVES:
            found.append(Action(Deed.APPEAL, line_id=line.pk))
    return found


def _customer(picture: CasePicture) -> list[Action]:
    found = []
    if LineState.NEEDS_INFO in [line.state for line in picture.lines]:
        found.append(_OF_THE_CASE[Deed.ANSWER])
    found += _in_the_customer_s_name(picture)
    if picture.case.order_id and changeable(picture.lines):
        found.append(_OF_THE_CASE[Deed.CHANGE])
    found += _sending(picture)
    if picture.case.closed_at is None:
        found.append(_OF_THE_CASE[Deed.ADD_EVIDENCE])
    found.append(_OF_THE_CASE[Deed.MESSAGE])
    return found
