from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import F

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import keys_of
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.services.record import record
from reprise.apps.payments.models import Refund
from reprise.core.refusals import Kind, Overtaken, Refusal, mark
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


class SamePerson(Refusal):
    """Whoever decided a refund cannot also approve it."""

    code = "same_person"
    kind = Kind.FORBIDDEN
    sentence = mark("You decided this refund yourself: somebody else has to approve it. Ask another manager.")


class NoApprovalNeeded(Refusal):
    """Nobody waits for an approval of this refund."""

    code = "no_approval_needed"
    kind = Kind.CONFLICT
    sentence = mark("This refund does not wait for an approval: it was given already, or none is needed.")


@atomic
def approve_refund(*, case: "Case", refund: Refund, actor: Actor, at: datetime) -> None:
    """Let a large refund go, as a second person."""
    actor.require(Right.PAYMENTS_APPROVE)
    if not refund.awaits_approval or refund.state != "intended":
        raise NoApprovalNeeded
    if refund.decided_by in keys_of(actor):  # by themselves, or by a program that acts with a token of theirs
        raise SamePerson
    as_read = Refund.objects.filter(pk=refund.pk, version=refund.version, awaits_approval=True)
    changes: dict[str, object] = {
        "awaits_approval": False, "approved_by": actor.key, "approved_at": at, "changed_at": at,
    }  # fmt: skip
    if as_read.update(version=F("version") + 1, **changes) != 1:
        raise Overtaken
    refund.refresh_from_db()
    told: dict[str, object] = {"refund": refund.pk, "amount_minor": refund.amount_minor}
    record(case=case, actor=actor, at=at, event=Event(EventType.REFUND_APPROVED, told, {"by": actor.name}))
