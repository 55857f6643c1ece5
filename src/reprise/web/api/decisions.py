"""Decide the lines of a case, ask the customer, and authorise the return."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import RemedyType
from reprise.apps.cases.queries import authorisations_of, case_for, case_to_change
from reprise.apps.cases.services.deed import deed
from reprise.apps.cases.transitions import LineMove
from reprise.readmodels.available_actions import lines_to_authorise
from reprise.readmodels.case_picture import picture_of
from reprise.web.api.cases import AuthorisationOut, CaseInFull, case_in_full
from reprise.web.api.once import once
from reprise.web.api.schemas import Body, Id, Minor, Pieces, Reference, Shape, Text, shown
from reprise.web.api.scopes import scope
from reprise.web.api.tokens import caller
from reprise.workflows.ask_for_details import ask
from reprise.workflows.asked_ahead import ask_ahead_of_verdict
from reprise.workflows.authorise_return import authorise
from reprise.workflows.decide import decide
from reprise.workflows.finish_remedy import finish

router = Router(tags=["decisions"])


class DecisionIn(Body):
    """A verdict on a line. A refusal needs `text`: the customer reads it. `quantity` is for a partial approval."""

    move: Literal["approve", "approve_partly", "decline", "uphold", "overturn"]
    quantity: Pieces | None = None
    remedy: RemedyType | None = None
    amount_minor: Minor | None = None
    keep_goods: bool = False
    text: Text = ""
    authorise: bool = False


class QuestionIn(Body):
    """What the customer should answer."""

    question: Text


class AuthorisationIn(Body):
    """Until when the goods may be sent (inclusive); empty: what the policy says."""

    expires_on: date | None = None


class NoteIn(Body):
    """How the remedy was carried out."""

    note: Text = ""


class SlipOut(AuthorisationOut):
    """A permission to send goods back, perhaps replaced since."""

    voided_at: datetime | None


@router.post("/{reference}/lines/{line_id}/decisions", response={201: CaseInFull})
@scope(Right.CASES_DECIDE)
@once
def decide_line(request: HttpRequest, reference: Reference, line_id: Id, body: DecisionIn) -> tuple[int, Shape]:
    """Decide a line: all of it, part of it, or none; or answer an appeal.

    With `authorise`, what is granted may be sent back at once: the answer holds the authorisation, if goods are due.
    """
    actor = caller(request)
    case = case_to_change(actor, reference)
    move = LineMove(body.move)
    with deed(case):
        ask_ahead_of_verdict(shop=shop_of(actor), case=case, line_id=line_id, verdict=move, authorise=body.authorise)
        decide(
            actor=actor, case=case, line_id=line_id, verdict=move, quantity=body.quantity,
            text=body.text, remedy=body.remedy, amount_minor=body.amount_minor, keep_goods=body.keep_goods,
            at=timezone.now(),
        )  # fmt: skip
        if body.authorise and lines_to_authorise(picture_of(case)):
            authorise(actor=actor, case=case, at=timezone.now())
        return 201, case_in_full(actor, case)


@router.post("/{reference}/lines/{line_id}/questions", response={201: CaseInFull})
@scope(Right.CASES_DECIDE)
@once
def ask_customer(request: HttpRequest, reference: Reference, line_id: Id, body: QuestionIn) -> tuple[int, Shape]:
    """Put a line on hold until the customer answers."""
    actor = caller(request)
    case = case_for(actor, reference)
    ask(actor=actor, case=case, line_id=line_id, question=body.question, at=timezone.now())
    return 201, case_in_full(actor, case)


@router.post("/{reference}/authorisations", response={201: AuthorisationOut})
@scope(Right.CASES_DECIDE)
@once
def authorise_return(request: HttpRequest, reference: Reference, body: AuthorisationIn) -> tuple[int, Shape]:
    """Allow the goods to be sent back, under a return number."""
    actor = caller(request)
    case = case_to_change(actor, reference)
    given = authorise(actor=actor, case=case, at=timezone.now(), expires_on=body.expires_on)
    return 201, shown(AuthorisationOut, given)


@router.get("/{reference}/authorisations", response=list[SlipOut])
@scope(Right.CASES_READ)
def list_authorisations(request: HttpRequest, reference: Reference) -> Sequence[object]:
    """Every return number given, oldest first; one without `voided_at` is in force."""
    return authorisations_of(case_for(caller(request), reference))


@router.post("/{reference}/remedies/{remedy_id}/completions", response={201: CaseInFull})
@scope(Right.CASES_DECIDE)
@once
def finish_remedy(request: HttpRequest, reference: Reference, remedy_id: Id, body: NoteIn) -> tuple[int, Shape]:
    """Say that a repair, a replacement or another remedy without money is done."""
    actor = caller(request)
    case = case_for(actor, reference)
    finish(actor=actor, case=case, remedy_id=remedy_id, note=body.note, at=timezone.now())
    return 201, case_in_full(actor, case)
