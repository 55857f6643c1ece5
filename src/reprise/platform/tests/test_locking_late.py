"""A deed that takes SQLite's lock only at last: as if it had been done in one moment, whatever others do meanwhile."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F

from reprise.core.refusals import Overtaken
from reprise.platform.jobs.models import Job
from reprise.platform.statements import Reading, Writing, insert, insert_later, insert_surely, settle, take_numbers
from reprise.platform.transactions import atomic, optimistic

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
on_sqlite = pytest.mark.only_on("sqlite")  # PostgreSQL has a lock for each row
OF_KIND = Reading(lambda kind: Job.objects.filter(kind=kind).order_by("id"))
TRIED = Writing(lambda job_id, tries: (Job.objects.filter(pk=job_id, attempts=tries), {"attempts": F("attempts") + 1}))


def a_job(kind: str = "post", **fields: Any) -> Job:
    return Job(kind=kind, run_at=AT, payload={"letter": "é"}, **fields)


def kept() -> list[tuple[str, int]]:
    """What is in the database, asked on a connection that saw nothing of the deed."""
    connection.close()
    return list(Job.objects.order_by("pk").values_list("kind", "attempts"))


@pytest.fixture
def other() -> Iterator[Callable[[str], object]]:
    """Another process that writes at once, or not at all."""
    Job.objects.count()
    beside = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, timeout=0)
    yield beside.execute
    beside.close()


@on_sqlite
def test_nobody_is_held_up_while_a_deed_thinks_and_what_it_then_writes_is_kept(other: Callable[[str], object]) -> None:
    job = Job.objects.create(kind="first", run_at=AT, payload={})

    def deed() -> str:
        (found,) = OF_KIND.all("first")
        TRIED.surely(found.pk, 0, otherwise=Overtaken)
        insert_later(a_job())
        other("UPDATE platform_job SET payload = payload WHERE kind = 'nobody'")  # at once, or it would be locked
        return found.kind

    assert optimistic(deed) == "first"
    assert kept() == [("first", 1), ("post", 0)]
    assert job.pk


@on_sqlite
def test_a_deed_whose_ground_has_moved_is_done_again_on_the_new_one(other: Callable[[str], object]) -> None:
    Job.objects.create(kind="first", run_at=AT, payload={})
    seen: list[int] = []

    def deed() -> None:
        (found,) = OF_KIND.all("first")
        seen.append(found.attempts)
        if len(seen) == 1:
            other("UPDATE platform_job SET attempts = 5")
        TRIED.surely(found.pk, found.attempts, otherwise=Overtaken)

    optimistic(deed)
    assert seen == [0, 5]
    assert kept() == [("first", 6)]


@on_sqlite
def test_a_row_that_appears_meanwhile_counts_as_well_as_one_that_changes(other: Callable[[str], object]) -> None:
    """No guard of the deed would see it: it had found none, and goes by that."""
    Job.objects.create(kind="another", run_at=AT, payload={})
    seen: list[int] = []

    def deed() -> None:
        seen.append(len(OF_KIND.all("only")))
        if len(seen) == 1:
            other("UPDATE platform_job SET kind = 'only'")
        if not seen[-1]:
            insert_later(a_job("only"))

    optimistic(deed)
    assert seen == [0, 1]
    assert kept() == [("only", 0)]


@on_sqlite
def test_what_is_done_after_the_commit_is_done_once_however_often_the_deed_began(
    other: Callable[[str], object],
) -> None:
    Job.objects.create(kind="first", run_at=AT, payload={})
    done: list[int] = []
    began: list[int] = []

    def deed() -> None:
        OF_KIND.all("first")
        began.append(1)
        transaction.on_commit(lambda: done.append(Job.objects.count()))
        if len(began) == 1:
            other("UPDATE platform_job SET attempts = 5")
        insert_later(a_job())

    optimistic(deed)
    assert (began, done) == ([1, 1], [2])


@on_sqlite
def test_a_fault_that_hides_that_the_ground_has_moved_is_not_the_answer(other: Callable[[str], object]) -> None:
    Job.objects.create(kind="first", run_at=AT, payload={})
    began: list[int] = []

    def deed() -> str:
        OF_KIND.all("first")
        began.append(1)
        if len(began) == 1:
            other("UPDATE platform_job SET attempts = 5")
        insert_later(a_job())
        try:
            settle(a_job("unnumbered"))  # takes the lock, and finds it out
        except Exception as fault:
            raise ValueError from fault
        return "done"

    assert optimistic(deed) == "done"
    assert kept() == [("first", 5), ("post", 0)]


def test_a_refusal_leaves_nothing_and_nothing_is_done_for_it_later() -> None:
    done: list[str] = []

    def deed() -> None:
        insert_later(a_job("before"))
        transaction.on_commit(lambda: done.append("never"))
        TRIED.surely(0, 0, otherwise=Overtaken)

    with pytest.raises(Overtaken):
        optimistic(deed)
    optimistic(lambda: insert_later(a_job()))
    assert done == []
    assert kept() == [("post", 0)]


def test_whatever_fails_at_the_commit_leaves_nothing_and_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault that is none of the database's Django does not undo there."""
    done: list[str] = []

    def deed() -> None:
        insert_later(a_job("before"))
        transaction.on_commit(lambda: done.append("never"))
        settle()

    def fail(_connection: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "_commit", fail)
        with pytest.raises(MemoryError):
            optimistic(deed)
    optimistic(lambda: insert_later(a_job()))
    assert done == []
    assert kept() == [("post", 0)]


