from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Model

from reprise.platform.database.told import Asked, Later, Otherwise, Told
from reprise.platform.statements.asking import this_database
from reprise.platform.statements.numbers import numbered
from reprise.platform.statements.slots import adapted
from reprise.platform.statements.tables import Column, table_of


def insert(*rows: Model) -> None:
    """Write new rows of one table by one statement; the numbers the database gives them are filled in.

    Where numbers were taken for them (`take_numbers`) they have those at once, and are written later.
    """
    if not rows:
        return
    database = this_database()
    if not _later(rows, database, must_be_numbered=True):
        _number(rows, database.told(_asked(rows, database))[0], database)


def insert_later(*rows: Model) -> None:
    """The same, where writes are gathered with the next question; until then the rows may have no numbers."""
    if rows:
        _later(rows, this_database())


def insert_as_it_becomes(row: Model, *, otherwise: Otherwise) -> bool:
    """Write a row later, as it is by then, and refuse then if there is such a one; False where it has no number yet.

    Until it is written, its `_state` says that it is being added.
    """
    database = this_database()
    if row.pk is None and not numbered((row,), database):
        return False

    asked = partial(_asked, (row,), database, " ON CONFLICT DO NOTHING", is_numbered=True)
    database.later(Later(asked, lambda _told: _written((row,), database), otherwise))
    return True


def insert_new(row: Model) -> bool:
    """Write a row unless a unique constraint says that there is such a one; says whether it was written.

    Of two at the same moment, the second waits for the first one's transaction to end.
    """
    database = this_database()
    (told,) = database.told(_asked((row,), database, " ON CONFLICT DO NOTHING"))
    return _number((row,), told, database) == 1


def insert_surely(row: Model, *, otherwise: Otherwise) -> None:
    """Write a row later, and refuse then if a unique constraint says that there is such a one.

    Without a number taken for it the row learns none.
    """
    database = this_database()
    is_numbered = bool(database.numbers) and numbered((row,), database)
    asked = _asked((row,), database, " ON CONFLICT DO NOTHING", is_numbered=is_numbered, is_told=False)
    database.later(Later(asked, lambda _told: _written((row,), database), otherwise))


def insert_or_leave(row: Model) -> None:
    """Write a row later unless there is such a one, which then stays as it is, and the row without a number."""
    database = this_database()
    asked = _asked((row,), database, " ON CONFLICT DO NOTHING")
    database.later(Later(asked, lambda told: _number((row,), told, database)))


def _later(rows: Sequence[Model], database: Any, *, must_be_numbered: bool = False) -> bool:
    is_numbered = bool(database.numbers) and numbered(rows, database)
    if is_numbered or not must_be_numbered:
        asked = _asked(rows, database, is_numbered=is_numbered)
        database.later(Later(asked, lambda told: _number(rows, told, database, is_numbered=is_numbered)))
        return True
    return False


def _asked(
    rows: Sequence[Model], database: Any, unless: str = "", *, is_numbered: bool = False, is_told: bool = True
) -> Asked:
    table = table_of(type(rows[0]), is_numbered=is_numbered)
    places = ", ".join([table.values] * len(rows))
    returning = f" RETURNING {table.number}" if table.number and is_told else ""
    values = []
    for row in rows:
        told = row.__dict__
        for column in table.fields:  # most values go as they are: a return writes six hundred
            value = told.get(column[0])
            values.append(value if type(value) in column[2] else _ready(value, row, column, database))
    return f"{table.head} {places}{unless}{returning}", values


def _number(rows: Sequence[Model], told: Told, database: Any, *, is_numbered: bool = False) -> int:
    """Give rows that were written their numbers; how many there are."""
    numbers, count = told
    counted = bool(table_of(type(rows[0]), is_numbered=is_numbered).number)
    if counted:
        for row, (number,) in zip(rows, numbers, strict=False):
            row.pk = number
    written = len(numbers) if counted else count
    if written == len(rows):
        _written(rows, database)
    return written


def _written(rows: Sequence[Model], database: Any) -> None:
    for row in rows:
        row._state.adding, row._state.db = False, database.alias


def _ready(value: Any, row: Model, column: Column, database: Any) -> Any:
    _name, field, _plain, adaptable = column
    kind = type(value)
    if kind in adaptable and (kind is not datetime or value.tzinfo):
        return adapted(database, value)
    return field.get_db_prep_save(field.pre_save(row, add=True), database)
