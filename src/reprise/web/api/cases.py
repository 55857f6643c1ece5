"""Cases: open one, list them, read one with all four axes and what may be done next."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Router, Schema
from pydantic import Field

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_for, case_to_show, deadlines_of, newest, timeline_of
from reprise.apps.catalogue.queries import order_for
from reprise.readmodels.available_actions import available_actions
from reprise.readmodels.case_picture import RefundFact, picture_of
from reprise.readmodels.deadline_sources import source_in_words
from reprise.readmodels.requests import Request
from reprise.web.api.once import answer_with, once
from reprise.web.api.orders import WishIn
from reprise.web.api.pages import cursor_of, id_in
from reprise.web.api.schemas import (
    ActionOut,
    Body,
    ClientId,
    Cursor,
    DeadlineOut,
    EventOut,
    Id,
    Limit,
    Page,
    Reference,
    Shape,
    shown,
)
from reprise.web.api.scopes import scope
from reprise.web.api.tokens import caller
from reprise.workflows.asked_ahead import ask_ahead_of_request
from reprise.workflows.return_request import asking

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case, Deadline

router = Router(tags=["cases"])


class CaseOut(Schema):
    """A case as lists show it; `axes` are derived from what happened."""

    id: int
    reference: str
    kind: str
    order_id: int | None
    subject: str
    contact_name: str
    contact_email: str
    language: str
    channel: str
    danger: bool
    stage: str
    turn: str
    axes: dict[str, str]
    next_action: str
    next_due: datetime | None
    opened_at: datetime
    closed_at: datetime | None


class CaseLineOut(Schema):
    """What is asked of one article, and where the decision stands."""

    id: int
    position: int
    order_line_id: int | None
    name: str
    sku: str
    product_kind: str
    quantity: int
    ground: str
    reason: str
    description: str
    asked_remedy: str
    state: str
    approved_quantity: int
    proposal: dict[str, object]


class ItemOut(Schema):
    """Where a quantity of a line is."""

    id: int
    line_id: int
    quantity: int
    state: str


class RemedyOut(Schema):
    """What the customer gets for a line, and what sets it going."""

    id: int
    line_id: int
    type: str
    quantity: int
    amount_minor: int | None
    trigger: str
    state: str


class AuthorisationOut(Schema):
    """The permission to send goods back."""

    number: str
    issued_at: datetime
    expires_on: date
    return_paid_by: str


class CaseRefundOut(Schema):
    """A refund in short; /refunds tells more."""

    id: str
    remedy_id: int
    provider: str
    amount_minor: int
    currency: str
    state: str
    awaits_approval: bool


class CaseInFull(CaseOut):
    """A case with its lines, goods, remedies, refunds, deadlines and open deeds."""

    lines: list[CaseLineOut]
    items: list[ItemOut]
    remedies: list[RemedyOut]
    refunds: list[CaseRefundOut]
    deadlines: list[DeadlineOut]
    authorisation: AuthorisationOut | None
    actions: list[ActionOut]


class CaseIn(Body):
    """A request about an order, as the customer's own page would send it."""

    order_id: Id
    lines: Annotated[list[WishIn], Field(min_length=1, max_length=200)]
    danger: bool = False
    language: Literal["fr", "en"] | None = None
    client_id: ClientId = ""


@router.get("", response=Page[CaseOut])
@scope(Right.CASES_READ)
def list_cases(request: HttpRequest, cursor: Cursor | None = None, limit: Limit = 50) -> HttpResponse:
    """Cases, newest first."""
    found = newest(caller(request), before=id_in(cursor), limit=limit)
    following = cursor_of(found[limit - 1].pk) if len(found) > limit else None
    return answer_with({"items": [shown(CaseOut, case) for case in found[:limit]], "next": following})


@router.post("", response={201: CaseInFull})
@scope(Right.CASES_WRITE)
@once
def open_case(request: HttpRequest, body: CaseIn) -> tuple[int, Shape]:
    """Open a case; law and policy answer each line, and the customer is told by mail."""
    actor, at = caller(request), timezone.now()
    language = body.language or get_language() or "en"
    asked = Request(tuple(line.wish() for line in body.lines), body.danger, language, channel="api")
    ask_ahead_of_request(actor=actor, order_id=body.order_id, request=asked, at=at)
    order = order_for(actor, body.order_id)
    with asking(actor=actor, order=order, request=asked, at=at, client_id=body.client_id) as case:
        return 201, case_in_full(actor, case)


@router.get("/{reference}", response=CaseInFull)
@scope(Right.CASES_READ)
def get_case(request: HttpRequest, reference: Reference) -> HttpResponse:
    """One case, whole."""
    actor = caller(request)
    return answer_with(case_in_full(actor, case_to_show(actor, reference)))


@router.get("/{reference}/timeline", response=list[EventOut])
@scope(Right.CASES_READ)
def get_timeline(request: HttpRequest, reference: Reference) -> Sequence[object]:
    """What happened to a case, oldest first, each record chained to the one before."""
    return timeline_of(case_for(caller(request), reference))


@router.get("/{reference}/deadlines", response=list[DeadlineOut])
@scope(Right.CASES_READ)
def get_deadlines(request: HttpRequest, reference: Reference) -> list[Shape]:
    """Every deadline a case has had."""
    return [_deadline(deadline) for deadline in deadlines_of(case_for(caller(request), reference))]


def case_in_full(actor: Actor, case: "Case") -> Shape:
    """A case as the API tells it, in the shape of CaseInFull."""
    picture = picture_of(case)
    return shown(CaseOut, case) | {
        "lines": [shown(CaseLineOut, line) for line in picture.lines],
        "items": [shown(ItemOut, item) for item in picture.items],
        "remedies": [shown(RemedyOut, remedy) for remedy in picture.remedies],
        "refunds": [_refund(refund, case.currency) for refund in picture.refunds],
        "deadlines": [_deadline(deadline) for deadline in picture.deadlines],
        "authorisation": shown(AuthorisationOut, picture.authorisation) if picture.authorisation else None,
        "actions": [shown(ActionOut, action) for action in available_actions(picture, actor)],
    }


def _refund(row: RefundFact, currency: str) -> Shape:
    return {
        "id": row.pk, "remedy_id": row.remedy_id, "provider": row.provider, "amount_minor": row.amount_minor,
        "currency": currency, "state": row.state, "awaits_approval": row.awaits_approval,
    }  # fmt: skip


def _deadline(row: "Deadline") -> Shape:
    return {
        "id": row.pk, "name": row.name, "due_on": row.due_on, "basis": row.basis, "source": source_in_words(row.source),
        "duty": row.duty, "state": row.state,
    }  # fmt: skip
