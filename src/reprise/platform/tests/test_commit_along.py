"""What waits is written with the commit, and whatever refuses then undoes the deed."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.db.transaction import TransactionManagementError

from reprise.core.refusals import Overtaken
from reprise.platform.database.postgresql import prepared
from reprise.platform.jobs.models import Job
from reprise.platform.statements import Writing, gathered, insert_later, insert_surely
from reprise.platform.transactions import be_whole

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
TRIED = Writing(lambda job_id, tries: (Job.objects.filter(pk=job_id, attempts=tries), {"attempts": F("attempts") + 1}))


def a_job(kind: str = "post", **fields: object) -> Job:
    return Job(kind=kind, run_at=AT, payload={"letter": "é"}, **fields)


def kept() -> list[tuple[str, int]]:
    """What is in the database, asked on a connection that saw nothing of the deed."""
    connection.close()
    return list(Job.objects.order_by("pk").values_list("kind", "attempts"))


def deed(*writes: Callable[[], object]) -> None:
    """Something that is written together."""
    with gathered(), transaction.atomic():
        for write in writes:
            write()


def there_is(kind: str = "first", **fields: object) -> Job:
    """A job of before."""
    with transaction.atomic():
        return Job.objects.create(kind=kind, run_at=AT, payload={}, **fields)


def new(kind: str = "post", **fields: object) -> Callable[[], object]:
    """A row that nothing stands in the way of."""
    return lambda: insert_later(a_job(kind, **fields))


def tried(number: int, before: int) -> Callable[[], object]:
    """A change that refuses unless it finds the row so."""
    return lambda: TRIED.surely(number, before, otherwise=Overtaken)


def surely(kind: str, dedupe_key: str) -> Callable[[], object]:
    """A row that refuses when there is such a one."""
    return lambda: insert_surely(a_job(kind, dedupe_key=dedupe_key), otherwise=Overtaken)


def test_a_deed_is_kept_whole_once_everything_was_as_it_should() -> None:
    third = a_job("third")
    deed(tried(there_is().pk, 0), surely("second", "one"), lambda: insert_later(third))
    assert third.pk
    assert not third._state.adding
    assert kept() == [("first", 1), ("second", 0), ("third", 0)]


def test_what_finds_no_row_refuses_in_its_own_words_and_nothing_is_kept() -> None:
    job = there_is()
    with pytest.raises(Overtaken):
        deed(new("before"), tried(job.pk, 7), new("after"))
    assert kept() == [("first", 0)]


def test_a_row_that_is_there_already_refuses_and_nothing_is_kept() -> None:
    there_is(dedupe_key="one")
    with pytest.raises(Overtaken):
        deed(new("before"), surely("second", "one"))
    assert kept() == [("first", 0)]


def test_a_fault_of_the_database_undoes_what_travelled_with_it() -> None:
    there_is(dedupe_key="one")
    with pytest.raises(IntegrityError):
        deed(new("before"), new("second", dedupe_key="one"), new("after"))
    assert kept() == [("first", 0)]


def test_the_connection_goes_on_after_a_refusal() -> None:
    for _ in range(3):
        with pytest.raises(Overtaken):
            deed(tried(0, 0))
        deed(new())
    assert kept() == [("post", 0)] * 3


def test_what_is_to_be_done_after_the_commit_is_done_after_it_and_only_then() -> None:
    done: list[int] = []
    deed(lambda: transaction.on_commit(lambda: done.append(Job.objects.count())), new())
    with pytest.raises(Overtaken):
        deed(lambda: transaction.on_commit(lambda: done.append(0)), tried(0, 0))
    assert done == [1]


def test_who_refuses_may_ask_the_database_for_its_words() -> None:
    there_is()

    def refusal() -> Overtaken:
        return Overtaken(field=Job.objects.get(kind="first").kind)

    with pytest.raises(Overtaken) as refused:
        deed(new("before"), lambda: TRIED.surely(0, 0, otherwise=refusal))
    assert refused.value.field == "first"
    deed(new())
    assert kept() == [("first", 0), ("post", 0)]


def test_a_refusal_that_comes_up_where_somebody_else_asks_is_not_caught_with_theirs() -> None:
    job = there_is()

    def ask() -> None:
        with suppress(Overtaken):
            there_is("another")

    with pytest.raises((Overtaken, TransactionManagementError)):
        deed(new("before"), tried(job.pk, 7), ask, new("after"), be_whole)
    assert kept() == [("first", 0)]


def test_a_refusal_within_a_savepoint_undoes_what_came_after_it_and_no_more() -> None:
    job = there_is()

    def refused() -> None:
        with suppress(Overtaken), transaction.atomic():
            new("within")()
            tried(job.pk, 7)()

    deed(new("before"), refused, new("after"), be_whole)
    assert kept() == [("first", 0), ("before", 0), ("after", 0)]


def test_statements_asked_together_are_all_prepared_even_where_room_is_made_for_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prepared, "MOST", 3)
    for first in range(6):
        asked = [(f"SELECT {first + more} AS told", ()) for more in range(3)]
        assert [rows for rows, _ in connection.told(*asked)] == [[(first + more,)] for more in range(3)]  # type: ignore[attr-defined]
