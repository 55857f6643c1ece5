from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.payments.kinds import AttemptKind, AttemptOutcome, EntryKind, RefundState
from reprise.apps.payments.models import Refund, RefundAttempt
from reprise.apps.payments.queries import attempts_of
from reprise.apps.payments.rules.people import is_confirmed_by_people
from reprise.apps.payments.rules.references import tidy
from reprise.apps.payments.services.ledger import enter
from reprise.apps.payments.services.move_refund import move_refund, waits_to_be_written
from reprise.apps.payments.services.take_answer import told_of_change
from reprise.apps.payments.transitions import RefundMove
from reprise.core.refusals import Kind, Refusal, mark
from reprise.platform.statements import Reading, insert_later
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


class ReferenceUsed(Refusal):
    """Another refund of the shop has this reference: the same transfer cannot repay two."""

    code = "reference_used"
    kind = Kind.CONFLICT
    sentence = mark(
        "Another refund was confirmed with the reference “%(reference)s”. Check that this one was really paid, and "
        "write its own reference."
    )


class NotByHand(Refusal):
    """The provider pays this refund and will say so itself."""

    code = "not_by_hand"
    kind = Kind.CONFLICT
    sentence = mark("The provider pays this refund and will say so itself: nothing has to be confirmed.")


_SAME_REFERENCE = Reading(
    lambda shop_id, reference: Refund.objects.filter(shop_id=shop_id, reference__iexact=reference).only("id")
)


def is_of_another(refund: Refund, reference: str) -> bool:
    """Whether another refund of the shop has this reference."""
    return any(other.pk != refund.pk for other in _SAME_REFERENCE.all(refund.shop_id, reference))


@atomic
def confirm_by_hand(*, case: "Case", refund: Refund, reference: str, actor: Actor, at: datetime) -> None:
    """Enter that a person paid a refund, or found it paid, under the reference of the bank or of the provider."""
    actor.require(Right.PAYMENTS_REFUND)
    words = tidy(reference)
    if not is_confirmed_by_people(RefundState(refund.state), refund.provider):
        raise NotByHand
    if not waits_to_be_written(refund) and is_of_another(refund, words):  # else it is looked at when it is written
        raise ReferenceUsed(field="reference", reference=words)
    try:
        move_refund(refund=refund, move=RefundMove.CONFIRM, at=at, reference=words, settled_at=at, detail="")
    except IntegrityError as taken:  # another one was confirmed with it this very moment
        raise ReferenceUsed(field="reference", reference=words) from taken
    earlier = 0 if waits_to_be_written(refund) else len(attempts_of(refund))
    attempt = RefundAttempt(
        refund=refund, number=earlier + 1, kind=AttemptKind.CONFIRM.value, provider=refund.provider,
        key=refund.key, actor=actor.key, started_at=at, ended_at=at, outcome=AttemptOutcome.SETTLED.value,
        reference=words,
    )  # fmt: skip
    insert_later(attempt)
    if refund.written:
        refund.written[1].append(attempt)
    enter(refund=refund, kind=EntryKind.SETTLED, actor=actor, at=at)
    told_of_change(case=case, refund=refund, actor=actor, at=at)
