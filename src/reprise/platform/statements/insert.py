from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import AutoField, Model

from reprise.platform.statements.asking import cursor


@dataclass(frozen=True, slots=True)
class _Table:
    """How rows of a model are written."""

    head: str
    values: str
    fields: tuple[Any, ...]
    number: str  # the column the database counts, empty where rows bring their own key


def insert(*rows: Model) -> None:
    """Write new rows of one table by one statement; the numbers the database gives them are filled in."""
    if rows:
        _written(rows, "")


def insert_new(row: Model) -> bool:
    """Write a row unless a unique constraint says that there is such a one; says whether it was written.

    Of two at the same moment, the second waits for the first one's transaction to end.
    """
    return _written((row,), " ON CONFLICT DO NOTHING") == 1


def _written(rows: Sequence[Model], unless: str) -> int:
    table = _table(type(rows[0]))
    places = ", ".join([table.values] * len(rows))
    returning = f" RETURNING {table.number}" if table.number else ""
    values = [
        field.get_db_prep_save(field.pre_save(row, add=True), connection) for row in rows for field in table.fields
    ]
    with cursor() as asked:
        asked.execute(f"{table.head} {places}{unless}{returning}", values)
        numbers = asked.fetchall() if table.number else []
        count = len(numbers) if table.number else asked.rowcount
    for row, (number,) in zip(rows, numbers, strict=False):
        row.pk = number
    if count == len(rows):
        for row in rows:
            row._state.adding, row._state.db = False, connection.alias
    return count


@cache
def _table(model: type[Model]) -> _Table:
    meta: Any = model._meta
    quote = connection.ops.quote_name
    counted = isinstance(meta.pk, AutoField)
    fields = tuple(field for field in meta.local_concrete_fields if not (counted and field.primary_key))
    columns = ", ".join(quote(field.column) for field in fields)
    return _Table(
        f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES", f"({', '.join(['%s'] * len(fields))})", fields,
        quote(meta.pk.column) if counted else "",
    )  # fmt: skip
