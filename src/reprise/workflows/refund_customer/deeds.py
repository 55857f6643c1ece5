"""What people do about a refund that was decided."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_by_id
from reprise.apps.cases.services.deed import deed
from reprise.apps.payments import queries
from reprise.apps.payments.kinds import RefundState
from reprise.apps.payments.rules.people import is_asked_of_provider
from reprise.apps.payments.services.approve_refund import approve_refund
from reprise.apps.payments.services.begin_anew import begin_anew
from reprise.apps.payments.services.confirm_by_hand import confirm_by_hand as enter_payment
from reprise.apps.payments.services.void_refund import void_refund
from reprise.core.refusals import Kind, Refusal, mark
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.transactions import atomic
from reprise.workflows.refund_customer.approval import tell_refused
from reprise.workflows.refund_customer.follow_up import follow_up, payload_of

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.apps.payments.models import Refund


class NothingToAsk(Refusal):
    """The provider was not asked yet, or has given its last word."""

    code = "nothing_to_ask"
    kind = Kind.CONFLICT
    sentence = mark("There is nothing to ask the provider about this refund at this stage. Look at its current state.")


@atomic
def approve(*, actor: Actor, refund_id: str | UUID, at: datetime) -> "Refund":
    """Let a large refund go as a second person."""
    refund, case = _reached(actor, refund_id)
    approve_refund(case=case, refund=refund, actor=actor, at=at)
    follow_up(case=case, refund=refund, actor=actor, at=at)
    return refund


@atomic
def confirm_by_hand(*, actor: Actor, refund_id: str | UUID, reference: str, at: datetime) -> "Refund":
    """Enter that a refund was paid by hand, with the reference of the bank or of the provider."""
    refund, case = _reached(actor, refund_id)
    with deed(case):
        enter_payment(case=case, refund=refund, reference=reference, actor=actor, at=at)
        follow_up(case=case, refund=refund, actor=actor, at=at)
    return refund


@atomic
def retry(*, actor: Actor, refund_id: str | UUID, at: datetime, provider: str | None = None) -> "Refund":
    """Try again: under a new key when the provider said no for good, or another way; else ask what became of it."""
    refund, case = _reached(actor, refund_id)
    if refund.state == RefundState.UNKNOWN:
        return resolve(actor=actor, refund_id=refund_id, at=at)
    begin_anew(case=case, refund=refund, provider=provider or refund.provider, actor=actor, at=at)
    follow_up(case=case, refund=refund, actor=actor, at=at)
    return refund


@atomic
def resolve(*, actor: Actor, refund_id: str | UUID, at: datetime) -> "Refund":
    """Have the provider asked now what became of a refund; its answer comes in a moment.

    One that was to be sent by itself and never left, because its job was given up, gets its job back.
    """
    actor.require(Right.PAYMENTS_REFUND)
    refund, case = _reached(actor, refund_id)
    state = RefundState(refund.state)
    if not is_asked_of_provider(state, refund.provider, awaits_approval=refund.awaits_approval):
        raise NothingToAsk
    if state is not RefundState.INTENDED:
        enqueue(
            kind="refund.ask", payload=payload_of(refund), at=at, dedupe_key=f"refund.ask-now:{refund.key}", priority=10
        )  # fmt: skip
    follow_up(case=case, refund=refund, actor=actor, at=at)
    return refund


@atomic
def void(*, actor: Actor, refund_id: str | UUID, reason: str, at: datetime) -> "Refund":
    """Give up a refund of which nothing left; the remedy waits for another."""
    refund, case = _reached(actor, refund_id)
    waited = refund.awaits_approval
    void_refund(case=case, refund=refund, reason=reason, actor=actor, at=at)
    if waited:
        tell_refused(case=case, refund=refund, shop=shop_of(actor), reason=reason, actor=actor, at=at)
    follow_up(case=case, refund=refund, actor=actor, at=at)
    return refund


def _reached(actor: Actor, refund_id: str | UUID) -> "tuple[Refund, Case]":
    refund = queries.refund_for(actor, refund_id)
    return refund, case_by_id(actor, refund.case_id)
