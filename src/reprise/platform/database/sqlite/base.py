"""SQLite as Django speaks to it, a shorter way for what is asked all day, and a quicker queue of writers."""

import functools
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Sequence
from typing import Any, Final

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from reprise.platform.database.sqlite.moments import DatabaseOperations
from reprise.platform.database.told import Asked, Later, Told, one_by_one

_Django: Any = base.DatabaseWrapper  # its stubs know little of it
STEP: Final = 0.0005  # seconds between two looks whether another process still writes


class DatabaseWrapper(_Django):  # type: ignore[misc]
    """There is no way to the database that several questions could share: each is asked at once."""

    ops_class = DatabaseOperations
    gathering = 0
    _turn: "threading.Lock | None" = None  # held while this connection writes
    is_far = False
    numbers: Final[dict[type, deque[int]]] = {}
    ahead: Final[dict[Any, dict[Any, Told | None]]] = {}

    def told(self, *asked: Asked) -> list[Told]:
        """Ask one after the other."""
        self.ensure_connection()
        if self.queries_logged or self.execute_wrappers:
            return one_by_one(self, asked)
        self.validate_thread_sharing()
        self.validate_no_broken_transaction()
        with self.wrap_database_errors:
            return [_told(self.connection, *each) for each in asked]

    def later(self, later: Later) -> None:
        """Write it, and look at what came of it."""
        later.look(self.told(later.ready())[0])

    def settle(self) -> None:
        """Nothing waits."""

    def drop(self) -> None:
        """Nothing waits."""

    def _start_transaction_under_autocommit(self) -> None:
        """Wait for whoever writes: the threads of a process for one another, and one of them for other processes.

        SQLite's own steps grow to a tenth of a second, most of it for nothing; and threads that all look often cost
        more than they gain.
        """
        if self.transaction_mode != "IMMEDIATE":
            super()._start_transaction_under_autocommit()
            return
        ((patience,),) = self.connection.execute("PRAGMA busy_timeout")
        until = time.monotonic() + patience / 1_000
        turn = _turn_at(str(self.settings_dict["NAME"]))
        if not turn.acquire(timeout=patience / 1_000):
            raise OperationalError("database is locked")
        self._turn = turn
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not self._begun():
                if time.monotonic() > until:
                    raise OperationalError("database is locked")
                time.sleep(STEP)
        except BaseException:
            self._let_others()
            raise
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {patience}")

    def _commit(self) -> Any:
        done = super()._commit()
        self._let_others()
        return done

    def _rollback(self) -> Any:
        try:
            return super()._rollback()
        finally:
            self._let_others()

    def _close(self) -> Any:
        try:
            return super()._close()
        finally:
            self._let_others()

    def _let_others(self) -> None:
        """It is the turn of the next thread that writes."""
        turn, self._turn = self._turn, None
        if turn:
            turn.release()

    def _begun(self) -> bool:
        # Straight to SQLite: what Django raises holds its cursor in a ring of references, and the collector of another
        # thread that writes would wait to close it until this one has stopped waiting for that very thread.
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                return False
            raise OperationalError(*fault.args) from fault
        return True


def _told(connection: sqlite3.Connection, sql: str, values: Sequence[Any]) -> Told:
    cursor = connection.execute(_with_marks(sql), values)
    rows = cursor.fetchall()
    return rows, cursor.rowcount if cursor.rowcount >= 0 else len(rows)


@functools.lru_cache(1_000)
def _with_marks(sql: str) -> str:
    """The statement with SQLite's sign for a value's place."""
    return "%".join(part.replace("%s", "?") for part in sql.split("%%"))


@functools.cache
def _turn_at(_name: str) -> threading.Lock:
    """Whose turn it is among the threads of this process that write to one database."""
    return threading.Lock()
