"""What is known to be needed travels ahead, and says what it would have said later; on both databases."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import AutoField

from reprise.core.refusals import Overtaken
from reprise.platform.database.postgresql.base import name_of
from reprise.platform.idempotency.models import IdempotencyRecord
from reprise.platform.jobs.models import Job
from reprise.platform.statements import (
    Reading,
    gathered,
    insert,
    insert_as_it_becomes,
    insert_later,
    settle,
    take_numbers,
)

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
OF_KIND = Reading(lambda kind: Job.objects.filter(kind=kind).order_by("id"))


def a_job(kind: str = "post") -> Job:
    return Job(kind=kind, run_at=AT, payload={})


def test_rows_whose_numbers_were_taken_have_them_before_they_are_written() -> None:
    with transaction.atomic(), gathered():
        take_numbers((Job, 3))
        OF_KIND.all("post")
        insert(first := a_job(), second := a_job())
        insert_later(third := a_job())
        settle(first, third)
        assert first.pk < second.pk < third.pk
        insert(fourth := a_job())  # no number is left: the database counts it
        assert OF_KIND.all("post") == [first, second, third, fourth]
    assert [job._state.adding for job in (first, second, third, fourth)] == [False] * 4


def test_the_series_of_every_table_is_named_as_we_say() -> None:
    counted = [model for model in apps.get_models() if isinstance(model._meta.pk, AutoField)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in counted:
                cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [model._meta.db_table, model._meta.pk.column])
                assert cursor.fetchone() == (f"public.{name_of(model._meta.db_table, str(model._meta.pk.column))}",)
    assert len(counted) > 50


def test_numbers_that_nobody_used_are_not_kept_for_the_next_block() -> None:
    with transaction.atomic(), gathered():
        take_numbers((Job, 2))
        OF_KIND.all("post")
    assert not connection.numbers  # type: ignore[attr-defined]
    with transaction.atomic(), gathered():
        insert(a_job())
    assert Job.objects.count() == 1


def test_what_is_asked_ahead_answers_the_same_question_once() -> None:
    insert(a_job())
    with transaction.atomic(), gathered():
        OF_KIND.ahead("post")
        OF_KIND.ahead("parcel")
        assert OF_KIND.all("parcel") == []
        assert len(OF_KIND.all("post")) == 1
        insert_later(a_job())
        assert len(OF_KIND.all("post")) == 2  # asked again, it sees what was written since
    OF_KIND.ahead("post")  # where nothing is gathered it is asked when it is needed
    insert(a_job())
    assert len(OF_KIND.all("post")) == 3


def a_record() -> IdempotencyRecord:
    return IdempotencyRecord(token_id=1, key="same", fingerprint="x", created_at=AT)


def test_a_row_is_written_as_it_became_until_then() -> None:
    with transaction.atomic(), gathered():
        take_numbers((IdempotencyRecord, 1))
        OF_KIND.all("post")
        if insert_as_it_becomes(record := a_record(), otherwise=Overtaken):
            assert record._state.adding
            record.body = "done"
        else:
            insert(record)  # this database numbers rows as it writes them
            assert not record._state.adding
    assert IdempotencyRecord.objects.get().body in {"done", ""}


def a_second_record() -> None:
    with transaction.atomic(), gathered():
        take_numbers((IdempotencyRecord, 1))
        OF_KIND.all("post")
        insert(a_job())
        if not insert_as_it_becomes(a_record(), otherwise=Overtaken):
            raise Overtaken


def test_such_a_row_that_is_there_already_undoes_the_deed() -> None:
    insert(a_record())
    with pytest.raises(Overtaken):
        a_second_record()
    assert not Job.objects.exists()
    assert IdempotencyRecord.objects.count() == 1
