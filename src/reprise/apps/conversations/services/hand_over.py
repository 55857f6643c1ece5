from datetime import datetime

from reprise.apps.conversations.models import Conversation
from reprise.platform.statements import Writing
from reprise.platform.transactions import atomic

_HAND = Writing(lambda number, at: (Conversation.objects.filter(pk=number, handed_at__isnull=True), {"handed_at": at}))


@atomic
def hand_over(*, conversation: Conversation, at: datetime) -> None:
    """Leave a conversation to people: the assistant says nothing more until it was closed and is begun anew."""
    if _HAND.rows(conversation.pk, at):
        conversation.handed_at = at
