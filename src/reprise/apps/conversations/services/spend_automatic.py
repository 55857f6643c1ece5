from datetime import datetime, timedelta
from typing import Final

from reprise.apps.conversations.models import AutomaticMail
from reprise.platform.transactions import atomic

MOST: Final = 3
WITHIN: Final = timedelta(hours=24)


@atomic
def spend_automatic(*, shop_id: int, email: str, at: datetime) -> bool:
    """Whether one more automatic answer may leave to an address, and count it: three within 24 hours.

    Two machines that answer each other end here, whatever their headers say. What the law or a decision asks us to tell
    (a withdrawal received, a refusal, a deadline) is no answer to a mail and is never counted, nor held back.
    """
    address = email.strip().lower()[:320]
    sent = AutomaticMail.objects.select_for_update().filter(shop_id=shop_id, email=address, at__gt=at - WITHIN)
    if len(sent.values_list("pk")) >= MOST:
        return False
    AutomaticMail.objects.create(shop_id=shop_id, email=address, at=at)
    return True


@atomic
def forget_old_budgets(*, before: datetime) -> int:
    """Drop what no budget counts any more, and with it the address."""
    return AutomaticMail.objects.filter(at__lt=before - WITHIN).delete()[0]
