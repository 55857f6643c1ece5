from datetime import datetime

from reprise.apps.conversations.models import Conversation
from reprise.platform.transactions import atomic


@atomic
def mark_mailed(*, conversation: Conversation, up_to: int, at: datetime, sent: bool = True) -> None:
    """Note up to which number the customer's side has everything by mail, or has read it without."""
    told: dict[str, object] = {"mailed_up_to": up_to, **({"mailed_at": at} if sent else {})}
    Conversation.objects.filter(pk=conversation.pk, mailed_up_to__lt=up_to).update(**told)
    for name, value in told.items():
        setattr(conversation, name, value)
