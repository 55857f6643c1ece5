"""Refunds: preview one, decide it, list them, read one."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_for, case_to_change
from reprise.apps.payments.queries import parts_of_refund, refund_for, refunds_newest
from reprise.web.api.once import once
from reprise.web.api.pages import cursor_of, text_in
from reprise.web.api.schemas import (
    NO_NUL,
    Body,
    ClientId,
    Cursor,
    Id,
    Limit,
    Minor,
    Page,
    Reference,
    Shape,
    ShortText,
    shown,
)
from reprise.web.api.scopes import scope
from reprise.web.api.tokens import caller
from reprise.workflows import refund_customer

if TYPE_CHECKING:
    from reprise.apps.payments.models import Refund

of_case = Router(tags=["refunds"])
router = Router(tags=["refunds"])


class DeductionIn(Body):
    """What is kept back on a case line, and why: the customer reads it. Each reason is a line of the credit note."""

    line_id: Id
    minor: Minor
    reason: ShortText


class RefundIn(Body):
    """The refund of an armed remedy; `expected_minor` is the total as you saw it, so that nobody pays another sum."""

    remedy_id: Id
    expected_minor: Minor
    deductions: list[DeductionIn] = Field(default_factory=list, max_length=200)
    provider: Annotated[str, Field(max_length=20, pattern=NO_NUL)] | None = None
    reference: Annotated[str, Field(min_length=1, max_length=120, pattern=NO_NUL)] | None = None
    client_id: ClientId = ""


class PreviewLineOut(Schema):
    """One line of the computation; a deduction is negative."""

    name: str
    quantity: int
    kind: str
    amount_minor: int
    reason: str


class ProposedDeductionOut(Schema):
    """What may be taken off, and why; `rule` is the row of the shop's policy. With `weigh` a person decides first."""

    minor: int
    reason: str
    source: str
    rule: str
    weigh: bool


class PreviewOut(Schema):
    """What would be repaid now, line by line; nothing of what is proposed to be taken off is counted in."""

    lines: list[PreviewLineOut]
    proposed_deductions: list[ProposedDeductionOut]
    total_minor: int
    currency: str
    means: str
    provider: str
    due_on: date | None
    needs_second_person: bool
    second_person_rule: str


class RefundOut(Schema):
    """A refund: decided once, sent under one key."""

    id: UUID
    case_id: int
    remedy_id: int
    provider: str
    amount_minor: int
    currency: str
    state: str
    awaits_approval: bool
    decided_by: str
    decided_at: datetime
    reference: str


class RefundLineOut(Schema):
    """What a refund is made of."""

    kind: str
    quantity: int
    amount_minor: int
    reason: str


class AttemptOut(Schema):
    """One question to the provider."""

    number: int
    kind: str
    outcome: str
    started_at: datetime
    ended_at: datetime | None


class RefundInFull(RefundOut):
    """A refund with its lines, its attempts and its credit note."""

    lines: list[RefundLineOut]
    attempts: list[AttemptOut]
    credit_note: str | None


@of_case.get("/{reference}/refunds/preview", response=PreviewOut)
@scope(Right.CASES_READ)
def preview(request: HttpRequest, reference: Reference, remedy_id: Id) -> PreviewOut:
    """What would be repaid for a remedy now, by the same code that repays."""
    actor = caller(request)
    case = case_for(actor, reference)
    shown = refund_customer.preview_refund(actor=actor, case=case, remedy_id=remedy_id, at=timezone.now())
    lines = [
        PreviewLineOut(
            name=line.name, quantity=line.quantity, kind=line.kind, amount_minor=line.amount.minor, reason=line.reason
        )
        for line in shown.lines
    ]
    return PreviewOut(
        lines=lines, total_minor=shown.total.minor, currency=shown.total.currency, means=shown.means,
        provider=shown.provider, due_on=shown.due_on, needs_second_person=shown.needs_second_person,
        second_person_rule=shown.second_person_rule,
        proposed_deductions=[
            ProposedDeductionOut(
                minor=one.minor, reason=one.reason, source=one.source, rule=one.rule, weigh=not one.decided
            )
            for one in shown.proposed
        ],
    )  # fmt: skip


@of_case.post("/{reference}/refunds", response={201: RefundInFull})
@scope(Right.PAYMENTS_REFUND)
@once
def refund(request: HttpRequest, reference: Reference, body: RefundIn) -> tuple[int, Shape]:
    """Decide a refund; it is sent after this answer, and never twice.

    With `reference`, that of a transfer a person has made, a refund by hand is confirmed at once: it is settled.
    """
    actor = caller(request)
    made = refund_customer.refund(
        actor=actor, case=case_to_change(actor, reference), remedy_id=body.remedy_id,
        expected_minor=body.expected_minor,
        deductions=[refund_customer.TakenOff(one.line_id, one.minor, one.reason) for one in body.deductions],
        provider=body.provider, at=timezone.now(),
        client_id=body.client_id, reference=body.reference,
    )  # fmt: skip
    return 201, in_full(made)


@router.get("", response=Page[RefundOut])
@scope(Right.CASES_READ)
def list_refunds(request: HttpRequest, cursor: Cursor | None = None, limit: Limit = 50) -> dict[str, object]:
    """Refunds, newest first."""
    actor = caller(request)
    before = refund_for(actor, text_in(cursor)) if cursor else None
    found = refunds_newest(actor, before=before, limit=limit)
    more = len(found) > limit
    return {"items": found[:limit], "next": cursor_of(str(found[limit - 1].pk)) if more else None}


@router.get("/{refund_id}", response=RefundInFull)
@scope(Right.CASES_READ)
def get_refund(request: HttpRequest, refund_id: UUID) -> Shape:
    """One refund, whole."""
    return in_full(refund_for(caller(request), refund_id))


def in_full(row: "Refund") -> Shape:
    """A refund as the API tells it, in the shape of RefundInFull."""
    lines, attempts, note = row.written or parts_of_refund(row)
    return shown(RefundOut, row) | {
        "lines": [shown(RefundLineOut, line) for line in lines],
        "attempts": [shown(AttemptOut, attempt) for attempt in attempts],
        "credit_note": note.number if note else None,
    }
