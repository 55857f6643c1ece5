"""`reprise worker`: works until it is told to stop, and tells of what was given up."""

import os
import signal
import subprocess
import sys

import pytest

from reprise.platform.jobs.models import Job
from reprise.platform.jobs.tests.acting import AT, ask
from reprise.web.cli.main import main
from tests.support.waiting import until

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_command_tells_and_retries_what_was_given_up(capsys: pytest.CaptureFixture[str]) -> None:
    ask("dead")
    Job.objects.update(state=Job.State.DEAD, finished_at=AT, fault="TimeoutError at send.py:3")
    assert main(["worker", "--list-dead"]) == 1
    assert "test.write 2026-11-24 10:00 TimeoutError at send.py:3" in capsys.readouterr().out
    assert main(["worker", "--retry-dead"]) == 0
    assert Job.objects.get().state == Job.State.WAITING
    assert main(["worker", "--list-dead"]) == 0


def test_the_command_stops_on_sigterm() -> None:
    command = subprocess.Popen([sys.executable, "-c", "from reprise.web.cli.main import main; main(['worker'])"])
    try:
        until(lambda: Job.objects.filter(kind="jobs.prune", state=Job.State.DONE).exists(), 20)
        os.kill(command.pid, signal.SIGTERM)
        assert command.wait(10) == 0
    finally:
        command.kill()
