from datetime import datetime
from typing import TYPE_CHECKING, Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.memory import know_anew
from reprise.apps.cases.services.record import record
from reprise.apps.payments.kinds import AttemptOutcome, EntryKind, RefundState
from reprise.apps.payments.models import Refund
from reprise.apps.payments.ports import Answer, Outcome
from reprise.apps.payments.services.attempts import Question, end_attempt
from reprise.apps.payments.services.ledger import enter
from reprise.apps.payments.services.move_refund import move_refund
from reprise.apps.payments.transitions import UNDER_WAY, RefundMove
from reprise.core.money import Money
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case

_MOVES: Final = {
    Outcome.SETTLED: RefundMove.SETTLE,
    Outcome.PENDING: RefundMove.WAIT,
    Outcome.FAILED: RefundMove.FAIL,
    Outcome.UNKNOWN: RefundMove.LOSE,
    Outcome.NEVER_SEEN: RefundMove.LOSE,  # it was taken once, and now the provider knows nothing of it
}
_ENDS_IN: Final = {
    Outcome.SETTLED: RefundState.SETTLED,
    Outcome.PENDING: RefundState.PENDING,
    Outcome.FAILED: RefundState.FAILED,
    Outcome.UNKNOWN: RefundState.UNKNOWN,
    Outcome.NEVER_SEEN: RefundState.UNKNOWN,
}


@atomic
def take_answer(
    *, case: "Case", refund: Refund, question: Question, answer: Answer, actor: Actor, at: datetime
) -> bool:
    """Enter what the provider said of a refund; False when it changes nothing, because it was known already."""
    answer = _believable(refund, answer)
    end_attempt(attempt_id=question.attempt_id, outcome=AttemptOutcome(answer.outcome.value), answer=answer, at=at)
    state = RefundState(refund.state)
    if state not in UNDER_WAY or question.order.key != refund.key or _ENDS_IN[answer.outcome] is state:
        return False
    changes: dict[str, object] = {"detail": answer.detail[:40]}
    if answer.outcome in {Outcome.SETTLED, Outcome.PENDING}:
        changes["reference"] = answer.reference
    if answer.outcome is Outcome.SETTLED:
        changes["settled_at"] = at
    move_refund(refund=refund, move=_MOVES[answer.outcome], at=at, **changes)
    if answer.outcome is Outcome.SETTLED:
        enter(refund=refund, kind=EntryKind.SETTLED, actor=actor, at=at)
    told_of_change(case=case, refund=refund, actor=actor, at=at)
    return True


def told_of_change(*, case: "Case", refund: Refund, actor: Actor, at: datetime, reason: str = "") -> None:
    """Put the refund's new state on the timeline, with the words of whoever changed it."""
    told: dict[str, object] = {
        "refund": refund.pk, "state": refund.state, "amount_minor": refund.amount_minor, "currency": refund.currency,
        "detail": refund.detail,
    }  # fmt: skip
    private: dict[str, object] = {"reason": reason} if reason else {}
    know_anew(case, "refunds", refund)
    record(case=case, actor=actor, at=at, event=Event(EventType.REFUND_CHANGED, told, private))


def _believable(refund: Refund, answer: Answer) -> Answer:
    """A success of another amount, without a reference, or with that of another refund cannot be relied on."""
    if answer.outcome not in {Outcome.SETTLED, Outcome.PENDING}:
        return answer
    if answer.amount not in {None, Money(refund.amount_minor, refund.currency)}:
        return Answer(Outcome.UNKNOWN, detail="another_amount")
    reference = answer.reference.strip()
    if (answer.outcome is Outcome.SETTLED and not reference) or len(reference) > 120:
        return Answer(Outcome.UNKNOWN, detail="no_reference")
    others = Refund.objects.filter(shop_id=refund.shop_id, reference__iexact=reference).exclude(pk=refund.pk)
    if reference and others.exists():
        return Answer(Outcome.UNKNOWN, detail="reference_of_another")
    return Answer(answer.outcome, reference, answer.detail, answer.amount)
