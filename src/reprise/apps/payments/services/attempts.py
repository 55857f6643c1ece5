"""Questions to a provider: each is written before it is asked, and completed with what came back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from reprise.apps.accounts.actors import system
from reprise.apps.payments.kinds import AttemptKind, AttemptOutcome, RefundState
from reprise.apps.payments.models import Refund, RefundAttempt
from reprise.apps.payments.ports import Answer, Order, gateway
from reprise.apps.payments.services.move_refund import move_refund
from reprise.apps.payments.transitions import UNDER_WAY, RefundMove
from reprise.core.money import Money
from reprise.core.refusals import Overtaken
from reprise.platform.transactions import atomic


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask the provider, under which attempt."""

    attempt_id: int
    kind: AttemptKind
    provider: str
    order: Order


@transaction.atomic
def begin_attempt(*, refund_id: UUID, at: datetime) -> Question | None:
    """Write down what the provider will be asked; None when there is nothing to ask.

    A refund that was asked for before is never asked for blindly: first the provider says what became of its key.
    """
    refund = _with_payment(refund_id)
    state = RefundState(refund.state)
    # Nothing is begun with a provider that this instance no longer has, or by itself in a person's name.
    if not gateway(refund.provider).automatic:
        return None
    if state is RefundState.INTENDED and not refund.awaits_approval:
        move_refund(refund=refund, move=RefundMove.SEND, at=at)
        return _write(refund, AttemptKind.SEND, at)
    return _write(refund, AttemptKind.ASK, at) if state in UNDER_WAY else None


@transaction.atomic
def begin_again(*, refund_id: UUID, asked: Question, at: datetime) -> Question | None:
    """Ask for the refund again under the same key, because the provider vouches that the key did nothing."""
    end_attempt(attempt_id=asked.attempt_id, outcome=AttemptOutcome.NEVER_SEEN, at=at)
    refund = _with_payment(refund_id)
    if refund.state not in {RefundState.SENT, RefundState.UNKNOWN} or refund.key != asked.order.key:
        return None
    move_refund(refund=refund, move=RefundMove.SEND, at=at)
    return _write(refund, AttemptKind.SEND, at)


@atomic
def end_attempt(*, attempt_id: int, outcome: AttemptOutcome, at: datetime, answer: Answer | None = None) -> None:
    """Complete an attempt with what came back."""
    still_open = RefundAttempt.objects.filter(pk=attempt_id, ended_at__isnull=True)
    still_open.update(
        outcome=outcome.value, ended_at=at, reference=answer.reference[:120] if answer else "",
        detail=answer.detail[:40] if answer else "",
    )  # fmt: skip


def _with_payment(refund_id: UUID) -> Refund:
    return Refund.objects.select_related("payment").get(pk=refund_id)


def _write(refund: Refund, kind: AttemptKind, at: datetime) -> Question:
    try:
        with transaction.atomic():
            attempt = RefundAttempt.objects.create(
                refund=refund, number=RefundAttempt.objects.filter(refund=refund).count() + 1, kind=kind.value,
                provider=refund.provider, key=refund.key, actor=system(refund.shop_id).key, started_at=at,
            )  # fmt: skip
    except IntegrityError as taken:  # another worker took this number at the same moment
        raise Overtaken from taken
    payment = refund.payment.reference if refund.payment else ""
    order = Order(refund.key, payment, Money(refund.amount_minor, refund.currency))
    return Question(attempt.pk, kind, refund.provider, order)
