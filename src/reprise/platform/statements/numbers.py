"""Numbers of rows taken before the rows are written, so that what bears or names them can wait for the commit."""

from collections import deque
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Any

from django.db.models import Model

from reprise.platform.database.told import Later, Told
from reprise.platform.statements.asking import this_database

Counts = tuple[tuple[type[Model], int], ...]


def take_numbers(*counts: tuple[type[Model], int]) -> None:
    """Have so many rows of each table numbered by the next question; those not used are lost with the block.

    Only where writes are gathered, and where asking costs a journey: SQLite numbers rows as they are written.
    """
    database = this_database()
    if not (database.is_far and database.gathering and database.in_atomic_block):
        return

    def keep(told: Told) -> None:
        numbers = iter(told[0][0])
        for model, count in counts:
            database.numbers.setdefault(model, deque()).extend(islice(numbers, count))

    database.later(Later((_asked(counts), ()), keep))


def numbered(rows: Sequence[Model], database: Any) -> bool:
    """Give new rows of one table the numbers taken for them, if there are enough."""
    taken = database.numbers.get(type(rows[0]))
    if taken is None or len(taken) < len(rows):
        return False
    for row in rows:
        row.pk = taken.popleft()
    return True


@cache
def _asked(counts: Counts) -> str:
    return "SELECT " + ", ".join(f"nextval('{series_of(model)}')" for model, count in counts for _ in range(count))


def series_of(model: type[Model]) -> str:
    """The sequence of a table's numbers, as PostgreSQL names it."""
    meta: Any = model._meta
    return f"{meta.db_table}_{meta.pk.column}_seq"
