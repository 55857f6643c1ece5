"""Whose job is it? Every change of hands is one guarded update, the same on SQLite and PostgreSQL."""

from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from reprise.platform.jobs.models import Job

LEASE: Final = timedelta(minutes=2)  # a job begun earlier than this by a worker that never came back is taken over
MAX_ATTEMPTS: Final = 12
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=1)

_CLAIM = """
UPDATE platform_job SET state = 1, lease_until = %s, worker = %s WHERE id IN (
    SELECT id FROM platform_job
    WHERE state IN (0, 1) AND ((state = 0 AND run_at <= %s) OR (state = 1 AND lease_until < %s))
    ORDER BY priority DESC, run_at, id LIMIT %s {skip}
) RETURNING id"""


def claim(*, worker: str, at: datetime, limit: int) -> list[Job]:
    """Take the next jobs that are due, or whose worker did not come back, in order."""
    due = Q(state=Job.State.WAITING, run_at__lte=at) | Q(state=Job.State.RUNNING, lease_until__lt=at)
    if not Job.objects.filter(due, state__in=[0, 1]).exists():  # a look costs no write lock
        return []
    skip = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    adapt = connection.ops.adapt_datetimefield_value
    now, until = adapt(at), adapt(at + LEASE)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CLAIM.format(skip=skip), [until, worker, now, now, limit])
        taken = [row[0] for row in cursor.fetchall()]
    return list(Job.objects.filter(pk__in=taken).order_by("-priority", "run_at", "id"))


def held(job: Job) -> QuerySet[Job]:
    """The row of a job as long as it is still ours: nothing once another worker took over."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, worker=job.worker, attempts=job.attempts)


def start(job: Job, *, at: datetime) -> bool:
    """Count an attempt before it is made, so that a job that kills its worker is not tried for ever."""
    if job.attempts >= MAX_ATTEMPTS:
        bury(job, at=at, fault=job.fault or "its worker died each time")
        return False
    won = held(job).update(attempts=F("attempts") + 1, lease_until=at + LEASE) == 1
    job.attempts += won
    return won


def finish(job: Job, *, at: datetime) -> bool:
    """Mark a job done; to be called in the transaction of its effects, which is undone when this says False."""
    return held(job).update(state=Job.State.DONE, finished_at=at, lease_until=None, fault="") == 1


def give_back(job: Job) -> None:
    """Leave a job that was taken but not begun to others."""
    held(job).update(state=Job.State.WAITING, worker="", lease_until=None)


def put_off(job: Job, *, at: datetime, after: timedelta | None, fault: str) -> bool:
    """Try again later, each time later than before; False when it was the last attempt."""
    if job.attempts >= MAX_ATTEMPTS:
        bury(job, at=at, fault=fault)
        return False
    wait = after if after is not None else min(_FIRST_WAIT * 2 ** (job.attempts - 1), _LONGEST_WAIT)
    held(job).update(state=Job.State.WAITING, run_at=at + wait, worker="", lease_until=None, fault=fault)
    return True


def bury(job: Job, *, at: datetime, fault: str) -> None:
    """Give a job up; it stays in the table for a person to look at."""
    held(job).update(state=Job.State.DEAD, finished_at=at, lease_until=None, fault=fault)
