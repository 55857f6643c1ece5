from datetime import datetime, timedelta
from typing import Any, Final

from reprise.platform.idempotency.models import IdempotencyRecord
from reprise.platform.jobs.registry import Finish, periodically

KEEP: Final = timedelta(days=3)  # over a weekend: a client that was cut off may still repeat its call on Monday
BATCH: Final = 1_000


@periodically("idempotency.prune", every=timedelta(hours=1))
def prune_answers(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """Let go of answers nobody will ask for again."""
    old = IdempotencyRecord.objects.filter(created_at__lt=at - KEEP)
    while batch := list(old.values_list("pk", flat=True)[:BATCH]):
        IdempotencyRecord.objects.filter(pk__in=batch).delete()
    return None
