"""Numbers of rows taken before the rows are written, so that what bears or names them can wait for the commit."""

from collections import deque
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Any

from django.db.models import Model

from reprise.platform.database.gathering import Series
from reprise.platform.statements.asking import this_database

Counts = tuple[tuple[type[Model], int], ...]


def take_numbers(*counts: tuple[type[Model], int]) -> None:
    """Have so many rows of each table numbered, by the next question at the latest; unused numbers are lost.

    Only where writes are gathered, and wait: elsewhere a database numbers rows as they are written.
    """
    database = this_database()
    if not (database.asks_ahead and database.gathering and database.in_atomic_block):
        return

    def keep(told: Sequence[int]) -> None:
        numbers = iter(told)
        for model, count in counts:
            database.numbers.setdefault(model, deque()).extend(islice(numbers, count))

    database.take_numbers(_series(counts), keep)


def numbered(rows: Sequence[Model], database: Any) -> bool:
    """Give new rows of one table the numbers taken for them, if there are enough."""
    taken = database.numbers.get(type(rows[0]))
    if taken is None or len(taken) < len(rows):
        return False
    for row in rows:
        row.pk = taken.popleft()
    return True


@cache
def _series(counts: Counts) -> Series:
    return tuple((model._meta.db_table, str(model._meta.pk.column), count) for model, count in counts)
