"""The cursor for statements whose SQL stays the same: PostgreSQL keeps their plan."""

import functools
import importlib
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
    return backend._prepare_cursor(_server_binding()(backend.connection))  # type: ignore[no-any-return]


@functools.cache
def _server_binding() -> Any:
    # Loaded when the first statement is asked: an instance on SQLite needs no driver of PostgreSQL in memory.
    return importlib.import_module("django.db.backends.postgresql.base").ServerBindingCursor
