from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from reprise.core.canonical import plain
from reprise.platform.jobs.bell import ring
from reprise.platform.jobs.models import Job
from reprise.platform.statements import insert_new


def enqueue(
    *, kind: str, payload: Mapping[str, object], at: datetime, dedupe_key: str = "", priority: int = 0
) -> Job | None:
    """Ask for a job at a time, in the caller's transaction: it exists if and only if the change does.

    None when a job with this dedupe key waits or runs already. A job that enqueues its own successor does so in its
    Finish, where it counts as done.
    """
    job = Job(kind=kind, payload=plain(payload), run_at=at, dedupe_key=dedupe_key, priority=priority)
    if not insert_new(job):
        return None
    transaction.on_commit(ring)
    return job
