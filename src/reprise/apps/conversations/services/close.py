from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.services.promise_reply import drop_promise
from reprise.apps.conversations.kinds import ThreadState
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.services.move import move
from reprise.apps.conversations.services.reach import check_steward
from reprise.apps.conversations.services.trace import CLOSED, trace
from reprise.platform.transactions import atomic

OPEN_ONES = (ThreadState.OPEN, ThreadState.SNOOZED)


@atomic
def close(*, actor: Actor, conversation: Conversation, at: datetime) -> None:
    """Say that nothing is left to do; whoever writes again opens it again.

    A person's close is theirs; what the house closes after a long silence says "system", and asks nobody's opinion.
    """
    check_steward(actor, conversation)
    if conversation.state == ThreadState.CLOSED.value:
        return
    move(
        conversation, ThreadState.CLOSED, since=OPEN_ONES, closed_at=at, closed_by=actor.key, snoozed_until=None,
        waits_since=None,
    )  # fmt: skip
    drop_promise(conversation_id=conversation.pk, at=at)
    trace(actor=actor, conversation=conversation, deed=CLOSED, at=at)
