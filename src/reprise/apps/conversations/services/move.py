from typing import Final

from reprise.apps.conversations.kinds import ThreadState
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.services.telling import tell_watchers
from reprise.core.refusals import Overtaken

ALIVE: Final = (ThreadState.OPEN, ThreadState.SNOOZED, ThreadState.CLOSED)


def move(conversation: Conversation, state: ThreadState, *, since: tuple[ThreadState, ...], **told: object) -> None:
    """Move a conversation from one of several states to another; refused when somebody moved it elsewhere before."""
    row = Conversation.objects.filter(pk=conversation.pk, state__in=[one.value for one in since])
    if not row.update(state=state.value, **told):
        raise Overtaken
    conversation.state = state.value
    for name, value in told.items():
        setattr(conversation, name, value)
    tell_watchers(conversation)
