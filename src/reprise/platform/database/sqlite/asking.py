"""Straight to SQLite: one statement with its values, without Django's cursor around it."""

import functools
import sqlite3
from collections.abc import Sequence
from typing import Any

from reprise.platform.database.told import Told


def ask(connection: sqlite3.Connection, sql: str, values: Sequence[Any]) -> Told:
    """Its rows, and how many it found or touched."""
    cursor = connection.execute(_with_marks(sql), values)
    rows = cursor.fetchall()
    return rows, cursor.rowcount if cursor.rowcount >= 0 else len(rows)


@functools.lru_cache(1_000)
def _with_marks(sql: str) -> str:
    """The statement with SQLite's sign for a value's place."""
    return "%".join(part.replace("%s", "?") for part in sql.split("%%"))
