"""Lets tests that need real transactions empty tables in which the product may never delete.

PostgreSQL truncates, which such triggers do not see; on SQLite they step aside for the moment of emptying.
"""

from collections.abc import Iterable

from django.db import connections, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.sqlite3.base import DatabaseWrapper

_flush = DatabaseWrapper.ops_class.execute_sql_flush


def _execute_sql_flush(self: BaseDatabaseOperations, sql_list: Iterable[str]) -> None:
    connection = connections[self.connection.alias]
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        _flush(self, sql_list)
        for _name, sql in triggers:
            cursor.execute(sql)


def step_aside() -> None:
    """Install it, once, before the first test."""
    DatabaseWrapper.ops_class.execute_sql_flush = _execute_sql_flush  # type: ignore[method-assign]
