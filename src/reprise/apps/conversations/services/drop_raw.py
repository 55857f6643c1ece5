from datetime import datetime
from typing import Final

from django.db.models import Q

from reprise.apps.conversations.kinds import MailState
from reprise.apps.conversations.models import IncomingMail
from reprise.platform.files.erase import erase_files
from reprise.platform.transactions import atomic

#: Nobody has to look at these any more: each is in a conversation, put aside, or folded.
SETTLED: Final = (MailState.ATTACHED.value, MailState.FOLDED.value, MailState.DROPPED.value)


@atomic
def drop_raw(*, mail: IncomingMail, at: datetime) -> None:
    """Let go of the bytes of a mail; that it came, and from whom, stays."""
    IncomingMail.objects.filter(pk=mail.pk).update(raw_key="")
    if mail.raw_id is not None:
        erase_files(file_ids=[mail.raw_id], at=at)


@atomic
def drop_old_raws(*, before: datetime, at: datetime, limit: int = 500) -> int:
    """Let go of the bytes of mails whose matter has been silent since a day: what was said in them stays."""
    settled = IncomingMail.objects.filter(received_at__lt=before, state__in=SETTLED).exclude(raw_key="")
    silent = Q(conversation=None) | Q(conversation__last_at=None) | Q(conversation__last_at__lt=before)
    old = list(settled.filter(silent).order_by("pk").only("pk", "raw_id")[:limit])
    for mail in old:
        drop_raw(mail=mail, at=at)
    return len(old)
