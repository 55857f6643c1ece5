"""Web processes that listen on one socket take its connections evenly."""

import asyncio
import mmap
import os
import socket
import tempfile
from array import array
from collections.abc import Callable
from typing import Any, Final

AWAY: Final = 0.001  # seconds a process looks away when another holds less
TIMES: Final = 10  # in a row; whoever does not take its turn by then is busy, or gone
PAUSE: Final = 1.0  # seconds without a new connection when there is no descriptor left for one
_ONE: Final = array("I").itemsize


def shared_counts(processes: int) -> int:
    """A descriptor of memory that all processes see: how many connections each of them holds."""
    with tempfile.TemporaryFile() as kept:
        os.ftruncate(kept.fileno(), processes * _ONE)
        return os.dup(kept.fileno())


class Held(set[Any]):
    """The connections a process holds; the others see how many."""

    def __init__(self, counts: int, place: int) -> None:
        super().__init__()
        self._counts, self._place, self._coming = memoryview(mmap.mmap(counts, 0)).cast("I"), place, 0
        self._tell()

    def expect(self, number: int) -> None:
        """Count what was taken and has not begun to speak, or never will."""
        self._coming = max(self._coming + number, 0)
        self._tell()

    def _tell(self) -> None:
        self._counts[self._place] = len(self) + self._coming

    def is_more_than_another(self) -> bool:
        """Whether another process holds fewer."""
        return self._counts[self._place] > min(self._counts)

    def add(self, connection: Any) -> None:
        super().add(connection)
        self.expect(-1)

    def discard(self, connection: Any) -> None:
        super().discard(connection)
        self._tell()

    def remove(self, connection: Any) -> None:
        super().remove(connection)
        self._tell()


class Taking:
    """Takes connections from a listening socket, one at a time, and leaves the next to whoever holds fewer.

    Left to themselves, the first process that wakes takes all that came at once: of four clients often four, and with
    connections that stay open it would answer them alone while the other process is idle.
    """

    def __init__(self, listening: socket.socket, held: Held, protocol: Callable[[], Any], tls: Any) -> None:
        self._listening, self._held, self._protocol, self._tls = listening, held, protocol, tls
        self._loop = asyncio.get_running_loop()
        self._looked_away, self._coming = 0, set[asyncio.Task[Any]]()
        self._later: asyncio.TimerHandle | None = None
        listening.setblocking(False)
        self._look()

    def stop(self) -> None:
        """Take no more."""
        self._loop.remove_reader(self._listening.fileno())
        if self._later:
            self._later.cancel()

    def _look(self) -> None:
        self._later = None
        self._loop.add_reader(self._listening.fileno(), self._take)

    def _look_away(self, seconds: float) -> None:
        self._loop.remove_reader(self._listening.fileno())
        self._later = self._loop.call_later(seconds, self._look)

    def _take(self) -> None:
        if self._held.is_more_than_another() and self._looked_away < TIMES:
            self._looked_away += 1
            self._look_away(AWAY)
            return
        self._looked_away = 0
        try:
            connection, _ = self._listening.accept()
        except (BlockingIOError, InterruptedError, ConnectionAbortedError):
            return  # another took it, or it went again
        except OSError:
            self._look_away(PAUSE)
            return
        connection.setblocking(False)
        self._held.expect(1)
        coming = self._loop.create_task(self._begin(connection))
        self._coming.add(coming)
        coming.add_done_callback(self._coming.discard)

    async def _begin(self, connection: socket.socket) -> None:
        try:
            await self._loop.connect_accepted_socket(self._protocol, connection, ssl=self._tls)
        except OSError:  # it went before it began
            connection.close()
            self._held.expect(-1)
