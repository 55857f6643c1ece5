"""Whose turn it is to write in SQLite: the threads of a process wait for one another, one of them for other processes.

SQLite's own steps grow to a tenth of a second, most of it for nothing; and threads that all look often cost more than
they gain.
"""

import functools
import sqlite3
import threading
import time
from typing import Final

from django.db import OperationalError

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
    until = time.monotonic() + patience
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while not _begun(connection):
            if time.monotonic() > until:
                raise OperationalError("database is locked")
            time.sleep(STEP)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {round(patience * 1_000)}")


def _begun(connection: sqlite3.Connection) -> bool:
    # Straight to SQLite: what Django raises holds its cursor in a ring of references, and the collector of another
    # thread that writes would wait to close it until this one has stopped waiting for that very thread.
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as fault:
        if fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            return False
        raise OperationalError(*fault.args) from fault
    return True


@functools.cache
def _turn_at(_name: str) -> threading.Lock:
    return threading.Lock()
