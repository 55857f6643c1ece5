"""Does any deed that is listed, and tries those that are not, for walks over a case."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.kinds import RemedyType
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import line_for
from reprise.apps.cases.transitions import LineMove
from reprise.apps.logistics.kinds import Grade, Route, Variance
from reprise.apps.logistics.models import Inspection
from reprise.apps.logistics.services.announce_parcel import Announcement
from reprise.apps.logistics.services.findings import Finding
from reprise.apps.logistics.services.receive import Found
from reprise.readmodels.available_actions import Action, Deed
from reprise.readmodels.case_picture import CasePicture, picture_of
from reprise.workflows.add_evidence import add
from reprise.workflows.add_proof import add_proof
from reprise.workflows.announce_parcel import announce
from reprise.workflows.appeal import appeal
from reprise.workflows.ask_for_details import ask
from reprise.workflows.assign_case import assign
from reprise.workflows.authorise_return import authorise
from reprise.workflows.cancel_request import cancel
from reprise.workflows.decide import decide
from reprise.workflows.dispose_goods import dispose
from reprise.workflows.finish_remedy import finish
from reprise.workflows.inspect_goods import inspect
from reprise.workflows.keep_date import keep_date
from reprise.workflows.receive_parcel import receive
from reprise.workflows.refund_customer import confirm_by_hand, preview_refund, refund, resolve, retry, void
from reprise.workflows.tests.builders import NEXT_WEEK as AT
from reprise.workflows.tests.builders import a_file
from reprise.workflows.write_message import note, write

SENT_ON: Final = date(2026, 11, 25)
ON_REFUNDS: Final = frozenset(
    {Deed.CONFIRM_REFUND, Deed.RESOLVE_REFUND, Deed.RETRY_REFUND, Deed.REPAY_BY_HAND, Deed.VOID_REFUND}
)


def perform(case: Case, actor: Actor, action: Action, choice: int) -> None:
    """Do one deed in one of the ways there are."""
    _WAYS[action.deed](case, actor, action, choice)


def targets(deed: Deed, picture: CasePicture) -> list[Action]:
    """The deed at everything it could be about, listed or not."""
    items = tuple(item.pk for item in picture.items if item.state != "not_required")
    if deed in {Deed.DECIDE, Deed.REVIEW_APPEAL, Deed.ASK, Deed.APPEAL}:
        return [Action(deed, line_id=line.pk) for line in picture.lines]
    if deed in {Deed.RECEIVE, Deed.INSPECT, Deed.DISPOSE, Deed.ANNOUNCE_PARCEL}:
        return [Action(deed, item_ids=(pk,)) for pk in items]
    if deed in {Deed.REFUND, Deed.FINISH_REMEDY}:
        return [Action(deed, remedy_id=remedy.pk) for remedy in picture.remedies]
    if deed in ON_REFUNDS:
        # Whoever tries again while nobody knows is not refused: the provider is asked, and nothing else.
        tries = {Deed.RETRY_REFUND, Deed.REPAY_BY_HAND}
        asks = {"unknown"} if deed in tries else set()
        return [Action(deed, refund_id=str(each.pk)) for each in picture.refunds if each.state not in asks]
    if deed is Deed.KEEP_DATE:
        return [Action(deed, deadline_id=row.pk) for row in picture.deadlines]
    if deed is Deed.ADD_PROOF:
        return [Action(deed, parcel_id=parcel.pk) for parcel in picture.parcels]
    return [Action(deed)]


def is_listed(action: Action, listed: list[Action]) -> bool:
    """Whether one of the listed deeds is this one, about this."""
    return any(
        known.deed is action.deed
        and set(action.item_ids) <= set(known.item_ids)
        and all(
            getattr(action, name) in {None, getattr(known, name)}
            for name in ("line_id", "remedy_id", "refund_id", "parcel_id", "deadline_id")
        )
        for known in listed
    )


def _quantity(case: Case, action: Action, choice: int) -> tuple[int, int]:
    """One of the action's items, and some or all of its pieces."""
    pk = action.item_ids[choice % len(action.item_ids)]
    item = next(item for item in picture_of(case).items if item.pk == pk)
    return pk, 1 + choice % item.quantity


