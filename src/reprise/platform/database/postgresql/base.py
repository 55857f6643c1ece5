"""PostgreSQL as Django speaks to it, and a shorter way for what is asked all day."""

import select
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from django.db.backends.postgresql import base
from psycopg import adapt
from psycopg.types.datetime import TimestamptzLoader

from reprise.platform.database.gathering import Gathering, Readers, Series
from reprise.platform.database.postgresql.prepared import NothingTouched, Prepared
from reprise.platform.database.told import Asked, Later, Told, one_by_one

_Django: Any = base.DatabaseWrapper  # its stubs know little of it

_QUICK_PACKING: Final = (
    "SELECT set_config(name, 'lz4', false) FROM pg_settings"
    " WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)"
)


class _Instant(TimestamptzLoader):
    """Reads a moment as the server writes it in UTC, the zone of Django's connections, by one call into C."""

    timezone = UTC  # where Django looks for it

    def load(self, data: Any) -> datetime:
        try:
            return datetime.fromisoformat(str(data, "ascii"))
        except ValueError:  # before Christ, or infinity
            return super().load(data)


class DatabaseWrapper(Gathering, _Django):  # type: ignore[misc]
    """What is written `later` leaves with the next question, in one round trip, and at the latest with the commit.

    Where what waits may refuse, the server itself is asked to fail then, so that no commit follows.
    """

    asks_ahead = True  # each question is a journey
    readers: Final[Readers] = {}  # the driver's own are as quick

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting: list[Later] = []
        self._prepared: Prepared | None = None

    def told(self, *asked: Asked) -> list[Told]:
        """Ask together, after whatever still waits to be written."""
        waiting, self._waiting = self._waiting, []
        try:
            told = self._told([*(each.ready() for each in waiting), *asked])
            for each, one in zip(waiting, told, strict=False):
                each.look(one)
        except BaseException:
            # It comes up in a question of somebody else, who may catch it and know nothing of what it undoes.
            if waiting and self.in_atomic_block:
                self.needs_rollback = True
            raise
        return told[len(waiting) :]

    def later(self, later: Later) -> None:
        """Write it before anything else is asked."""
        self._waiting.append(later)
        if not (self.gathering and self.in_atomic_block):
            self.settle()

    def take_numbers(self, series: Series, keep: Callable[[Sequence[int]], object]) -> None:
        """Have the server count with the next question."""
        self.later(Later((_counting(tuple(series)), ()), lambda told: keep(told[0][0])))

    def settle(self) -> None:
        """Write now what waits."""
        if self._waiting:
            self.told()

    def drop(self) -> None:
        """Let go of what waits: the deed it was part of is undone."""
        self._waiting.clear()

    def _told(self, asked: Sequence[Asked]) -> list[Told]:
        prepared = self._ready()
        if prepared is None:
            return one_by_one(self, asked)
        with self.wrap_database_errors:
            return prepared.told(asked)

    def _ready(self) -> Prepared | None:
        """The shorter way, unless somebody counts or guards what is asked."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        if self.queries_logged or self.execute_wrappers:
            return None
        self.validate_thread_sharing()
        self.validate_no_broken_transaction()
        if self._prepared is None or self._prepared.connection is not self.connection:
            self._prepared = Prepared(self.connection)
        return self._prepared

    def _configure_connection(self, connection: Any) -> bool:
        """Have long texts packed the quicker way, where the server knows it: packing is a tenth of all writing."""
        with connection.cursor() as cursor:
            cursor.execute(_QUICK_PACKING)
        super()._configure_connection(connection)
        return True

    def _cursor(self, name: str | None = None) -> Any:
        self.settle()  # Django asks something itself
        return super()._cursor(name)

    def _last_writes(self) -> None:
        """Write what waits, and have the commit travel with it."""
        prepared = self._ready() if self._waiting else None
        if prepared is None:
            self.settle()
            return
        waiting, self._waiting = self._waiting, []
        try:
            with self.wrap_database_errors:
                told = prepared.told_and_committed([(each.ready(), each.otherwise is not None) for each in waiting])
        except NothingTouched as nothing:
            refused = waiting[nothing.place].otherwise
            self._rollback()  # it may ask which words to refuse in, and of a failed transaction nothing can be asked
            raise (refused() if refused else nothing) from None
        for each, one in zip(waiting, told, strict=True):
            each.then(one)

    def _rollback(self) -> Any:
        self.drop()
        return super()._rollback()

    def _savepoint_commit(self, sid: str) -> None:
        try:
            self.settle()
        except BaseException:
            self.needs_rollback = False  # what failed came after the savepoint
            self._savepoint_rollback(sid)
            raise
        super()._savepoint_commit(sid)

    def _savepoint_rollback(self, sid: str) -> None:
        self.drop()  # all of it came after the savepoint, which was set by a cursor
        super()._savepoint_rollback(sid)

    def close(self) -> None:
        """Close; what waited was of a transaction that ends with it."""
        self.drop()
        super().close()

    def is_usable(self) -> bool:
        """Whether the server is still there: it says nothing unasked, unless it ends.

        Asking it (`SELECT 1`) would be a round trip for each request; a server that vanished without a word answers
        neither way, and the next question finds out.
        """
        if self.connection is None or self.connection.closed:
            return False
        line = select.poll()
        line.register(self.connection.fileno(), select.POLLIN)
        return not line.poll(0)

    def get_connection_params(self) -> dict[str, Any]:
        """As Django's, with a quicker reader of moments."""
        params = super().get_connection_params()
        adapters = adapt.AdaptersMap(params["context"])
        adapters.register_loader("timestamptz", _Instant)
        return {**params, "context": adapters}


@lru_cache(1_000)
def _counting(series: Series) -> str:
    return "SELECT " + ", ".join(f"nextval('{name_of(*each)}')" for *each, count in series for _ in range(count))


def name_of(table: str, column: str) -> str:
    """The sequence of a table's numbers, as PostgreSQL names it."""
    return f"{table}_{column}_seq"
