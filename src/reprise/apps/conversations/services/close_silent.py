from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from reprise.apps.conversations.kinds import ThreadState
from reprise.apps.conversations.models import ChatSettings, Conversation
from reprise.platform.transactions import atomic

AFTER: Final = timedelta(days=14)  # of silence, where the shop said nothing else
BY_SILENCE: Final = "system"


@atomic
def close_silent(*, at: datetime) -> int:
    """Close what nobody waits for and nobody has written in for a long while; says how many.

    Nobody decided it: no opinion is asked, and whoever writes again opens it again.
    """
    own = ChatSettings.objects.exclude(closes_after_days=AFTER.days)
    days = dict(own.values_list("shop_id", "closes_after_days"))
    closed = _close(~Q(shop_id__in=days.keys()), at, AFTER)
    for shop_id, number in days.items():
        if number:
            closed += _close(Q(shop_id=shop_id), at, timedelta(days=number))
    return closed


def _close(where: Q, at: datetime, after: timedelta) -> int:
    silent = Conversation.objects.filter(
        where, state=ThreadState.OPEN.value, waits_since__isnull=True, last_at__lt=at - after
    )
    return silent.filter(Q(case__isnull=True) | Q(case__closed_at__isnull=False)).update(
        state=ThreadState.CLOSED.value, closed_at=at, closed_by=BY_SILENCE
    )
