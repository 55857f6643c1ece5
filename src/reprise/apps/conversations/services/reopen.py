from reprise.apps.accounts.actors import Actor
from reprise.apps.conversations.kinds import ThreadState
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.services.move import move
from reprise.apps.conversations.services.reach import check_steward
from reprise.apps.conversations.services.waits_since import waits_since
from reprise.platform.transactions import atomic


@atomic
def reopen(*, actor: Actor, conversation: Conversation) -> None:
    """Take a closed or snoozed matter up again; whoever had no answer when it was closed waits again."""
    check_steward(actor, conversation)
    if conversation.state == ThreadState.OPEN.value:
        return
    since = (ThreadState.CLOSED, ThreadState.SNOOZED)
    move(
        conversation, ThreadState.OPEN, since=since, closed_at=None, closed_by="", snoozed_until=None,
        waits_since=waits_since(conversation.pk),
    )  # fmt: skip