def _decide(case: Case, actor: Actor, action: Action, choice: int) -> None:
    line = line_for(actor, case, action.line_id or 0)
    part = line.quantity > 1
    verdict = (LineMove.APPROVE, LineMove.DECLINE, LineMove.APPROVE_PARTLY if part else LineMove.APPROVE)[choice % 3]
    remedies = (RemedyType.REPLACEMENT, RemedyType.REFUND, RemedyType.PRICE_REDUCTION)
    remedy = None if line.ground == "withdrawal" else remedies[choice % 2 + choice // 3 % 2]
    decide(
        actor=actor, case=case, line_id=line.pk, verdict=verdict, quantity=1, text="Voici pourquoi.", remedy=remedy,
        amount_minor=100 if remedy is RemedyType.PRICE_REDUCTION else None, keep_goods=choice % 5 == 4, at=AT,
    )  # fmt: skip


def _review(case: Case, actor: Actor, action: Action, choice: int) -> None:
    line = line_for(actor, case, action.line_id or 0)
    verdict = LineMove.OVERTURN if choice % 2 else LineMove.UPHOLD
    remedy = None if line.ground == "withdrawal" else RemedyType.REFUND
    decide(actor=actor, case=case, line_id=line.pk, verdict=verdict, text="Relu.", remedy=remedy, at=AT)


def _announce(case: Case, actor: Actor, action: Action, choice: int) -> None:
    pk, quantity = _quantity(case, action, choice)
    said = Announcement({pk: quantity}, dispatched_on=SENT_ON if choice % 2 else None)
    announce(actor=actor, case=case, said=said, at=AT)


def _receive(case: Case, actor: Actor, action: Action, choice: int) -> None:
    pk, quantity = _quantity(case, action, choice)
    variance = Variance.AS_ANNOUNCED if choice % 4 else Variance.DAMAGED
    receive(actor=actor, case=case, found=[Found(pk, quantity, variance)], at=AT)


def _inspect(case: Case, actor: Actor, action: Action, choice: int) -> None:
    pk, quantity = _quantity(case, action, choice)
    inspect(actor=actor, case=case, item_id=pk, quantity=quantity, finding=Finding(Grade.TRIED), at=AT)


def _dispose(case: Case, actor: Actor, action: Action, choice: int) -> None:
    pk, _ = _quantity(case, action, choice)
    seen = Inspection.objects.filter(case=case, return_item_id=pk).first()
    left = seen.quantity - seen.disposed_quantity if seen else 0
    route = Route.SEND_BACK if choice % 3 == 2 else Route.REFURBISH
    dispose(
        actor=actor, case=case, inspection_id=seen.pk if seen else 0, quantity=1 + choice % max(left, 1), route=route,
        at=AT,
    )  # fmt: skip


def _refund(case: Case, actor: Actor, action: Action, choice: int) -> None:
    remedy_id, way = action.remedy_id or 0, "by_hand" if choice % 3 == 0 else None
    shown = preview_refund(actor=actor, case=case, remedy_id=remedy_id, provider=way, at=AT)
    refund(actor=actor, case=case, remedy_id=remedy_id, expected_minor=shown.total.minor, provider=way, at=AT)


def _confirm(case: Case, actor: Actor, action: Action, _choice: int) -> None:
    refund_id = action.refund_id or ""
    confirm_by_hand(actor=actor, refund_id=refund_id, reference=f"VIR {refund_id}", at=AT)


def _proof(case: Case, actor: Actor, action: Action, _choice: int) -> None:
    add_proof(actor=actor, case=case, parcel_id=action.parcel_id or 0, file_id=a_file(actor).pk, at=AT)


Way = Callable[[Case, Actor, Action, int], object]


def _pursue(deed: Callable[..., object]) -> Way:
    return lambda _case, actor, it, _choice: deed(actor=actor, refund_id=it.refund_id or "", at=AT)


_WAYS: Final[dict[Deed, Way]] = {
    Deed.DECIDE: _decide,
    Deed.REVIEW_APPEAL: _review,
    Deed.ASK: lambda case, actor, it, _: ask(actor=actor, case=case, line_id=it.line_id or 0, question="?", at=AT),
    Deed.ANSWER: lambda case, actor, _it, _: write(actor=actor, case=case, body="Voici.", at=AT),
    Deed.MESSAGE: lambda case, actor, _it, _: write(actor=actor, case=case, body="Bonjour.", at=AT),
    Deed.NOTE: lambda case, actor, _it, _: note(actor=actor, case=case, body="Vu.", at=AT),
    Deed.ASSIGN: lambda case, actor, _it, _: assign(actor=actor, case=case, person_id=None, at=AT),
    Deed.CANCEL: lambda case, actor, _it, _: cancel(actor=actor, case=case, at=AT),
    Deed.APPEAL: lambda case, actor, it, _: appeal(actor=actor, case=case, line_id=it.line_id or 0, text="!", at=AT),
    Deed.AUTHORISE: lambda case, actor, _it, _: authorise(actor=actor, case=case, at=AT),
    Deed.ANNOUNCE_PARCEL: _announce,
    Deed.ADD_PROOF: _proof,
    Deed.RECEIVE: _receive,
    Deed.INSPECT: _inspect,
    Deed.DISPOSE: _dispose,
    Deed.FINISH_REMEDY: lambda case, actor, it, _: finish(
        actor=actor, case=case, remedy_id=it.remedy_id or 0, note="", at=AT
    ),
    Deed.REFUND: _refund,
    Deed.CONFIRM_REFUND: _confirm,
    Deed.RESOLVE_REFUND: _pursue(resolve),
    Deed.RETRY_REFUND: _pursue(retry),
    Deed.REPAY_BY_HAND: _pursue(partial(retry, provider="by_hand")),
    Deed.VOID_REFUND: _pursue(partial(void, reason="Erreur de saisie.")),
    Deed.KEEP_DATE: lambda _case, actor, it, _: keep_date(actor=actor, deadline_id=it.deadline_id or 0, at=AT),
    Deed.ADD_EVIDENCE: lambda case, actor, _it, _: add(actor=actor, case=case, file_id=a_file(actor).pk, at=AT),
}
WALKABLE: Final = frozenset(_WAYS)
