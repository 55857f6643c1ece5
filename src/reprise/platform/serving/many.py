"""Several web processes: the house is loaded once, then forked, so that they share what does not change.

The first process listens, keeps as many others as asked for, and ends them when it is told to stop.
"""

import asyncio
import contextlib
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable
from typing import Any, Final

import uvicorn
from django.db import connections

QUICK: Final = 5.0  # seconds: a process that ends sooner is begun again only after a pause
PATIENCE: Final = 20.0  # seconds the processes may take to answer what they have begun


class _Child(uvicorn.Server):
    """One web process; it also stops when the first process is gone, however that went."""

    def __init__(self, config: uvicorn.Config, lifeline: int) -> None:
        super().__init__(config)
        self._lifeline = lifeline

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        loop = asyncio.get_running_loop()
        loop.add_reader(self._lifeline, self._orphaned, loop)

    def _orphaned(self, loop: Any) -> None:
        loop.remove_reader(self._lifeline)
        self.should_exit = True


class Many:
    """Keeps `count` web processes."""

    def __init__(self, config: uvicorn.Config, count: int, *, load: Callable[[], None]) -> None:
        self._config, self._count, self._load = config, count, load
        self._begun: dict[int, float] = {}
        self._stopping = False
        self._lifeline, self._held = os.pipe()

    def run(self) -> None:
        """Load, listen, fork, and stay until told to stop."""
        listening = _listening(self._config.host, self._config.port)
        self._config.load()
        self._load()
        _settle()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        while len(self._begun) < self._count:
            self._fork(listening)
        while not self._stopping:
            self._look_after(listening)
        self._end()

    def _fork(self, listening: socket.socket) -> None:
        if child := os.fork():
            self._begun[child] = time.monotonic()
            return
        code = 1
        try:
            os.close(self._held)
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, signal.SIG_DFL)
            _Child(self._config, self._lifeline).run(sockets=[listening])
            code = 0
        finally:
            sys.stderr.flush()
            os._exit(code)

    def _look_after(self, listening: socket.socket) -> None:
        """Wait a moment, and begin a process again that ended by itself."""
        select.select([], [], [], 0.5)
        for child in [child for child in self._begun if _has_ended(child)]:
            if time.monotonic() - self._begun.pop(child) < QUICK:
                time.sleep(1)
            if not self._stopping:
                self._fork(listening)

    def _stop(self, *_: object) -> None:
        self._stopping = True

    def _end(self) -> None:
        until = time.monotonic() + PATIENCE
        for child in self._begun:
            _tell(child, signal.SIGTERM)
        while self._begun and time.monotonic() < until:
            self._begun = {child: begun for child, begun in self._begun.items() if not _has_ended(child)}
            time.sleep(0.05)
        for child in self._begun:
            _tell(child, signal.SIGKILL)


def _listening(host: str, port: int) -> socket.socket:
    """A socket whose connections send at once: without that, each short answer waits 40 ms for an acknowledgement."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family, backlog=2048)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listening.set_inheritable(True)
    return listening


def _settle() -> None:
    """Leave nothing open that two processes must not share."""
    connections.close_all()


def _has_ended(child: int) -> bool:
    try:
        return os.waitpid(child, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return True


def _tell(child: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, number)
