"""What both databases keep of a transaction whose writes wait: until its next question, or until its commit."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from reprise.platform.database.told import Told

Series = Sequence[tuple[str, str, int]]
"""Tables, the column that numbers their rows, and how many numbers are wanted."""

Readers = Mapping[type[Any], Callable[[Any], Any]]
"""For fields of a kind, how their values are read where Django takes a longer way."""


class Gathering:
    """The part of a connection that `platform.statements` speaks to; it stands before Django's own class."""

    run_on_commit: list[Any]  # Django's: what is done after the commit

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gathering = 0  # blocks that are open (statements.gathered)
        self.numbers: dict[type, deque[int]] = {}  # taken ahead for new rows of a model (statements.take_numbers)
        self.ahead: dict[Any, dict[Any, Told | None]] = {}  # answers to what was asked ahead (statements.Reading)

    was_overtaken = False  # whether the transaction that locked late is to be done again

    @contextmanager
    def locking_late(self) -> Iterator[None]:
        """Have the transaction that begins in this block hold up others only while it writes, where it would longer."""
        yield

    @property
    def asks_ahead(self) -> bool:
        """Whether what is needed later is better asked now."""
        raise NotImplementedError

    def take_numbers(self, series: Series, keep: Callable[[Sequence[int]], object]) -> None:
        """Take numbers for rows that are written later, and have them kept in the order of the series."""
        raise NotImplementedError

    def _last_writes(self) -> None:
        """Write what waits for the commit, and commit too where that saves a journey."""
        raise NotImplementedError

    def _commit(self) -> Any:
        try:
            self._last_writes()
            return super()._commit()  # type: ignore[misc]  # nothing is left of it if the commit went along
        except BaseException:
            # A refusal is no fault of the database, after which Django would undo and forget by itself.
            self.run_on_commit = []
            self._rollback()
            raise

    def _rollback(self) -> Any:
        return super()._rollback()  # type: ignore[misc]
