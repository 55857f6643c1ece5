"""Does jobs: the slow part outside any transaction, the effects in one that also finishes the job."""

import os
import socket
import threading
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import structlog
from django.db import DatabaseError, close_old_connections, connection, transaction
from django.utils import timezone

from reprise.platform import killpoints
from reprise.platform.fence import fence
from reprise.platform.jobs import bell, leases
from reprise.platform.jobs.companions import accompanied
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.models import Job
from reprise.platform.jobs.registry import HANDLERS, PERIODIC, Retry

Clock = Callable[[], datetime]

LOOK_EVERY: Final = 1.0  # seconds between looks when nobody rings: another process may have enqueued
killpoints.declare("jobs.claimed", "jobs.started", "jobs.worked", "jobs.finishing", "jobs.finished")
log = structlog.get_logger("reprise.jobs")


class LeaseLost(Exception):
    """Another worker took the job over meanwhile: what this one did is undone."""


class UnknownKind(Exception):
    """No handler for the job: an older worker met a newer job, or a module is not wired."""


def work_once(*, at: datetime, worker: str = "once", limit: int = 5) -> int:
    """Do up to `limit` jobs that are due at a time, and say how many were begun."""
    return _work(lambda: at, worker, limit, threading.Event())


def work_off(*, at: datetime, worker: str = "once", at_most: int = 1000) -> int:
    """Do everything that is due at a time, what the jobs themselves enqueue for that time included."""
    done = 0
    while done < at_most and (begun := work_once(at=at, worker=worker)):
        done += begun
    return done


def work_until(stop: threading.Event, *, clock: Clock = timezone.now) -> None:
    """Do jobs as they come until told to stop; the job at hand is finished, those not begun are given back."""
    with accompanied(stop):
        _work_on(stop, clock)
    connection.close()


def _work_on(stop: threading.Event, clock: Clock) -> None:
    worker = f"{socket.gethostname()[:40]}:{os.getpid()}:{threading.get_native_id()}"
    asked: dict[str, datetime] = {}
    pause = LOOK_EVERY
    while not stop.is_set():
        close_old_connections()
        try:
            _ask_for_periodic(asked, clock())
            begun = _work(clock, worker, 5, stop)
            pause = LOOK_EVERY
        except DatabaseError as fault:
            begun, pause = 0, min(pause * 2, 30)
            log.warning("database does not answer", fault=type(fault).__name__, again_in=pause)
            connection.close()
        if not begun and not stop.is_set():
            bell.wait(pause)


def _ask_for_periodic(asked: dict[str, datetime], at: datetime) -> None:
    for kind, every in PERIODIC.items():
        if kind not in asked or at - asked[kind] >= every:
            enqueue(kind=kind, payload={}, at=at, dedupe_key=kind, priority=-10)
            asked[kind] = at


def _work(clock: Clock, worker: str, limit: int, stop: threading.Event) -> int:
    begun = 0
    if fence() is not None:  # a restored instance sends nothing until it is released
        return 0
    jobs = leases.claim(worker=worker, at=clock(), limit=limit)
    if jobs:
        killpoints.reach("jobs.claimed")
    for job in jobs:
        if stop.is_set():
            leases.give_back(job)
        elif leases.start(job, at=clock()):
            begun += 1
            _do(job, clock)
    return begun


def _do(job: Job, clock: Clock) -> None:
    """One attempt at one job; whatever it raises is logged and the job put off."""
    told = {"job": job.pk, "kind": job.kind, "case": job.payload.get("case_id")}
    with structlog.contextvars.bound_contextvars(**{name: value for name, value in told.items() if value is not None}):
        killpoints.reach("jobs.started")
        try:
            _attempt(job, clock)
        except LeaseLost:
            log.warning("lease lost", attempt=job.attempts)
        except Retry as retry:
            _put_off(job, clock(), retry, retry.after)
        except Exception as fault:
            log.exception("job failed", attempt=job.attempts)
            _put_off(job, clock(), fault, None)
        else:
            log.debug("job done", attempt=job.attempts)


def _attempt(job: Job, clock: Clock) -> None:
    handler = HANDLERS.get(job.kind)
    if handler is None:
        raise UnknownKind(job.kind)
    finish = handler(job.payload, at=clock())
    killpoints.reach("jobs.worked")
    with transaction.atomic():
        if not leases.finish(job, at=clock()):
            raise LeaseLost
        if finish is not None:
            finish()
        killpoints.reach("jobs.finishing")
    killpoints.reach("jobs.finished")


def _put_off(job: Job, at: datetime, fault: Exception, after: timedelta | None) -> None:
    if not leases.put_off(job, at=at, after=after, fault=place_of(fault)):
        log.error("job given up", attempt=job.attempts, fault=place_of(fault))


def place_of(fault: Exception) -> str:
    """What went wrong and where; not the message, which may quote a person's data."""
    frames = traceback.extract_tb(fault.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(fault).__name__}{where}"
