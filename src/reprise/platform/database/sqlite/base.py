"""SQLite as Django speaks to it, a shorter way for what is asked all day, and a quicker queue of writers."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db.backends.sqlite3 import base

from reprise.platform.database.gathering import Gathering, Series
from reprise.platform.database.sqlite.asking import ask
from reprise.platform.database.sqlite.counting import counted
from reprise.platform.database.sqlite.late import Late, Moved, is_question
from reprise.platform.database.sqlite.moments import DatabaseOperations
from reprise.platform.database.sqlite.turns import begin_writing, patience_of, turn_taken
from reprise.platform.database.told import Asked, Later, Told, one_by_one

_Django: Any = base.DatabaseWrapper  # its stubs know little of it


class DatabaseWrapper(Gathering, _Django):  # type: ignore[misc]
    """Each question is asked at once, for there is no way that several could share.

    What is written `later` is written at once too, but in a transaction that takes the lock for writing late.
    """

    ops_class = DatabaseOperations
    has_one_lock = True  # for all who write

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: threading.Lock | None = None  # held while this connection writes, or will
        self._is_patient = False  # whether the next transaction takes the lock late
        self._late: Late | None = None  # of the transaction, until it takes the lock
        self.was_overtaken = False

    @property
    def asks_ahead(self) -> bool:
        """What is asked after something waits to be written needs the lock."""
        return self._late is not None

    @contextmanager
    def locking_late(self) -> Iterator[None]:
        """Have the transaction that begins in this block take the lock for writing when it writes, not before.

        Where another process changed meanwhile what it had read, it is undone, and `was_overtaken` says so.
        """
        self._is_patient, self.was_overtaken = True, False
        try:
            yield
        finally:
            self._is_patient = False

    def told(self, *asked: Asked) -> list[Told]:
        """Ask one after the other."""
        self.ensure_connection()
        if self.queries_logged or self.execute_wrappers:
            return one_by_one(self, asked)
        self.validate_thread_sharing()
        self.validate_no_broken_transaction()
        if self._late is not None and not self._late.can_tell(asked):
            self._take_lock()
        with self.wrap_database_errors:
            if self._late is not None:
                return self._late.told(self.connection, asked)
            return [ask(self.connection, *each) for each in asked]

    def later(self, later: Later) -> None:
        """Write it, and look at what came of it; in a transaction that takes the lock late, with the lock."""
        late = self._late
        if late is None or not self.gathering:
            later.look(self.told(later.ready())[0])
        elif not callable(later.asked) and is_question(later.asked) and not late.waiting:
            later.look(self.told(later.asked)[0])
        else:
            late.waiting.append(later)

    def take_numbers(self, series: Series, keep: Callable[[Sequence[int]], object]) -> None:
        """Take them at once, in a small transaction before: others who write take numbers after these."""
        if self._late is None:
            return
        connection = self.connection
        if connection.in_transaction:
            connection.execute("COMMIT")  # it has only read, and asks again at last what it has read
        # Numbers that a power cut makes forgotten were given to no row. Checkpoints wait for the disk even so.
        ((usual,),) = connection.execute("PRAGMA synchronous")
        connection.execute("PRAGMA synchronous = NORMAL")
        try:
            with self.wrap_database_errors:
                begin_writing(connection, patience_of(connection))
                numbers = counted(connection, series)
                connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            connection.execute(f"PRAGMA synchronous = {usual}")
        keep(numbers)

    def settle(self) -> None:
        """Write now what waits."""
        if self._late is not None and self._late.waiting:
            self._take_lock()

    def drop(self) -> None:
        """Let go of what waits: the deed it was part of is undone."""
        if self._late is not None:
            self._late.waiting.clear()

    def _take_lock(self) -> None:
        """Take the lock for writing, see that what was read is still so, and write what waits."""
        late, self._late = self._late, None
        if late is None:
            return
        try:
            with self.wrap_database_errors:
                if self.connection.in_transaction:
                    self.connection.execute("COMMIT")
                begin_writing(self.connection, patience_of(self.connection))
                if not late.is_still_so(self.connection):
                    self.was_overtaken = True
                    raise Moved
            for each in late.waiting:
                each.look(self.told(each.ready())[0])
        except BaseException:
            # It comes up in a question of somebody else, who may catch it and know nothing of what it undoes.
            self.needs_rollback = self.in_atomic_block
            raise

    def _start_transaction_under_autocommit(self) -> None:
        if self.transaction_mode != "IMMEDIATE":
            super()._start_transaction_under_autocommit()
            return
        patience = patience_of(self.connection)
        self._turn = turn_taken(str(self.settings_dict["NAME"]), patience)
        if self._is_patient:
            self._late, self._is_patient = Late(), False
            return
        try:
            begin_writing(self.connection, patience)
        except BaseException:
            self._let_others()
            raise

    def _cursor(self, name: str | None = None) -> Any:
        self._take_lock()  # Django asks something itself, and we know not what
        return super()._cursor(name)

    def _last_writes(self) -> None:
        """Write what waits; a transaction that has only read needs no lock at all."""
        self.settle()
        self._late = None

    def _commit(self) -> Any:
        done = super()._commit()
        self._let_others()
        return done

    def _rollback(self) -> Any:
        self._late = None
        try:
            return super()._rollback()
        finally:
            self._let_others()

    def _close(self) -> Any:
        self._late = None
        try:
            return super()._close()
        finally:
            self._let_others()

    def _let_others(self) -> None:
        """It is the turn of the next thread that writes."""
        turn, self._turn = self._turn, None
        if turn:
            turn.release()
