"""What is asked of a database and what it tells, the same for both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Asked = tuple[str, Sequence[Any]]  # a statement with %s in the places of its values, and the values
Told = tuple[list[tuple[Any, ...]], int]  # its rows, and how many it found or touched
Then = Callable[[Told], object]
Otherwise = Callable[[], Exception]


@dataclass(frozen=True, slots=True)
class Later:
    """What waits to be written, what is done with what comes of it, and how it refuses where it touches no row."""

    asked: Asked | Callable[[], Asked]
    then: Then
    otherwise: Otherwise | None = None

    def ready(self) -> Asked:
        """What is asked; it may be made ready only when it leaves."""
        return self.asked() if callable(self.asked) else self.asked

    def look(self, told: Told) -> None:
        """See what came of it, or refuse."""
        if self.otherwise and not told[1]:
            raise self.otherwise()
        self.then(told)


def one_by_one(database: Any, asked: Sequence[Asked]) -> list[Told]:
    """Django's own way, where somebody counts or guards what is asked."""
    return [_slowly(database, *each) for each in asked]


def _slowly(database: Any, sql: str, values: Sequence[Any]) -> Told:
    with database.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else [], cursor.rowcount
