from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.conversations.models import Mention
from reprise.platform.transactions import atomic


@atomic
def see_mentions(*, actor: Actor, at: datetime, conversation_id: int | None = None) -> int:
    """Note that somebody has looked at what names them, everywhere or in one conversation; returns how many."""
    mine = Mention.objects.filter(
        person_id=actor.person_id or 0, message__conversation__shop_id=actor.shop_id, seen_at__isnull=True
    )
    if conversation_id is not None:
        mine = mine.filter(message__conversation_id=conversation_id)
    return mine.update(seen_at=at)
