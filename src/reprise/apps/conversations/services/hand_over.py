from datetime import datetime

from reprise.apps.conversations.models import Conversation
from reprise.platform.transactions import atomic


@atomic
def hand_over(*, conversation: Conversation, at: datetime) -> None:
    """Leave a conversation to people: the assistant says nothing more until it was closed and is begun anew."""
    won = Conversation.objects.filter(pk=conversation.pk, handed_at__isnull=True).update(handed_at=at)
    if won:
        conversation.handed_at = at
