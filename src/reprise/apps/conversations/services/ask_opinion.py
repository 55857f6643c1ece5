import secrets
from datetime import datetime

from reprise.apps.conversations.models import Conversation, Rating
from reprise.platform.transactions import atomic


@atomic
def ask_opinion(*, conversation: Conversation, person_id: int | None, at: datetime) -> Rating | None:
    """Note that the customer of a matter is asked what they thought: once for ever, None when they were before."""
    asked = Rating(
        conversation=conversation, shop_id=conversation.shop_id, person_id=person_id, asked_at=at,
        key=secrets.token_hex(16),
    )  # fmt: skip
    Rating.objects.bulk_create([asked], ignore_conflicts=True)
    return Rating.objects.filter(conversation=conversation, key=asked.key).first()
