"""The real command, serving the tests' own instance, and pages that hold a socket to it."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from reprise.platform.live import pass_for
from tests.support.instance import DATA_DIR
from tests.support.waiting import until

LIVE = DATA_DIR / "live"
KEY = "dGhlIHNhbXBsZSBub25jZQ=="


@dataclass(frozen=True)
class Served:
    """A running server."""

    process: "subprocess.Popen[bytes]"
    port: int

    def stop(self) -> float:
        """Ask it to stop, and say how many seconds that took."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)
        return time.monotonic() - begun


@contextmanager
def served(*, workers: int = 1, **settings: str) -> Iterator[Served]:
    """`reprise serve`, with settings of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    env = {**os.environ, "REPRISE_LOG_LEVEL": "ERROR", **settings}
    command = [sys.executable, "-m", "reprise.web.cli", "serve", "--workers", str(workers), "--port", str(port)]
    running = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    try:
        until(lambda: running.poll() is None and answers(port), 60)
        yield Served(running, port)
    finally:
        running.kill()
        running.wait(timeout=30)
        until(lambda: not answers(port))


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class OpenPage:
    """A page somebody has open."""

    def __init__(self, line: ClientConnection) -> None:
        self._line = line
        self.heard: list[dict[str, Any]] = []

    def say(self, **told: object) -> None:
        self._line.send(json.dumps(told))

    def say_raw(self, text: str | bytes) -> None:
        self._line.send(text)

    def hears(self, fact: Callable[[Mapping[str, Any]], bool], *, within: float = 5) -> dict[str, Any]:
        """Wait for something that is so; what comes before it is kept too."""
        end = time.monotonic() + within
        while True:
            told: dict[str, Any] = json.loads(self._line.recv(timeout=max(0.0, end - time.monotonic())))
            self.heard.append(told)
            if fact(told):
                return told

    def hears_nothing(self, kind: str, *, for_seconds: float = 0.4) -> bool:
        """Whether nothing of a kind comes for a while."""
        try:
            self.hears(lambda told: kind in told, within=for_seconds)
        except TimeoutError:
            return True
        return False

    def closed_with(self) -> int | None:
        """Wait until the house hangs up, and say with which code."""
        try:
            while True:
                self._line.recv(timeout=10)
        except TimeoutError:
            return None
        except ConnectionClosed:
            return self._line.close_code

    def still_there(self) -> bool:
        """Whether the line stands and somebody answers on it."""
        try:
            self.say(still=True)
            self.hears(lambda told: "still" in told, within=2)
        except (ConnectionClosed, TimeoutError):
            return False
        return True

    def leave(self) -> None:
        self._line.close()


@contextmanager
def open_page(
    server: Served, topic: str = "", *, side: str = "customer", name: str = "", holder: str = ""
) -> Iterator[OpenPage]:
    """A page that follows a topic; none: one that follows nothing yet."""
    with connect(f"ws://127.0.0.1:{server.port}/live/", proxy=None, close_timeout=1) as line:
        page = OpenPage(line)
        if topic:
            page.say(follow=[a_pass(topic, side, name, holder)])
            page.hears(lambda told: told.get("following") == [0])
        yield page


def refused(server: Served, *, path: str = "/live/", **headers: str) -> int:
    """How a socket is refused; 101 when it is not."""
    asked = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": KEY}
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    try:
        line.request("GET", path, headers=asked | headers)
        with line.getresponse() as answer:
            return answer.status
    finally:
        line.close()


def a_pass(topic: str, side: str = "customer", name: str = "", holder: str = "") -> str:
    return pass_for(topic=topic, side=side, name=name, holder=holder, at=datetime.now(UTC))
