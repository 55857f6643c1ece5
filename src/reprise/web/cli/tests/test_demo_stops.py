"""The demo is one command: when it is told to stop, nothing of it stays behind."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_card_provider_ends_with_the_demo(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("REPRISE_")}
    env["REPRISE_DATA_DIR"] = str(tmp_path)
    command = [sys.executable, "-m", "reprise.web.cli", "demo", "--port", str(free_port())]
    demo = subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    )
    assert demo.stdout is not None
    for line in demo.stdout:
        if "Stop with Ctrl+C" in line:
            break
    demo.send_signal(signal.SIGTERM)
    assert demo.wait(timeout=60) == 0
    demo.stdout.close()
    with pytest.raises(ProcessLookupError):  # nobody is left of its group
        os.killpg(demo.pid, 0)
