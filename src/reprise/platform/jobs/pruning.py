from datetime import datetime, timedelta
from typing import Any, Final

from reprise.platform.jobs.models import Job
from reprise.platform.jobs.registry import Finish, periodically

KEEP_DONE: Final = timedelta(days=7)
BATCH: Final = 1_000


@periodically("jobs.prune", every=timedelta(hours=1))
def prune_jobs(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """Let go of jobs done a week ago; those given up stay until a person has looked."""
    old = Job.objects.filter(state=Job.State.DONE, finished_at__lt=at - KEEP_DONE)
    while batch := list(old.values_list("pk", flat=True)[:BATCH]):
        Job.objects.filter(pk__in=batch).delete()
    return None
