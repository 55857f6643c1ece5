"""Statements built once say what the querysets say, on both databases."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from reprise.core.refusals import Overtaken
from reprise.platform.idempotency.models import IdempotencyRecord
from reprise.platform.jobs.models import Job
from reprise.platform.statements import Reading, Writing, gathered, insert, insert_later, insert_new, together
from reprise.platform.statements.converting import from_text

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
DUE = Reading(lambda kind, at: Job.objects.filter(kind=kind, run_at__lte=at).order_by("-run_at")[:2])
TRIED = Writing(
    lambda job_id, tries, fault: (
        Job.objects.filter(pk=job_id, attempts__gte=F("attempts") + tries - 1),
        {"attempts": F("attempts") + tries, "fault": fault, "lease_until": None},
    )
)


def a_job(minutes: int = 0, **fields: object) -> Job:
    return Job(kind="post", run_at=AT + timedelta(minutes=minutes), payload={"letter": "é"}, **fields)


def test_rows_come_back_as_they_were_written_with_their_numbers() -> None:
    early, late, later = a_job(-9), a_job(-1), a_job(+1)
    insert(early, late, later)
    assert len({early.pk, late.pk, later.pk}) == 3
    found = DUE.all("post", AT)
    assert found == [late, early]
    assert (found[0].payload, found[0].run_at, found[0].lease_until) == ({"letter": "é"}, late.run_at, None)
    assert DUE.first("post", AT) == late
    assert DUE.first("another kind", AT) is None


def test_rows_of_many_numbers_come_with_what_they_are_annotated_with() -> None:
    numbered = Reading(
        lambda kind, *numbers: Job.objects.filter(kind=kind, pk__in=numbers).annotate(since=F("run_at")).order_by("pk"),
        more=3,
    )
    first, second, third = a_job(1), a_job(2), a_job(3)
    insert(first, second, third)
    found: list[Any] = numbered.all("post", first.pk, third.pk, 0)
    assert [(job, job.since) for job in found] == [(first, first.run_at), (third, third.run_at)]


def test_a_row_that_was_read_is_changed_and_saved_like_any_other() -> None:
    insert(a_job())
    job = DUE.all("post", AT)[0]
    job.kind = "parcel"
    job.save()
    assert Job.objects.get().kind == "parcel"


def test_an_update_finds_the_row_only_as_its_guard_wants_it() -> None:
    job = a_job()
    insert(job)
    assert TRIED.rows(job.pk, 1, "no answer") == 1
    assert TRIED.rows(job.pk, 2, "too often") == 0
    job.refresh_from_db()
    assert (job.attempts, job.fault) == (1, "no answer")


def test_an_update_tells_what_a_column_holds_now() -> None:
    job = a_job()
    insert(job)
    count = Writing(lambda number: (Job.objects.filter(pk=number), {"attempts": F("attempts") + 1}), tells="attempts")
    assert [count.told(job.pk), count.told(job.pk), count.told(job.pk + 1)] == [[1], [2], []]


def test_a_row_that_is_there_already_is_not_written_and_undoes_nothing() -> None:
    answer = {"token_id": 1, "key": "same", "fingerprint": "x", "created_at": AT}
    with transaction.atomic():
        assert insert_new(first := IdempotencyRecord(**answer))
        assert not insert_new(second := IdempotencyRecord(**answer))
        insert(a_job())
    assert (IdempotencyRecord.objects.count(), Job.objects.count()) == (1, 1)
    assert first.pk is not None
    assert second.pk is None


def test_other_faults_are_not_swallowed() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_new(IdempotencyRecord(key="k", fingerprint="x", created_at=AT))  # of no token


def test_the_statement_is_the_same_text_each_time() -> None:
    with CaptureQueriesContext(connection) as asked:
        DUE.all("post", AT)
        DUE.all("post", AT)
    first, second = (query["sql"] for query in asked)
    assert first == second
    assert "ORDER BY" in first


def test_a_fault_of_the_database_comes_as_django_s_own() -> None:
    job = a_job()
    insert(job)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(a_job(priority=None))
    assert Job.objects.count() == 1


def test_several_questions_are_asked_together() -> None:
    insert(a_job(-1), a_job(-2))
    due, none = together(DUE.of("post", AT), DUE.of("another kind", AT))
    assert [job.run_at for job in due] == [AT - timedelta(minutes=1), AT - timedelta(minutes=2)]
    assert none == []
    assert together() == []


def test_what_is_gathered_is_written_before_the_next_question_and_at_the_end() -> None:
    job = a_job()
    with transaction.atomic(), gathered():
        insert_later(job)
        assert DUE.all("post", AT) == [job]
        assert job.pk is not None
        TRIED.surely(job.pk, 1, "no answer", otherwise=Overtaken)
        assert Job.objects.get().fault == "no answer"  # Django's own questions come after it too
        insert_later(another := a_job())
    assert another.pk is not None
    assert Job.objects.count() == 2


def a_deed(job: Job, tries: int) -> None:
    """Write a job and change another, which is refused after more than one try."""
    with transaction.atomic(), gathered():
        insert_later(a_job())
        TRIED.surely(job.pk, tries, "too often", otherwise=Overtaken)


def test_a_guard_that_finds_no_row_undoes_the_whole_deed() -> None:
    insert(job := a_job())
    with pytest.raises(Overtaken):
        a_deed(job, 2)
    assert Job.objects.count() == 1
    a_deed(job, 1)
    assert Job.objects.count() == 2


def test_outside_a_block_everything_is_written_at_once() -> None:
    job = a_job()
    insert_later(job)
    assert job.pk is not None
    with pytest.raises(Overtaken):
        TRIED.surely(job.pk, 2, "too often", otherwise=Overtaken)


@pytest.mark.django_db(transaction=True)
def test_no_commit_comes_before_what_was_gathered() -> None:
    with transaction.atomic(), gathered():
        insert_later(a_job())
    connection.close()
    assert Job.objects.count() == 1


@pytest.mark.parametrize("payload", [{}, {"a": [1.5, None, True]}, {"many digits": 10**30}, {"é": "😀"}])
def test_what_a_row_holds_in_json_comes_back_as_it_was(payload: dict[str, object]) -> None:
    insert(Job(kind="post", run_at=AT, payload=payload))
    assert DUE.all("post", AT)[0].payload == Job.objects.get().payload == payload


def test_half_of_a_pair_of_surrogates_is_read_as_python_reads_it() -> None:
    assert from_text(r'{"half": "\ud83d"}') == {"half": "\ud83d"}
    assert from_text(None) is None


def test_a_server_that_can_packs_long_texts_the_quicker_way() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setting = 'lz4' OR NOT 'lz4' = ANY (enumvals) FROM pg_settings"
                " WHERE name = 'default_toast_compression'"
            )
            assert cursor.fetchall() in ([(True,)], [])
