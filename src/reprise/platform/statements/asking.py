"""The connection that statements are asked on: one of `platform.database`, which takes several at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model


def this_database() -> Any:
    """The connection of this thread itself: `django.db.connection` looks it up at every attribute."""
    return connections[DEFAULT_DB_ALIAS]


@contextmanager
def gathered() -> Iterator[None]:
    """What is written `surely` or by `insert_later` within the block waits for its next question, or its end.

    A block within a block is part of it. Elsewhere everything is written at once.
    """
    database = this_database()
    database.gathering += 1
    try:
        yield
        if database.gathering == 1:
            database.settle()
    except BaseException:
        database.drop()
        raise
    finally:
        database.gathering -= 1
        if not database.gathering:
            database.numbers.clear()
            database.ahead.clear()


def settle(*rows: Model) -> None:
    """Have written now what was to be written later, unless these new rows have their numbers already."""
    if not rows or any(row.pk is None for row in rows):
        this_database().settle()
