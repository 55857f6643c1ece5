"""The first tables of an instance: what every migration together comes to, written down for each database.

`python -m tools.tables` writes both files; nobody edits them.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.db import connections, transaction

_FOLDER: Final = Path(__file__).parent
_ONE_AT_A_TIME: Final = 2_026_112_600  # the lock of whoever makes the tables: several machines may begin together


def written(vendor: str) -> Path:
    """Where the statements stand that make the tables and name the migrations they stand for."""
    return _FOLDER / f"{vendor}.sql"


def make_first_tables(alias: str) -> bool:
    """Make every table of an empty database, or none; whether it was empty."""
    connection = connections[alias]
    with transaction.atomic(using=alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # SQLite has one writer at a time anyway
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
        if connection.introspection.table_names(cursor):
            return False
        for statement in _statements(connection.vendor):
            cursor.execute(statement)
    return True


def _statements(vendor: str) -> Iterator[str]:
    """What is sent at once: everything to PostgreSQL, one after the other to SQLite, which takes no more."""
    script = written(vendor).read_text(encoding="utf-8")
    if vendor != "sqlite":
        yield script
        return
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
