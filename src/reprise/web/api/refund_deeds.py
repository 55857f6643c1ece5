"""What is done about a refund that was decided: approve it, say what became of it, try again, or give it up."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import Field

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.payments.kinds import BY_HAND
from reprise.apps.payments.queries import refund_for
from reprise.web.api.once import once
from reprise.web.api.refunds import RefundInFull, in_full
from reprise.web.api.schemas import NO_NUL, Body, Shape
from reprise.web.api.scopes import scope
from reprise.web.api.tokens import caller
from reprise.workflows import refund_customer

router = Router(tags=["refunds"])


class ConfirmationIn(Body):
    """The reference of the transfer or of the refund made in the provider's own pages."""

    reference: Annotated[str, Field(min_length=1, max_length=120, pattern=NO_NUL)]


class RetryIn(Body):
    """How to try again: through the provider once more, or by hand."""

    by_hand: bool = False


class VoidIn(Body):
    """Why a refund is given up; the customer reads it."""

    reason: Annotated[str, Field(min_length=1, max_length=240, pattern=NO_NUL)]


class EmptyIn(Body):
    """Nothing more to say."""


@router.post("/{refund_id}/approvals", response={201: RefundInFull})
@scope(Right.PAYMENTS_APPROVE)
@once
def approve(request: HttpRequest, refund_id: UUID, body: EmptyIn) -> tuple[int, Shape]:
    """Approve as the second person."""
    actor = caller(request)
    refund_customer.approve(actor=actor, refund_id=refund_id, at=timezone.now())
    return 201, _again(actor, refund_id)


@router.post("/{refund_id}/confirmations", response={201: RefundInFull})
@scope(Right.PAYMENTS_REFUND)
@once
def confirm(request: HttpRequest, refund_id: UUID, body: ConfirmationIn) -> tuple[int, Shape]:
    """Say that a refund by hand was made, with its reference."""
    actor = caller(request)
    made = refund_customer.confirm_by_hand(
        actor=actor, refund_id=refund_id, reference=body.reference, at=timezone.now()
    )
    return 201, in_full(made)


@router.post("/{refund_id}/retries", response={201: RefundInFull})
@scope(Right.PAYMENTS_REFUND)
@once
def retry(request: HttpRequest, refund_id: UUID, body: RetryIn) -> tuple[int, Shape]:
    """Send a refund again that the provider refused, or have it paid by hand and confirmed."""
    actor = caller(request)
    way = BY_HAND if body.by_hand else None
    refund_customer.retry(actor=actor, refund_id=refund_id, provider=way, at=timezone.now())
    return 201, _again(actor, refund_id)


@router.post("/{refund_id}/voids", response={201: RefundInFull})
@scope(Right.PAYMENTS_REFUND)
@once
def void(request: HttpRequest, refund_id: UUID, body: VoidIn) -> tuple[int, Shape]:
    """Give up a refund of which nothing left; the sum stays due until another one is decided."""
    actor = caller(request)
    refund_customer.void(actor=actor, refund_id=refund_id, reason=body.reason, at=timezone.now())
    return 201, _again(actor, refund_id)


@router.post("/{refund_id}/resolutions", response={201: RefundInFull})
@scope(Right.PAYMENTS_REFUND)
@once
def resolve(request: HttpRequest, refund_id: UUID, body: EmptyIn) -> tuple[int, Shape]:
    """Have the provider asked again what became of a refund."""
    actor = caller(request)
    refund_customer.resolve(actor=actor, refund_id=refund_id, at=timezone.now())
    return 201, _again(actor, refund_id)


def _again(actor: Actor, refund_id: UUID) -> Shape:
    return in_full(refund_for(actor, refund_id))
