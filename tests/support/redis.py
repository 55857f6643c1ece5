"""A Redis server of a test's own, on a socket, thrown away afterwards."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MISSING = (
    "The Redis server is not installed. Debian or Ubuntu: apt-get install redis-server. macOS: brew install redis."
)


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """Its address, while it runs."""
    program = shutil.which("redis-server")
    if program is None:
        raise pytest.UsageError(MISSING)
    place = folder / "redis.sock"
    keeps_nothing = ("--save", "", "--appendonly", "no", "--dir", str(folder))
    command = [program, "--port", "0", "--unixsocket", str(place), *keeps_nothing]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _until_it_answers(place)
        yield f"unix://{place}"
    finally:
        running.kill()
        running.wait(timeout=10)
        place.unlink(missing_ok=True)


def _until_it_answers(place: Path) -> None:
    end = time.monotonic() + 15
    while True:
        with socket.socket(socket.AF_UNIX) as line:
            if line.connect_ex(str(place)) == 0:
                return
        assert time.monotonic() < end, "the Redis server did not start"
        time.sleep(0.02)
