"""Numbers for rows that are written later, taken from the series that SQLite itself goes on from (`AUTOINCREMENT`)."""

import sqlite3
from functools import lru_cache

from reprise.platform.database.gathering import Series
from reprise.platform.database.sqlite.turns import begin_writing, patiently


def taken_numbers(connection: sqlite3.Connection, series: Series, patience: float) -> list[int]:
    """The next numbers of each table, in the order of the series; nobody else is given them.

    The disk is not waited for, as at each commit: numbers that a power cut makes forgotten were given to no row.
    Checkpoints wait for it even so.
    """
    ((usual,),) = connection.execute("PRAGMA synchronous")
    connection.execute("PRAGMA synchronous = NORMAL")
    try:
        last = patiently(connection, patience, lambda: _moved(connection, tuple(series)))
        if len(last) < len(series):
            last |= _begun(connection, tuple(each for each in series if each[0] not in last), patience)
    finally:
        connection.execute(f"PRAGMA synchronous = {usual}")
    return [number for table, _, count in series for number in range(last[table] - count + 1, last[table] + 1)]


def _begun(connection: sqlite3.Connection, series: tuple[tuple[str, str, int], ...], patience: float) -> dict[str, int]:
    """The last numbers of series that no row has begun: with the first row SQLite would do it."""
    begin_writing(connection, patience)
    try:
        told = _moved(
            connection, series
        )  # another process may have begun one meanwhile: nothing forbids to do so twice
        for table, column, count in series:
            if table not in told:
                told[table] = connection.execute(
                    f'INSERT INTO sqlite_sequence (name, seq) SELECT ?, ? + coalesce(max("{column}"), 0) FROM "{table}"'  # noqa: S608  # names of our own tables
                    " RETURNING seq",
                    (table, count),
                ).fetchone()[0]
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return told


def _moved(connection: sqlite3.Connection, series: tuple[tuple[str, str, int], ...]) -> dict[str, int]:
    """The last numbers of the series that are begun, which now go on after them."""
    return dict(connection.execute(_moving(series)).fetchall())


@lru_cache(1_000)
def _moving(series: Series) -> str:
    whens = " ".join(f"WHEN '{table}' THEN {count}" for table, _column, count in series)
    names = ", ".join(f"'{table}'" for table, *_ in series)
    return (
        f"UPDATE sqlite_sequence SET seq = seq + CASE name {whens} END WHERE name IN ({names})"  # noqa: S608  # names of our own tables
        " RETURNING name, seq"
    )
