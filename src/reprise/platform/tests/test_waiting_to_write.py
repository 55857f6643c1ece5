"""Who waits to write in SQLite leaves nothing behind that another writer's thread would have to close for them."""

import gc
import sqlite3
import threading
from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection, transaction

from reprise.platform.jobs.models import Job
from reprise.platform.tests.test_statements import AT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kept() -> Iterator[list[object]]:
    """What only the collector would let go of."""
    gc.collect()
    gc.set_debug(gc.DEBUG_SAVEALL)
    yield gc.garbage
    gc.set_debug(0)
    gc.garbage.clear()


def test_waiting_for_the_one_who_writes_leaves_no_cursor_to_the_collector(kept: list[object]) -> None:
    if connection.vendor != "sqlite":
        return  # PostgreSQL has no such queue
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    end = threading.Timer(0.1, other.execute, ["COMMIT"])
    end.start()
    with transaction.atomic():
        assert connection.in_atomic_block
    end.join()
    other.close()
    gc.collect()
    assert [left for left in kept if isinstance(left, sqlite3.Cursor)] == []


def begin_with_patience(milliseconds: int) -> None:
    """Begin to write, or give up."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds}")
    with transaction.atomic():
        pass


def in_a_thread(*writes: str) -> list[str]:
    """Kinds of jobs that threads of this process write at once, in the order of who came first."""

    def write(kind: str) -> None:
        with transaction.atomic():
            Job.objects.create(kind=kind, run_at=AT, payload={})
        connection.close()

    threads = [threading.Thread(target=write, args=[kind]) for kind in writes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(Job.objects.values_list("kind", flat=True))


def test_threads_that_write_at_once_wait_for_one_another() -> None:
    assert in_a_thread(*"abcdefgh") == list("abcdefgh")


def test_who_gives_up_waiting_leaves_the_turn_to_the_next() -> None:
    if connection.vendor != "sqlite":
        return
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        begin_with_patience(20)
    other.execute("COMMIT")
    other.close()
    assert in_a_thread("next") == ["next"]


def test_who_hangs_up_in_the_middle_leaves_the_turn_to_the_next() -> None:
    if connection.vendor != "sqlite":
        return
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    connection.close()
    assert in_a_thread("next") == ["next"]


def test_who_is_undone_leaves_the_turn_to_the_next() -> None:
    with pytest.raises(ValueError, match="undone"), transaction.atomic():
        raise ValueError("undone")
    assert in_a_thread("next") == ["next"]
