"""Jobs that were given up: for a person to look at, and to set going again once the cause is gone."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from reprise.platform.jobs.bell import ring
from reprise.platform.jobs.models import Job
from reprise.platform.transactions import atomic


def dead_jobs(limit: int = 100) -> list[Job]:
    """The jobs given up, newest first."""
    return list(Job.objects.filter(state=Job.State.DEAD).order_by("-finished_at", "-id")[:limit])


@atomic
def revive(*, job_ids: Collection[int], at: datetime) -> int:
    """Let given-up jobs be tried again from the first attempt on; one whose like is open already stays as it is."""
    revived = 0
    for job in Job.objects.filter(pk__in=job_ids, state=Job.State.DEAD):
        open_twins = Job.objects.filter(dedupe_key=job.dedupe_key, state__in=[Job.State.WAITING, Job.State.RUNNING])
        if job.dedupe_key and open_twins.exists():
            continue
        dead = Job.objects.filter(pk=job.pk, state=Job.State.DEAD)
        revived += dead.update(state=Job.State.WAITING, attempts=0, run_at=at, finished_at=None, worker="")
    transaction.on_commit(ring)
    return revived
