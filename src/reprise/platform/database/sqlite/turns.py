"""Whose turn it is to write in SQLite: the threads of a process wait for one another, one of them for other processes.

SQLite's own steps grow to a tenth of a second, most of it for nothing; and threads that all look often cost more than
they gain.
"""

import functools
import sqlite3
import threading
import time
from collections.abc import Callable
from typing import Final, TypeVar

from django.db import OperationalError

Given = TypeVar("Given")
STEP: Final = 0.0005  # seconds between two looks whether another process still writes


def patience_of(connection: sqlite3.Connection) -> float:
    """How many seconds this connection waits."""
    ((milliseconds,),) = connection.execute("PRAGMA busy_timeout")
    return float(milliseconds) / 1_000


def turn_taken(name: str, patience: float) -> threading.Lock:
    """The turn among the threads of this process that write to one database, taken."""
    turn = _turn_at(name)
    if not turn.acquire(timeout=patience):
        raise OperationalError("database is locked")
    return turn


def begin_writing(connection: sqlite3.Connection, patience: float) -> None:
    """Take SQLite's lock for writing once no other process holds it."""
    patiently(connection, patience, lambda: connection.execute("BEGIN IMMEDIATE"))


def patiently(connection: sqlite3.Connection, patience: float, step: Callable[[], Given]) -> Given:
    """What a step gives that needs the lock for writing, once no other process holds it."""
    until = time.monotonic() + patience
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                return step()
            except sqlite3.OperationalError as fault:
                # Straight from SQLite: what Django raises holds its cursor in a ring of references, and the collector
                # of another thread that writes would wait to close it until this one has stopped waiting for it.
                if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise OperationalError(*fault.args) from fault
                if time.monotonic() > until:
                    raise OperationalError("database is locked") from None
            time.sleep(STEP)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {round(patience * 1_000)}")


@functools.cache
def _turn_at(_name: str) -> threading.Lock:
    return threading.Lock()
