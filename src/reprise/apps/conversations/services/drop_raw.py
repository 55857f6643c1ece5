from datetime import datetime

from django.db import transaction

from reprise.apps.conversations.models import IncomingMail
from reprise.platform.files.erase import erase_files


@transaction.atomic(savepoint=False)
def drop_raw(*, mail: IncomingMail, at: datetime) -> None:
    """Let go of the bytes of a mail; that it came, and from whom, stays."""
    IncomingMail.objects.filter(pk=mail.pk).update(raw_key="")
    if mail.raw_id is not None:
        erase_files(file_ids=[mail.raw_id], at=at)
