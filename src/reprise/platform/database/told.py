"""What is asked of a database and what it tells, the same for both."""

from collections.abc import Callable, Sequence
from typing import Any

Asked = tuple[str, Sequence[Any]]  # a statement with %s in the places of its values, and the values
Told = tuple[list[tuple[Any, ...]], int]  # its rows, and how many it found or touched
Then = Callable[[Told], None]


def one_by_one(database: Any, asked: Sequence[Asked]) -> list[Told]:
    """Django's own way, where somebody counts or guards what is asked."""
    return [_slowly(database, *each) for each in asked]


def _slowly(database: Any, sql: str, values: Sequence[Any]) -> Told:
    with database.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else [], cursor.rowcount
