"""Who waits to write in SQLite leaves nothing behind that another writer's thread would have to close for them."""

import gc
import sqlite3
import threading
from collections.abc import Iterator

import pytest
from django.db import connection, transaction

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
