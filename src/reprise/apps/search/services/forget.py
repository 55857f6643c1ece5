from collections.abc import Collection
from datetime import datetime

from reprise.apps.search.kinds import Found
from reprise.apps.search.models import SearchDocument
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.transactions import atomic


@atomic
def forget(
    *, at: datetime, case_ids: Collection[int] = (), order_ids: Collection[int] = (),
    customer_ids: Collection[int] = (), parcel_ids: Collection[int] = (), conversation_ids: Collection[int] = (),
) -> None:  # fmt: skip
    """Take a person's words out of the index; what is left of their things is read again without them.

    An index keeps removed words until its parts are merged, so that is asked for as well.
    """
    for kind, ids in ((Found.CASE, case_ids), (Found.ORDER, order_ids), (Found.CUSTOMER, customer_ids),
                      (Found.PARCEL, parcel_ids), (Found.QUESTION, conversation_ids)):  # fmt: skip
        SearchDocument.objects.filter(kind=kind.value, object_id__in=list(ids)).delete()
    enqueue(kind="search.compact", payload={}, at=at, dedupe_key="search.compact")
