from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from reprise.apps.notifications.models import Mail
from reprise.platform.transactions import atomic


@atomic
def forget(*, at: datetime, shop_id: int | None = None, case_ids: Collection[int] = (), email: str = "") -> None:
    """Erase the letters about cases of a shop and those to an address; that they were written, and when, stays.

    A letter that has not left yet does not leave any more. `shop_id` bounds the address; None means every shop, for
    somebody who signs in.
    """
    asked = Q(case_id__in=case_ids)
    if email:
        asked |= Q(to__iexact=email.strip())
    rows = Mail.objects.filter(asked, erased_at__isnull=True)
    if shop_id is not None:
        rows = rows.filter(shop_id=shop_id)
    rows.filter(state=Mail.State.WAITING).update(state=Mail.State.FAILED)
    rows.update(
        to="", subject="", said=None, kept_text="", kept_html="", secrets=[], last_error="forgotten",
        server_said="", erased_at=at,
    )  # fmt: skip
