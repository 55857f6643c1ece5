"""The statements prepared on one connection, and how several are asked in one round trip.

A round trip costs two switches between processes, more than either side spends on a short statement. The driver's own
cursors go the same way in a dozen calls of Python each; its pipeline is made for many rows, not for haste.
"""

import re
import select
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Any, Final

import psycopg
from psycopg import pq
from psycopg.adapt import PyFormat, Transformer
from psycopg.generators import fetch_many
from psycopg.waiting import Ready

from reprise.platform.database.told import Asked, Told

MOST: Final = 1_000  # statements kept prepared; the house asks a tenth of that
_GOOD: Final = frozenset({pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK})
_PLACE: Final = re.compile(r"%[s%]")
_BY_ZERO: Final = b"22012"


class NothingTouched(Exception):  # a refusal, whose own words whoever asked knows
    """A statement that must touch a row touched none; the transaction cannot be committed any more."""

    def __init__(self, place: int) -> None:
        super().__init__(f"statement {place}")
        self.place = place


@dataclass(slots=True)
class _Statement:
    name: bytes
    formats: list[PyFormat]
    rows: Any  # the driver's Transformer: how its values are written and its rows are read
    is_read: bool = False


class Prepared:
    """The statements of one connection, for as long as it lives."""

    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self.connection, self._server = connection, connection.pgconn
        self._known: dict[str, _Statement] = {}

    def told(self, asked: Sequence[Asked]) -> list[Told]:
        """Ask the statements in their order, together; the first fault undoes those that follow."""
        statements, values = self._ready(asked)
        begins = not self.connection.autocommit and self._server.transaction_status == pq.TransactionStatus.IDLE
        if len(statements) == 1 and not begins:
            results = [self._server.exec_prepared(statements[0].name, values[0])]
        else:
            results = self._together(statements, values, before=[b"BEGIN"] * begins)[begins:]
        return [_read(each, self._checked(result)) for each, result in zip(statements, results, strict=True)]

    def told_and_committed(self, asked: Sequence[tuple[Asked, bool]]) -> list[Told]:
        """The same, and commit; a statement that is marked fails where it touches no row, so that no commit follows."""
        statements, values = self._ready([(_guarded(sql), v) if guarded else (sql, v) for (sql, v), guarded in asked])
        begins = self._server.transaction_status == pq.TransactionStatus.IDLE
        results = self._together(statements, values, before=[b"BEGIN"] * begins, after=[b"COMMIT"])[begins:]
        for place, (_, guarded) in enumerate(asked):
            if guarded and results[place].error_field(pq.DiagnosticField.SQLSTATE) == _BY_ZERO:
                raise NothingTouched(place)
        checked = [self._checked(result) for result in results]
        return [_read(*each) for each in zip(statements, checked, strict=False)]

    def _ready(self, asked: Sequence[Asked]) -> tuple[list[_Statement], list[Any]]:
        if len(self._known) + len(asked) > MOST:  # before any of them is looked up: all leave together
            self._checked(self._server.exec_(b"DEALLOCATE ALL"))
            self._known.clear()
        statements = [self._known.get(sql) or self._prepare(sql, len(values)) for sql, values in asked]
        values = [
            statement.rows.dump_sequence(each, statement.formats)
            for statement, (_, each) in zip(statements, asked, strict=True)
        ]
        return statements, values

    def _together(
        self, statements: list[_Statement], values: list[Any], *, before: list[bytes], after: Sequence[bytes] = ()
    ) -> list[pq.abc.PGresult]:
        """The results of all, fetched: faults are looked at afterwards."""
        server = self._server
        server.enter_pipeline_mode()
        try:
            for each in before:  # as the driver does before the first statement of a transaction
                server.send_query_params(each, None)
            for statement, one in zip(statements, values, strict=True):
                server.send_query_prepared(statement.name, one)
            for each in after:
                server.send_query_params(each, None)
            server.pipeline_sync()
            self._send()
            results = [self._result() for _ in range(len(before) + len(statements) + len(after))]
            self._fetched()  # the sync
        finally:
            if server.status == pq.ConnStatus.OK:
                server.exit_pipeline_mode()
        return results

    def _result(self) -> pq.abc.PGresult:
        """The one result of the next statement."""
        results = self._fetched()
        if not results:
            raise psycopg.OperationalError(self._server.error_message.decode() or "the server went away")
        return results[-1]

    def _fetched(self) -> list[pq.abc.PGresult]:
        """What the next statement came to. Waited for here: the driver would not let other threads go on meanwhile."""
        fetching = fetch_many(self._server)
        try:
            fetching.send(None)
            while True:
                self._wait(select.POLLIN)
                fetching.send(Ready.R)
        except StopIteration as done:
            results: list[pq.abc.PGresult] = done.value
            return results

    def _send(self) -> None:
        """Send to the end; a server that answers already is listened to meanwhile, or both would wait for ever."""
        while self._server.flush():
            if self._wait(select.POLLIN | select.POLLOUT) & select.POLLIN:
                self._server.consume_input()

    def _wait(self, event: int) -> int:
        line = select.poll()
        line.register(self._server.socket, event)
        return line.poll()[0][1]

    def _checked(self, result: pq.abc.PGresult) -> pq.abc.PGresult:
        if result.status in _GOOD:
            return result
        if self._server.status != pq.ConnStatus.OK:
            raise psycopg.OperationalError(self._server.error_message.decode())
        raise psycopg.errors.error_from_result(result)

    def _prepare(self, sql: str, places: int) -> _Statement:
        numbers = count(1)
        text = _PLACE.sub(lambda found: f"${next(numbers)}" if found[0] == "%s" else "%", sql)
        name = f"reprise_{len(self._known)}".encode()
        self._checked(self._server.prepare(name, text.encode()))  # the server knows the types of the places itself
        made = self._known[sql] = _Statement(name, [PyFormat.TEXT] * places, Transformer(self.connection))
        return made


def _read(statement: _Statement, result: pq.abc.PGresult) -> Told:
    touched = result.command_tuples or 0
    if result.status != pq.ExecStatus.TUPLES_OK:
        return [], touched
    statement.rows.set_pgresult(result, set_loaders=not statement.is_read)
    statement.is_read = True
    rows = statement.rows.load_rows(0, result.ntuples, tuple)
    statement.rows.set_pgresult(None, set_loaders=False)  # the rows are read: let go of the answer
    return rows, touched


@lru_cache(MOST)
def _guarded(sql: str) -> str:
    """A statement that fails where it touches no row, for it divides by how many there were."""
    return f"WITH touched AS ({sql} RETURNING 1) SELECT 1 / count(*) FROM touched"  # noqa: S608  # our own statements
