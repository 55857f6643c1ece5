"""Returns allowed and never sent, of all shops: for the job that looks after them, which acts for no one shop."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from reprise.apps.cases.kinds import ItemState
from reprise.apps.cases.models import Authorisation, ReturnItem


def overdue_authorisations(*, before: datetime, limit: int) -> list[Authorisation]:
    """Returns allowed until a day that has passed at `before` (in UTC; each shop's own day decides), with pieces that
    nobody sent; the oldest first.
    """
    past = Authorisation.objects.filter(voided_at__isnull=True, expires_on__lt=before.date())
    unsent = ReturnItem.objects.filter(line__case=OuterRef("case"), state=ItemState.EXPECTED.value)
    return list(past.filter(Exists(unsent)).select_related("case").order_by("expires_on", "id")[:limit])
