"""Numbers taken from SQLite's own series: each is given once, whoever else takes some at the same moment."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reprise.platform.database.sqlite.counting import taken_numbers

SERIES = (("row", "id", 3),)


class Overtaken(sqlite3.Connection):
    """A connection before whose first transaction something happens."""

    before: Callable[[], object] | None = None

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if self.before and sql == "BEGIN IMMEDIATE":
            before, self.before = self.before, None
            before()
        return super().execute(sql, *values)


@pytest.fixture
def one(tmp_path: Path) -> Overtaken:
    connection = sqlite3.connect(tmp_path / "rows.sqlite3", isolation_level=None, factory=Overtaken)
    connection.execute("CREATE TABLE row (id INTEGER PRIMARY KEY AUTOINCREMENT, word TEXT)")
    return connection


def test_two_that_begin_a_series_at_the_same_moment_are_given_different_numbers(one: Overtaken, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "rows.sqlite3", isolation_level=None)
    theirs: list[int] = []
    one.before = lambda: theirs.extend(taken_numbers(other, SERIES, 1))
    assert (taken_numbers(one, SERIES, 1), theirs) == ([4, 5, 6], [1, 2, 3])
    assert one.execute("SELECT name, seq FROM sqlite_sequence").fetchall() == [("row", 6)]


def test_numbers_follow_those_of_rows_that_are_there_and_rows_follow_them(one: Overtaken) -> None:
    one.execute("INSERT INTO row (id, word) VALUES (7, 'seven')")
    one.execute("DELETE FROM sqlite_sequence")
    assert taken_numbers(one, SERIES, 1) == [8, 9, 10]
    assert one.execute("INSERT INTO row (word) VALUES ('next') RETURNING id").fetchone() == (11,)


@pytest.mark.parametrize("usual", [0, 2])
def test_how_a_connection_waits_for_the_disk_stays_as_it_was(one: Overtaken, usual: int) -> None:
    one.execute(f"PRAGMA synchronous = {usual}")
    taken_numbers(one, SERIES, 1)
    assert one.execute("PRAGMA synchronous").fetchone() == (usual,)
