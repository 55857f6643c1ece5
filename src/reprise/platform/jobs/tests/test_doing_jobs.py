from datetime import datetime, timedelta
from typing import Any

import pytest
import structlog
from django.db import transaction

from reprise.platform.jobs import leases
from reprise.platform.jobs.dead import dead_jobs, revive
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.leases import MAX_ATTEMPTS
from reprise.platform.jobs.models import Job
from reprise.platform.jobs.pruning import prune_jobs
from reprise.platform.jobs.registry import HANDLERS, Retry, handles
from reprise.platform.jobs.tests.acting import AT, LATER, ask, effects, handling, write
from reprise.platform.jobs.worker import work_off, work_once

pytestmark = pytest.mark.django_db


def the_job() -> Job:
    return Job.objects.exclude(kind="effect").get()


def test_a_job_is_done_when_its_time_has_come() -> None:
    enqueue(kind="test.write", payload={"name": "later"}, at=LATER)
    with handling():
        assert work_once(at=AT) == 0
        assert work_once(at=LATER) == 1
        assert work_once(at=LATER) == 0
    assert effects() == ["later"]
    assert (the_job().state, the_job().finished_at) == (Job.State.DONE, LATER)


def test_the_urgent_goes_first_then_the_oldest() -> None:
    enqueue(kind="test.write", payload={"name": "second"}, at=AT)
    enqueue(kind="test.write", payload={"name": "third"}, at=AT + timedelta(seconds=1))
    enqueue(kind="test.write", payload={"name": "first"}, at=AT + timedelta(seconds=2), priority=5)
    with handling():
        assert work_once(at=LATER, limit=2) == 2
        assert effects() == ["first", "second"]
        work_off(at=LATER)
    assert effects() == ["first", "second", "third"]


def test_a_job_exists_only_with_the_change_that_asked_for_it() -> None:
    with transaction.atomic():
        ask("never")
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_the_same_job_is_not_asked_for_twice_while_it_is_open() -> None:
    with handling():
        assert enqueue(kind="test.write", payload={"name": "one"}, at=AT, dedupe_key="k") is not None
        assert enqueue(kind="test.write", payload={"name": "two"}, at=AT, dedupe_key="k") is None
        work_off(at=AT)
        assert enqueue(kind="test.write", payload={"name": "three"}, at=AT, dedupe_key="k") is not None
    assert effects() == ["one"]


def test_a_job_may_ask_for_its_own_successor() -> None:
    def again(payload: dict[str, Any], *, at: datetime) -> Any:
        return lambda: enqueue(kind="test.again", payload={}, at=at + timedelta(minutes=1), dedupe_key="again")

    enqueue(kind="test.again", payload={}, at=AT, dedupe_key="again")
    with handling(again, "test.again"):
        assert work_off(at=AT) == 1
    assert Job.objects.get(state=Job.State.WAITING).run_at == AT + timedelta(minutes=1)


def test_a_failed_job_waits_longer_each_time_and_is_given_up_in_the_end() -> None:
    def fails(payload: dict[str, Any], *, at: datetime) -> None:
        raise TimeoutError("alice@example.com does not answer")

    ask("failing")
    waits, at = [], AT
    with handling(fails):
        while the_job().state == Job.State.WAITING:
            assert work_once(at=at) == 1
            waits.append((the_job().run_at - at).total_seconds())
            at = max(at, the_job().run_at)
    assert waits[:4] == [10, 20, 40, 80]
    assert max(waits) == 3600
    assert (the_job().state, the_job().attempts) == (Job.State.DEAD, MAX_ATTEMPTS)
    assert the_job().fault.startswith("TimeoutError at test_doing_jobs.py:")  # never what it said of a person


def test_a_handler_says_itself_when_to_try_again() -> None:
    def busy(payload: dict[str, Any], *, at: datetime) -> None:
        raise Retry(timedelta(minutes=7), "busy")

    ask("busy")
    with handling(busy):
        work_once(at=AT)
    assert (the_job().state, the_job().run_at) == (Job.State.WAITING, AT + timedelta(minutes=7))


def test_what_a_failing_finish_wrote_is_undone() -> None:
    def half(payload: dict[str, Any], *, at: datetime) -> Any:
        def finish() -> None:
            done = write(payload, at=at)
            assert done is not None
            done()
            raise OSError("full")

        return finish

    ask("half")
    with handling(half):
        work_once(at=AT)
    assert effects() == []
    assert (the_job().state, the_job().fault[:7]) == (Job.State.WAITING, "OSError")


def test_a_job_of_an_unknown_kind_waits_for_a_worker_that_knows_it() -> None:
    ask("newer")
    work_once(at=AT)
    assert (the_job().state, the_job().fault[:11]) == (Job.State.WAITING, "UnknownKind")
    with handling():
        work_once(at=LATER)
    assert effects() == ["newer"]


def test_who_lost_the_lease_writes_nothing() -> None:
    def overtaken(payload: dict[str, Any], *, at: datetime) -> Any:
        [job] = leases.claim(worker="other", at=LATER, limit=1)
        assert leases.start(job, at=LATER)
        return write(payload, at=at)

    ask("once")
    with handling(overtaken):
        work_once(at=AT)
    assert effects() == []
    assert (the_job().state, the_job().worker) == (Job.State.RUNNING, "other")


def test_jobs_not_begun_are_given_back_when_the_worker_stops() -> None:
    job = ask("waiting")
    [taken] = leases.claim(worker="stopping", at=AT, limit=5)
    leases.give_back(taken)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.lease_until) == (Job.State.WAITING, 0, None)


def test_what_a_job_logs_names_the_job_and_its_case() -> None:
    seen: dict[str, Any] = {}

    def look(payload: dict[str, Any], *, at: datetime) -> None:
        seen.update(structlog.contextvars.get_contextvars())

    job = ask("logged", case_id=7)
    with handling(look):
        work_once(at=AT)
    assert {key: seen[key] for key in ("job", "kind", "case")} == {"job": job.pk, "kind": "test.write", "case": 7}
    assert "job" not in structlog.contextvars.get_contextvars()


def test_two_handlers_of_one_kind_are_a_fault_of_ours() -> None:
    with handling(), pytest.raises(ValueError, match=r"test\.write"):
        handles("test.write")(prune_jobs)
    assert "test.write" not in HANDLERS


def test_a_job_given_up_is_set_going_again_unless_its_like_is_open() -> None:
    for name in ("first", "twin"):
        enqueue(kind="test.write", payload={"name": name}, at=AT, dedupe_key="same")
        Job.objects.filter(payload__name=name).update(state=Job.State.DEAD, finished_at=AT, attempts=MAX_ATTEMPTS)
    ids = [job.pk for job in dead_jobs()]
    assert len(ids) == 2
    assert revive(job_ids=ids, at=LATER) == 1
    assert len(dead_jobs()) == 1
    with handling():
        work_off(at=LATER)
    assert len(effects()) == 1
