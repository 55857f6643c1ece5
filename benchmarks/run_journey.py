"""Measure the journey over the API: an instance of its own, N web processes, the shared load driver.

    .venv/bin/python benchmarks/run_journey.py --driver ../shared/bench --database postgresql --processes 2

Everything is made in a temporary folder and ends with the run; nothing but loopback is called.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.support import postgresql  # noqa: E402  # the tests' throw-away server serves here too

REPRISE = [sys.executable, "-m", "reprise.web.cli"]
#: As an installed server has it: every commit waits for the disk. (The tests' own server does not.)
POSTGRESQL = {"listen_addresses": ""}


def main() -> int:
    """Start, load, stop, print the driver's figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--driver", type=Path, required=True, help="folder of the load driver")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="postgresql")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--flows", type=int, default=100)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, instance(Path(folder), args.database) as env:
        port = free_port()
        token = shop_and_token(env)
        with server(env, port, args.processes) as pid:
            command = [
                sys.executable, str(args.driver / "flow.py"), "--adapter", "reprise_adapter",
                "--base-url", f"http://127.0.0.1:{port}", "--clients", str(args.clients), "--flows", str(args.flows),
                "--repeats", str(args.repeats), "--pid", str(pid), "--opt", f"token={token}", "--opt", f"pid={pid}",
            ]  # fmt: skip
            if args.out:
                command += ["--out", str(args.out)]
            path = f"{args.driver}{os.pathsep}{Path(__file__).parent}"
            return subprocess.run(command, env=os.environ | {"PYTHONPATH": path}, check=False).returncode


@contextlib.contextmanager
def instance(folder: Path, database: str) -> Iterator[dict[str, str]]:
    """The environment of a fresh instance."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("REPRISE_")}
    env |= {"REPRISE_DATA_DIR": str(folder), "REPRISE_LOG_LEVEL": "ERROR"}
    env["REPRISE_API_CALLS_PER_MINUTE"] = "1000000"  # counted like any other calls, and never too many
    if database == "postgresql":
        postgresql.OPTIONS = POSTGRESQL
        postgresql.start()
        env["REPRISE_DATABASE_URL"] = postgresql.url("postgres")
    try:
        yield env
    finally:
        if database == "postgresql":
            postgresql.stop()


def shop_and_token(env: dict[str, str]) -> str:
    """An empty shop and a token that may do everything the journey needs."""
    scopes = ["cases:read", "cases:write", "cases:decide", "goods:receive", "goods:inspect", "payments:refund",
              "orders:read", "orders:import"]  # fmt: skip
    command(env, "migrate")
    command(env, "shops", "create", "--slug", "load", "--name", "Load", "--country", "FR")
    return str(json.loads(command(env, "tokens", "create", "--shop", "load", "--json", "--scope", *scopes))["token"])


def command(env: dict[str, str], *words: str) -> str:
    """What a command prints."""
    done = subprocess.run([*REPRISE, *words], env=env, check=True, capture_output=True, text=True)
    return done.stdout


@contextlib.contextmanager
def server(env: dict[str, str], port: int, processes: int) -> Iterator[int]:
    """The web processes, ready to answer."""
    words = [*REPRISE, "serve", "--port", str(port), "--workers", str(processes)]
    process = subprocess.Popen(words, env=env, start_new_session=True)
    try:
        wait_until_ready(port)
        yield process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def wait_until_ready(port: int) -> None:
    """Wait for the first good answer, half a minute at most."""
    for _ in range(300):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz/ready") as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not become ready")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
