from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.db.models import (
    AutoField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    Field,
    IntegerField,
    Model,
    TextField,
)

from reprise.platform.database.told import Asked, Told
from reprise.platform.statements.asking import this_database

#: Values that go into a column of such a field as they are; what else is said of it the field makes ready itself.
_AS_THEY_ARE: Final[tuple[tuple[Any, type], ...]] = ((CharField, str), (TextField, str), (IntegerField, int),
                                                     (BooleanField, bool))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Table:
    """How rows of a model are written."""

    head: str
    values: str
    fields: tuple[tuple[str, Any, frozenset[type]], ...]  # its attribute, the field, and what it takes as it is
    number: str  # the column the database counts, empty where rows bring their own key


def insert(*rows: Model) -> None:
    """Write new rows of one table by one statement; the numbers the database gives them are filled in."""
    if rows:
        database = this_database()
        _number(rows, database.told(_asked(rows, database))[0], database)


def insert_later(*rows: Model) -> None:
    """The same, where writes are gathered with the next question; until then the rows have no numbers."""
    if rows:
        database = this_database()
        database.later(_asked(rows, database), lambda told: _number(rows, told, database))


def insert_new(row: Model) -> bool:
    """Write a row unless a unique constraint says that there is such a one; says whether it was written.

    Of two at the same moment, the second waits for the first one's transaction to end.
    """
    database = this_database()
    (told,) = database.told(_asked((row,), database, " ON CONFLICT DO NOTHING"))
    return _number((row,), told, database) == 1


def insert_or_leave(row: Model) -> None:
    """Write a row later unless there is such a one, which then stays as it is."""
    database = this_database()
    database.later(_asked((row,), database, " ON CONFLICT DO NOTHING"), lambda _told: None)


def _asked(rows: Sequence[Model], database: Any, unless: str = "") -> Asked:
    table = _table(type(rows[0]))
    places = ", ".join([table.values] * len(rows))
    returning = f" RETURNING {table.number}" if table.number else ""
    values = [_value(row, *place, database) for row in rows for place in table.fields]
    return f"{table.head} {places}{unless}{returning}", values


def _number(rows: Sequence[Model], told: Told, database: Any) -> int:
    """Give rows that were written their numbers; how many there are."""
    numbers, count = told
    counted = bool(_table(type(rows[0])).number)
    if counted:
        for row, (number,) in zip(rows, numbers, strict=False):
            row.pk = number
    written = len(numbers) if counted else count
    if written == len(rows):
        for row in rows:
            row._state.adding, row._state.db = False, database.alias
    return written


def _value(row: Model, name: str, field: Any, plain: frozenset[type], database: Any) -> Any:
    value = row.__dict__.get(name)
    if type(value) in plain:
        return value
    return field.get_db_prep_save(field.pre_save(row, add=True), database)


@cache
def _table(model: type[Model]) -> _Table:
    meta: Any = model._meta
    quote = this_database().ops.quote_name
    counted = isinstance(meta.pk, AutoField)
    fields = tuple(field for field in meta.local_concrete_fields if not (counted and field.primary_key))
    columns = ", ".join(quote(field.column) for field in fields)
    return _Table(
        f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES", f"({', '.join(['%s'] * len(fields))})",
        tuple((field.attname, field, _plain(field)) for field in fields), quote(meta.pk.column) if counted else "",
    )  # fmt: skip


def _plain(field: Any) -> frozenset[type]:
    """What a field of Django writes as it is: nothing at all, and where its kind says so values of one type."""
    target, own = field.target_field if field.is_relation else field, type(field)
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):  # set when it is written
        return frozenset()
    if own.pre_save is not Field.pre_save and own not in {DateField, DateTimeField}:
        return frozenset()
    for kind, plain in _AS_THEY_ARE:
        if isinstance(target, kind) and type(target).get_prep_value is kind.get_prep_value:
            return frozenset({plain, type(None)})
    return frozenset({type(None)})
