"""The worker as a thread and as a command: it looks, is woken, works side by side with others, and stops kindly."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from reprise.platform.jobs import leases, worker
from reprise.platform.jobs.bell import ring
from reprise.platform.jobs.embedded import start_embedded_worker, stop_embedded_worker
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.models import Job
from reprise.platform.jobs.pruning import prune_jobs
from reprise.platform.jobs.registry import PERIODIC
from reprise.platform.jobs.tests.acting import AT, ask, effects, handling
from reprise.platform.jobs.worker import work_off, work_until
from tests.support.waiting import until

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_embedded_worker_is_woken_by_a_commit_and_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "LOOK_EVERY", 3600.0)  # it would not look again by itself while the test runs
    with handling():
        start_embedded_worker()
        try:
            until(lambda: Job.objects.filter(kind="jobs.prune", state=Job.State.DONE).exists())
            enqueue(kind="test.write", payload={"name": "woken"}, at=timezone.now())
            until(lambda: effects() == ["woken"])
        finally:
            stop_embedded_worker()
    assert "worker" not in [thread.name for thread in threading.enumerate()]


def test_several_workers_do_each_job_once() -> None:
    for number in range(60):
        ask(f"job {number}")

    def one(number: int) -> None:
        try:
            work_off(at=AT, worker=f"worker {number}")
        finally:
            connection.close()

    with handling(), ThreadPoolExecutor(4) as pool:
        list(pool.map(one, range(4)))
    assert set(Counter(effects()).values()) == {1}
    assert len(effects()) == 60


def test_a_worker_told_to_stop_gives_back_what_it_has_not_begun(tmp_path: Path) -> None:
    stop = threading.Event()
    ask("slow", began=str(tmp_path / "began"), lasts=1)
    ask("not begun")

    def work() -> None:
        work_until(stop, clock=lambda: AT)

    with handling():
        thread = threading.Thread(target=work)
        thread.start()
        until((tmp_path / "began").exists)
        stop.set()
        thread.join(10)
    assert effects() == ["slow"]
    assert Job.objects.get(payload__name="not begun", kind="test.write").state == Job.State.WAITING


def test_a_database_that_went_away_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    stop, asked = threading.Event(), []
    claim = leases.claim

    def once_away(**said: Any) -> list[Job]:
        asked.append(1)
        if len(asked) == 1:
            ring()  # or it would wait a while before it asks again
            raise OperationalError("gone")
        stop.set()
        return claim(**said)

    monkeypatch.setattr(leases, "claim", once_away)
    work_until(stop, clock=lambda: AT)
    assert len(asked) == 2


def test_jobs_done_a_week_ago_are_let_go_and_given_up_ones_stay() -> None:
    ask("old"), ask("dead")
    Job.objects.filter(payload__name="old").update(state=Job.State.DONE, finished_at=AT)
    Job.objects.filter(payload__name="dead").update(state=Job.State.DEAD, finished_at=AT)
    prune_jobs({}, at=AT + timedelta(days=6))
    assert Job.objects.count() == 2
    prune_jobs({}, at=AT + timedelta(days=8))
    assert Job.objects.get().payload["name"] == "dead"
    assert PERIODIC["jobs.prune"] == timedelta(hours=1)
