"""The statements prepared on one connection, and how several are asked in one round trip.

A round trip costs two switches between processes, more than either side spends on a short statement. The driver's own
cursors go the same way in a dozen calls of Python each; its pipeline is made for many rows, not for haste.
"""

import re
import select
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

import psycopg
from psycopg import pq
from psycopg.adapt import PyFormat, Transformer

from reprise.platform.database.told import Asked, Told

MOST: Final = 1_000  # statements kept prepared; the house asks a tenth of that
_GOOD: Final = frozenset({pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK})
_PLACE: Final = re.compile(r"%[s%]")


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
        statements = [self._known.get(sql) or self._prepare(sql, len(values)) for sql, values in asked]
        values = [
            statement.rows.dump_sequence(each, statement.formats)
            for statement, (_, each) in zip(statements, asked, strict=True)
        ]
        begins = not self.connection.autocommit and self._server.transaction_status == pq.TransactionStatus.IDLE
        if len(statements) == 1 and not begins:
            results = [self._checked(self._server.exec_prepared(statements[0].name, values[0]))]
        else:
            results = self._together([each.name for each in statements], values, begins=begins)
        return [_read(*each) for each in zip(statements, results, strict=True)]

    def _together(self, names: list[bytes], values: list[Any], *, begins: bool) -> list[pq.abc.PGresult]:
        server = self._server
        server.enter_pipeline_mode()
        try:
            if begins:  # as the driver does before the first statement of a transaction
                server.send_query_params(b"BEGIN", None)
            for name, each in zip(names, values, strict=True):
                server.send_query_prepared(name, each)
            server.pipeline_sync()
            self._send()
            results = list(self._answers(len(names) + begins))
        finally:
            if server.status == pq.ConnStatus.OK:
                server.exit_pipeline_mode()
        return [self._checked(result) for result in results][begins:]

    def _answers(self, number: int) -> Iterator[pq.abc.PGresult]:
        """The result of each statement, all of them fetched: faults are looked at afterwards."""
        for _ in range(number):
            result = self._next()
            if result is None:
                raise psycopg.OperationalError(self._server.error_message.decode() or "the server went away")
            yield result
            self._next()  # none: the end of this statement's results
        self._next()  # the sync

    def _send(self) -> None:
        """Send to the end; a server that answers already is listened to meanwhile, or both would wait for ever."""
        while self._server.flush():
            if self._wait(select.POLLIN | select.POLLOUT) & select.POLLIN:
                self._server.consume_input()

    def _next(self) -> pq.abc.PGresult | None:
        """The next result. Waited for here: the driver would wait for it without letting other threads go on."""
        while self._server.is_busy():
            self._wait(select.POLLIN)
            self._server.consume_input()
        return self._server.get_result()

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
        if len(self._known) >= MOST:
            self._checked(self._server.exec_(b"DEALLOCATE ALL"))
            self._known.clear()
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
