"""How a statement whose SQL stays the same is asked: PostgreSQL keeps its plan, and its cursor is kept too."""

import functools
import importlib
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

Rows = list[tuple[Any, ...]]


def this_database() -> Any:
    """The connection of this thread itself: `django.db.connection` looks it up at every attribute."""
    return connections[DEFAULT_DB_ALIAS]


def ask(database: Any, sql: str, values: Sequence[Any], *, rows: bool = True) -> tuple[Rows, int]:
    """Ask a statement, its values left out of the SQL so that it can be prepared; its rows, and how many it touched."""
    if database.vendor != "postgresql":
        return _asked(database.cursor(), sql, values, rows=rows)
    database.close_if_health_check_failed()
    database.ensure_connection()
    if database.queries_logged or database.execute_wrappers:  # somebody counts or guards what is asked
        plain, told = _server_binding()
        own = (told if database.queries_logged else plain)(database.connection)
        return _asked(database._prepare_cursor(own), sql, values, rows=rows)
    database.validate_thread_sharing()
    database.validate_no_broken_transaction()
    kept = _kept_cursor(database)
    with database.wrap_database_errors:
        kept.execute(sql, values)
        return kept.fetchall() if rows else [], kept.rowcount


def _asked(cursor: Any, sql: str, values: Sequence[Any], *, rows: bool) -> tuple[Rows, int]:
    with cursor as asked:
        asked.execute(sql, values)
        return asked.fetchall() if rows else [], asked.rowcount


def _kept_cursor(database: Any) -> Any:
    """One cursor for as long as the connection lives: whoever asks has read every row before somebody else asks."""
    kept = database.__dict__.get("reprise_cursor")
    if kept is None or kept.connection is not database.connection or kept.closed:
        plain, _told = _server_binding()
        kept = database.reprise_cursor = plain(database.connection)
    return kept


@functools.cache
def _server_binding() -> tuple[Any, Any]:
    """The driver's cursor, and one that also tells Django's log of queries what was asked."""
    # Loaded when the first statement is asked: an instance on SQLite needs no driver of PostgreSQL in memory.
    plain: Any = importlib.import_module("django.db.backends.postgresql.base").ServerBindingCursor

    def execute(self: Any, query: str, params: Any = None) -> Any:
        try:
            return plain.execute(self, query, params)
        finally:
            self._query = SimpleNamespace(query=query.encode())  # where Django looks for it

    return plain, type("ToldCursor", (plain,), {"execute": execute})
