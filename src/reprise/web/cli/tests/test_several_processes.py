"""Several web processes: none is missing for long, and none is left when the first one ends."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(folder: Path) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """Two processes, and the port they answer on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    env = {name: value for name, value in os.environ.items() if not name.startswith("REPRISE_")}
    env |= {"REPRISE_DATA_DIR": str(folder), "REPRISE_LOG_LEVEL": "ERROR"}
    asked = [sys.executable, "-m", "reprise.web.cli", "serve", "--workers", "2", "--port", str(port)]
    running = subprocess.Popen(asked, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(lambda: answers(port), within=60)
        yield running, port
    finally:
        running.kill()
        running.wait(timeout=30)


def test_stopping_the_command_stops_all_its_web_processes(tmp_path: Path) -> None:
    with serving(tmp_path) as (running, port):
        running.send_signal(signal.SIGTERM)
        running.wait(timeout=30)
        until(lambda: not answers(port), within=10)


def test_a_process_that_is_killed_is_begun_again_and_none_outlives_the_first(tmp_path: Path) -> None:
    with serving(tmp_path) as (running, port):
        until(lambda: len(children(running.pid)) == 2, within=30)
        killed, other = children(running.pid)
        os.kill(killed, signal.SIGKILL)
        until(lambda: len(set(children(running.pid)) - {killed}) == 2, within=30)
        os.kill(other, signal.SIGKILL)  # so that the new one has to answer
        until(lambda: b"ok" in asked(port), within=60)
        running.kill()  # it can tell nobody any more
        until(lambda: not answers(port), within=30)


def children(pid: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout
    return [int(number) for number in found.split()]


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def asked(port: int) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.sendall(b"GET /healthz/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        return b"".join(iter(lambda: line.recv(4096), b""))


def until(holds: Callable[[], bool], *, within: float) -> None:
    end = time.monotonic() + within
    while not holds():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.2)
