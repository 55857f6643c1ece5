from datetime import datetime, timedelta
from typing import Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.conversations.kinds import ThreadState
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.services.move import ALIVE, move
from reprise.apps.conversations.services.reach import check_steward
from reprise.apps.conversations.services.trace import SNOOZED, trace
from reprise.core.refusals import Invalid, mark
from reprise.platform.transactions import atomic

LONGEST: Final = timedelta(days=366)


@atomic
def snooze(*, actor: Actor, conversation: Conversation, until: datetime, at: datetime) -> None:
    """Put a matter aside until a moment; a word of the customer brings it back before."""
    check_steward(actor, conversation)
    if not at < until <= at + LONGEST:
        raise Invalid(field="until", why=mark("choose a moment to come, within a year."))
    move(conversation, ThreadState.SNOOZED, since=ALIVE, snoozed_until=until, closed_at=None, closed_by="")
    trace(actor=actor, conversation=conversation, deed=SNOOZED, until=until, at=at)


def wake(*, at: datetime) -> int:
    """Open again what was put aside until now; says how many."""
    due = Conversation.objects.filter(state=ThreadState.SNOOZED.value, snoozed_until__lte=at)
    return due.update(state=ThreadState.OPEN.value, snoozed_until=None)
