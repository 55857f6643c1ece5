from django.db.models import F

from reprise.apps.accounts.actors import Actor
from reprise.apps.conversations.models import CannedReply
from reprise.platform.transactions import atomic


@atomic
def use_canned(*, actor: Actor, reply_id: int) -> None:
    """Count that somebody took this reply: the most used come first."""
    CannedReply.objects.filter(shop_id=actor.shop_id, pk=reply_id).update(used=F("used") + 1)
