"""Wait only briefly for the database, where something better than waiting can be done."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import Error, connection

SECONDS: Final = 3


@contextmanager
def briefly(seconds: int = SECONDS) -> Iterator[None]:
    """For as long as it lasts, a lock or a slow answer of the database fails after some seconds instead of holding on.

    Begin it outside any transaction: the setting belongs to the connection.
    """
    usual = _set(seconds)
    try:
        yield
    finally:
        _restore(usual)


def _set(seconds: int) -> str:
    milliseconds = seconds * 1_000
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA busy_timeout")
            usual = str(cursor.fetchone()[0])
            cursor.execute(f"PRAGMA busy_timeout = {milliseconds}")
            return usual
        cursor.execute(f"SET lock_timeout = {milliseconds}; SET statement_timeout = {milliseconds}")
    return ""


def _restore(usual: str) -> None:
    """Back to what was; a connection that broke meanwhile is begun anew by whoever needs it next."""
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(f"PRAGMA busy_timeout = {usual}")
            else:
                cursor.execute("RESET lock_timeout; RESET statement_timeout")
    except Error:
        connection.close()
