"""The cursor for statements whose SQL stays the same: PostgreSQL keeps their plan."""

import functools
import importlib
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper


def cursor() -> CursorWrapper:
    """A cursor that leaves the values out of the SQL, so that the statement can be prepared on the connection."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    backend: Any = connection
    plain, told = _server_binding()
    return backend._prepare_cursor((told if backend.queries_logged else plain)(backend.connection))  # type: ignore[no-any-return]


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
