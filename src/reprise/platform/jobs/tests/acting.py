"""A job whose effects can be counted, and worker processes that do it and may be killed."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.models import Job
from reprise.platform.jobs.registry import HANDLERS, Finish, Handler, handles
from reprise.platform.jobs.worker import work_once

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
LATER = AT + timedelta(minutes=5)  # a lease taken at AT is over by then

_WORKER = "import django; django.setup(); from reprise.platform.jobs.tests.acting import main; main()"


def ask(name: str, **more: Any) -> Job:
    """Ask for one effect."""
    job = enqueue(kind="test.write", payload={"name": name, **more}, at=AT)
    assert job is not None
    return job


def write(payload: dict[str, Any], *, at: datetime) -> Finish | None:
    """Leave one row for each time the job takes effect."""
    if "began" in payload:
        Path(payload["began"]).write_text("began")
        threading.Event().wait(payload["lasts"])

    def effect() -> None:
        enqueue(kind="effect", payload={"name": payload["name"]}, at=at + timedelta(days=9))

    return effect


def effects() -> list[str]:
    """What took effect, as often as it did."""
    return [job.payload["name"] for job in Job.objects.filter(kind="effect").order_by("pk")]


@contextmanager
def handling(handler: Handler = write, kind: str = "test.write") -> Iterator[None]:
    """Register a handler for the time of a test."""
    handles(kind)(handler)
    try:
        yield
    finally:
        del HANDLERS[kind]


def worker_process(*, at: datetime, kill_at: str = "") -> "subprocess.Popen[bytes]":
    """A worker of its own process, which does what is due once and may die at a label."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "reprise.config.settings"}
    if kill_at:
        environment |= {"REPRISE_TEST_KILL": "1", "REPRISE_KILL_AT": kill_at}
    return subprocess.Popen([sys.executable, "-c", _WORKER, at.isoformat()], env=environment)


def main() -> None:
    """Be that process."""
    with handling():
        work_once(at=datetime.fromisoformat(sys.argv[1]), worker=f"process {os.getpid()}")
