"""Several web processes: the house is loaded once, then forked, so that they share what does not change."""

import os
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from typing import Any

import uvicorn
from django.db import connections

from reprise.platform.serving.keeper import become
from reprise.platform.serving.one import One, command
from reprise.platform.serving.shares import shared_counts


class Many:
    """Begins `count` web processes, as uvicorn's `options` say, and becomes the one that keeps them."""

    def __init__(self, options: Mapping[str, Any], count: int, *, load: Callable[[], None]) -> None:
        self._options, self._count, self._load = options, count, load
        self._lifeline, self._held = os.pipe()
        self._counts = shared_counts(count)

    def run(self) -> None:
        """Load, listen, fork; the rest is the keeper's. Does not return."""
        config = uvicorn.Config(**self._options)
        listening = _listening(config.host, config.port)
        config.load()
        self._load()
        _settle()
        children = [self._fork(config, listening, place) for place in range(self._count)]
        number = listening.detach()
        passed = {"listening": number, "lifeline": self._lifeline, "counts": self._counts}
        anew = [command(self._options, **passed, place=place) for place in range(self._count)]
        become(children=children, anew=anew, passed=tuple(passed.values()), held=self._held)

    def _fork(self, config: uvicorn.Config, listening: socket.socket, place: int) -> int:
        if child := os.fork():
            return child
        code = 1
        try:
            os.close(self._held)
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, signal.SIG_DFL)
            One(config, self._lifeline, counts=self._counts, place=place).run(sockets=[listening])
            code = 0
        finally:
            sys.stderr.flush()
            os._exit(code)


def _listening(host: str, port: int) -> socket.socket:
    """A socket whose connections send at once: without that, each short answer waits 40 ms for an acknowledgement."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family, backlog=2048)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _settle() -> None:
    """Leave nothing open that two processes must not share."""
    connections.close_all()
