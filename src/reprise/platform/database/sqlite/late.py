"""A transaction that reads without SQLite's only lock for writing, and takes it at last: to check, to write, to commit.

The law, the letters and the answer of a step are computed between its first question and its last; nobody else needs
to wait for that. With the lock taken, everything it had read is asked again: if each answer is the same, all of it is
as if it had been done then; if one is not, nothing is written, and the deed is done anew.
"""

import sqlite3
from collections.abc import Sequence
from typing import Any

from reprise.platform.database.sqlite.asking import ask
from reprise.platform.database.told import Asked, Later, Told


class Moved(Exception):  # no refusal: whoever began the transaction does it anew
    """What a transaction has read is no longer so."""


class Late:
    """What one transaction has read before it took the lock, and what it will write with it."""

    def __init__(self) -> None:
        self.waiting: list[Later] = []
        self._read: list[tuple[Asked, list[tuple[Any, ...]]]] = []

    def can_tell(self, asked: Sequence[Asked]) -> bool:
        """Whether these are questions, which need not see what waits to be written."""
        return not self.waiting and all(map(is_question, asked))

    def told(self, connection: sqlite3.Connection, asked: Sequence[Asked]) -> list[Told]:
        """Ask, all of the transaction as of one moment."""
        if not connection.in_transaction:
            connection.execute("BEGIN")
        told = [ask(connection, *each) for each in asked]
        self._read += [(each, rows) for each, (rows, _count) in zip(asked, told, strict=True)]
        return told

    def is_still_so(self, connection: sqlite3.Connection) -> bool:
        """Whether every question has the answer it had."""
        return all(ask(connection, *asked)[0] == rows for asked, rows in self._read)


def is_question(asked: Asked) -> bool:
    """Whether a statement only reads."""
    return asked[0].startswith("SELECT")
