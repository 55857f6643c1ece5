"""SQLite as Django speaks to it, a shorter way for what is asked all day, and a quicker queue of writers."""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import get_ident
from typing import Any, Final

from django.conf import settings
from django.db.backends.sqlite3 import base

from reprise.platform.database.gathering import Gathering, Readers, Series
from reprise.platform.database.sqlite.asking import ask
from reprise.platform.database.sqlite.counting import taken_numbers
from reprise.platform.database.sqlite.late import Late, Moved, is_question
from reprise.platform.database.sqlite.moments import READERS, DatabaseOperations
from reprise.platform.database.sqlite.turns import begin_writing, patience_of, turn_taken
from reprise.platform.database.told import Asked, Later, Told, one_by_one

_Django: Any = base.DatabaseWrapper  # its stubs know little of it


class DatabaseWrapper(Gathering, _Django):  # type: ignore[misc]
    """Each question is asked at once, for there is no way that several could share.

    What is written `later` is written at once too, but in a transaction that takes the lock for writing late.
    """

    ops_class = DatabaseOperations
    readers: Final[Readers] = READERS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: threading.Lock | None = None  # held while this connection writes, or will
        self._patience = 0.0  # seconds the transaction waits for whoever writes
        self._is_patient = False  # whether the next transaction takes the lock late
        self._late: Late | None = None  # of the transaction, until it takes the lock
        self._is_logged = bool(settings.DEBUG)

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
        if not self._is_ready():
            return one_by_one(self, asked)
        if self._late is not None and not self._late.can_tell(asked):
            self._take_lock()
        try:
            if self._late is not None:
                return self._late.told(self.connection, asked)
            return [ask(self.connection, *each) for each in asked]
        except sqlite3.Error:
            with self.wrap_database_errors:
                raise

    def _is_ready(self) -> bool:
        """Whether the shorter way is open, which it is not while somebody counts or guards what is asked."""
        if self.connection is None or self.needs_rollback or self._thread_ident != get_ident():
            self.ensure_connection()  # Django's own looks, which know what to say
            self.validate_thread_sharing()
            self.validate_no_broken_transaction()
        return not (self.force_debug_cursor or self.execute_wrappers or self._is_logged)

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
        if self._late is not None:
            if self.connection.in_transaction:
                self.connection.execute("COMMIT")  # it has only read, and asks again at last what it has read
            with self.wrap_database_errors:
                keep(taken_numbers(self.connection, series, self._patience))

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
                begin_writing(self.connection, self._patience)
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
        self._patience = patience_of(self.connection)
        self._turn = turn_taken(str(self.settings_dict["NAME"]), self._patience)
        if self._is_patient:
            self._late, self._is_patient = Late(), False
            return
        try:
            begin_writing(self.connection, self._patience)
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
        self._let_others()  # the next may think while the disk writes

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
