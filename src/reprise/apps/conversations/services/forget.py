from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from reprise.apps.conversations.models import Message


@transaction.atomic(savepoint=False)
def forget(*, at: datetime, case_ids: Collection[int] = (), person_id: int | None = None) -> None:
    """Erase what was said in the cases of a customer, and the name of a member of staff wherever they wrote.

    The messages keep their numbers, so that whoever reads on from one misses nothing.
    """
    Message.objects.filter(conversation__case_id__in=case_ids).update(
        body="", author_name="", client_id="", erased_at=at
    )
    if person_id is not None:
        Message.objects.filter(person_id=person_id).update(author_name="", person=None)
