"""A worker dies at any moment: its job comes back, and takes effect exactly once."""

import os
import signal
import time
from pathlib import Path

import pytest

from reprise.platform.jobs.leases import LEASE, MAX_ATTEMPTS
from reprise.platform.jobs.models import Job
from reprise.platform.jobs.tests.acting import AT, LATER, ask, effects, handling, worker_process
from reprise.platform.jobs.worker import work_off, work_once
from reprise.platform.killpoints import LABELS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("label", sorted(label for label in LABELS if label.startswith("jobs.")))
def test_killed_at_each_labelled_point_it_takes_effect_once(label: str) -> None:
    ask("first"), ask("second")
    assert worker_process(at=AT, kill_at=label).wait(30) == 137
    with handling():
        work_off(at=AT)  # the lease of the dead still runs: nobody touches its jobs
        assert len(effects()) <= 1
        work_off(at=LATER)
    assert sorted(effects()) == ["first", "second"]
    assert not Job.objects.filter(kind="test.write").exclude(state=Job.State.DONE).exists()


def test_killed_by_the_system_in_the_middle_of_its_work_it_takes_effect_once(tmp_path: Path) -> None:
    began = tmp_path / "began"
    ask("slow", began=str(began), lasts=60)
    worker = worker_process(at=AT)
    while not began.exists():
        assert worker.poll() is None
        time.sleep(0.02)
    os.kill(worker.pid, signal.SIGKILL)
    assert worker.wait(10) == -signal.SIGKILL
    Job.objects.update(payload={"name": "slow"})
    with handling():
        assert work_once(at=AT + LEASE) == 0
        assert work_once(at=LATER) == 1
    assert effects() == ["slow"]


def test_a_job_that_kills_its_worker_every_time_is_given_up() -> None:
    job = ask("poison")
    Job.objects.update(state=Job.State.RUNNING, attempts=MAX_ATTEMPTS, worker="dead", lease_until=AT)
    with handling():
        assert work_once(at=LATER) == 0
    job.refresh_from_db()
    assert (job.state, job.fault) == (Job.State.DEAD, "its worker died each time")
    assert effects() == []
