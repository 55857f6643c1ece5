"""Numbers for rows that are written later, taken from the series that SQLite itself goes on from (`AUTOINCREMENT`)."""

import sqlite3
from functools import lru_cache

from reprise.platform.database.gathering import Series


def counted(connection: sqlite3.Connection, series: Series) -> list[int]:
    """The next numbers of each table, in the order of the series; to be called with the lock for writing."""
    wanted = {table: count for table, _column, count in series}
    last = dict(connection.execute(_moving(tuple(series))).fetchall())
    for table, column, count in series:
        if table not in last:  # SQLite begins a series with the first row
            last[table] = connection.execute(
                f'INSERT INTO sqlite_sequence (name, seq) SELECT ?, ? + coalesce(max("{column}"), 0) FROM "{table}"'  # noqa: S608  # names of our own tables
                " RETURNING seq",
                (table, count),
            ).fetchone()[0]
    return [number for table, count in wanted.items() for number in range(last[table] - count + 1, last[table] + 1)]


@lru_cache(1_000)
def _moving(series: Series) -> str:
    whens = " ".join(f"WHEN '{table}' THEN {count}" for table, _column, count in series)
    names = ", ".join(f"'{table}'" for table, *_ in series)
    return (
        f"UPDATE sqlite_sequence SET seq = seq + CASE name {whens} END WHERE name IN ({names})"  # noqa: S608  # names of our own tables
        " RETURNING name, seq"
    )
