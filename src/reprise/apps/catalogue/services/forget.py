from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from reprise.apps.catalogue.models import Order, OrderLine
from reprise.platform.transactions import atomic


@atomic
def forget(*, at: datetime, customer_ids: Collection[int] = (), order_ids: Collection[int] = ()) -> list[int]:
    """Erase what tells who bought from the orders of a customer, or from given orders; answers their ids.

    Numbers, amounts, dates and countries stay: bookkeeping needs them. What a line was personalised with goes. The
    order no longer remembers what its export said, and a later import brings no personal data back.
    """
    reach = Q(customer_id__in=list(customer_ids)) | Q(pk__in=list(order_ids))
    forgotten = sorted(Order.objects.filter(reach).values_list("pk", flat=True))
    Order.objects.filter(pk__in=forgotten).update(
        customer=None, email="", shipping={}, billing={}, tracking_number="", remarks=[], fingerprint="", erased_at=at
    )
    OrderLine.objects.filter(order_id__in=forgotten).update(attributes={})
    return forgotten
