"""Asking a provider about a refund: the slow part, outside any transaction, whoever dies in the middle."""

from datetime import datetime
from uuid import UUID

from reprise.apps.payments.kinds import AttemptKind
from reprise.apps.payments.ports import Answer, Outcome, gateway
from reprise.apps.payments.services.attempts import Question, begin_again, begin_attempt
from reprise.platform import killpoints

killpoints.declare("refund.noted", "refund.answered", "refund.noted_again", "refund.answered_again")


def ask_provider(*, refund_id: UUID, at: datetime) -> tuple[Question, Answer] | None:
    """Ask for a refund that never left, else what became of it; None when there is nothing to ask.

    Only when the provider vouches that the key did nothing is the refund asked for again, under the same key.
    """
    question = begin_attempt(refund_id=refund_id, at=at)
    if question is None:
        return None
    killpoints.reach("refund.noted")
    provider = gateway(question.provider)
    if question.kind is AttemptKind.SEND:
        answer = provider.refund(question.order)
        killpoints.reach("refund.answered")
        return question, answer
    answer = provider.find(question.order.key)
    killpoints.reach("refund.answered")
    again = begin_again(refund_id=refund_id, asked=question, at=at) if answer.outcome is Outcome.NEVER_SEEN else None
    if again is None:
        return question, answer
    killpoints.reach("refund.noted_again")
    answer = provider.refund(again.order)
    killpoints.reach("refund.answered_again")
    return again, answer