def test_what_is_asked_after_a_write_sees_it() -> None:
    def deed() -> list[str]:
        insert_later(a_job("one"))
        by_statement = OF_KIND.all("one")
        insert_later(a_job("two"))
        return [*(job.kind for job in by_statement), *Job.objects.order_by("pk").values_list("kind", flat=True)]

    assert optimistic(deed) == ["one", "one", "two"]


def test_django_s_own_questions_see_what_waits_and_what_it_writes_is_guarded_like_the_rest() -> None:
    def deed() -> tuple[int, int]:
        insert_later(a_job("one"))
        seen = Job.objects.filter(kind="one").count()
        return seen, Job.objects.filter(kind="one").update(attempts=7)

    assert optimistic(deed) == (1, 1)
    assert kept() == [("one", 7)]


def test_numbers_taken_ahead_are_those_the_rows_bear_and_nobody_else_is_given_them() -> None:
    def deed() -> list[Job]:
        OF_KIND.all("post")
        take_numbers((Job, 3))
        rows = [a_job("post") for _ in range(2)]
        insert(*rows)
        assert all(row.pk for row in rows)
        return rows

    first = optimistic(deed)
    between = Job.objects.create(kind="between", run_at=AT, payload={})
    second = optimistic(deed)
    numbers = [row.pk for row in (*first, between, *second)]
    assert numbers == sorted(set(numbers))
    assert [kind for kind, _ in kept()] == ["post", "post", "between", "post", "post"]


@on_sqlite
def test_a_deed_that_only_reads_takes_no_lock(other: Callable[[str], object]) -> None:
    def deed() -> int:
        found = len(OF_KIND.all("first"))
        other("BEGIN IMMEDIATE")
        return found

    assert optimistic(deed) == 0
    other("COMMIT")


def test_a_deed_within_a_transaction_is_part_of_it() -> None:
    @atomic
    def outer() -> None:
        optimistic(lambda: insert_surely(a_job(), otherwise=Overtaken))
        raise Overtaken

    with pytest.raises(Overtaken):
        outer()
    assert kept() == []


def test_threads_that_count_the_same_row_lose_no_step() -> None:
    job = Job.objects.create(kind="count", run_at=AT, payload={})

    def step() -> None:
        (found,) = OF_KIND.all("count")
        TRIED.surely(found.pk, found.attempts, otherwise=Overtaken)
        insert_later(a_job("step"))

    refused: list[int] = []

    def work() -> None:
        for _ in range(20):
            try:
                optimistic(step)
            except Overtaken:
                refused.append(1)  # PostgreSQL: the row had moved on; SQLite does it again
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    steps = 80 - len(refused)
    job.refresh_from_db()
    assert (job.attempts, Job.objects.filter(kind="step").count()) == (steps, steps)
    assert connection.vendor == "postgresql" or not refused


@pytest.mark.only_on("postgresql")
def test_a_deed_that_was_undone_for_another_is_done_again() -> None:
    """Two deeds that take the same two rows in opposite order: the server lets one of them go on."""
    one, two = (Job.objects.create(kind="row", run_at=AT, payload={}) for _ in range(2))
    both_hold = threading.Barrier(2)
    began: list[int] = []

    def work(first: int, second: int) -> None:
        def deed() -> None:
            began.append(first)
            Job.objects.filter(pk=first).update(attempts=F("attempts") + 1)
            if began.count(first) == 1:
                both_hold.wait(timeout=30)
            Job.objects.filter(pk=second).update(attempts=F("attempts") + 1)

        optimistic(deed)
        connection.close()

    threads = [threading.Thread(target=work, args=each) for each in ((one.pk, two.pk), (two.pk, one.pk))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(began) == 3
    assert kept() == [("row", 2), ("row", 2)]
