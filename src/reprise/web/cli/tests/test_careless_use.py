"""Ports in use, folders that cannot be written, readers that go away: a sentence and a code, never a traceback."""

import argparse
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reprise.web.cli.address import port_number
from reprise.web.cli.tests.test_first_command import command


@pytest.fixture
def taken() -> Iterator[int]:
    """A port somebody else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def no_traceback(done: "subprocess.CompletedProcess[str]", code: int = 2) -> str:
    assert "Traceback" not in done.stderr
    assert done.returncode == code, done.stderr
    return done.stderr


@pytest.mark.parametrize("words", [("serve",), ("serve", "--workers", "2"), ("demo",), ("sandbox-card",)])
def test_a_port_in_use_is_told_before_anything_is_made(tmp_path: Path, taken: int, words: tuple[str, ...]) -> None:
    said = no_traceback(command(tmp_path, *words, "--port", str(taken)))
    assert "already in use" in said
    assert "demo shop is open" not in said
    assert not (tmp_path / "reprise.sqlite3").exists()


@pytest.mark.parametrize("port", ["", "-1", "0", "65536", "80x", "²", "1e3"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="from 1 to 65535"):
        port_number(port)


@pytest.mark.parametrize("word", ["serve", "demo"])
def test_a_port_that_is_none_is_bad_usage(tmp_path: Path, word: str) -> None:
    assert "Use a number from 1 to 65535" in no_traceback(command(tmp_path, word, "--port", "65536"))


def test_a_sandbox_without_such_a_port_says_so(tmp_path: Path) -> None:
    assert "cannot start" in no_traceback(command(tmp_path, "sandbox-card", "--port", "70000"))


def test_an_address_of_another_machine_is_told(tmp_path: Path) -> None:
    assert "cannot listen on 192.0.2.1" in no_traceback(command(tmp_path, "serve", "--host", "192.0.2.1"))


@pytest.mark.parametrize(
    "words", [("check",), ("audit", "verify"), ("serve", "--port", "8765"), ("demo", "--port", "8765")]
)
def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path, words: tuple[str, ...]) -> None:
    place = tmp_path / "a-file"
    place.touch()
    assert str(place) in no_traceback(command(tmp_path, *words, REPRISE_DATA_DIR=str(place)))


@pytest.mark.parametrize(
    ("name", "value"), [("REPRISE_DATABASE_URL", "mysql://hunter2@x/y"), ("REPRISE_MAX_IMPORT_MB", "hunter2")]
)
def test_a_setting_that_cannot_be_used_is_named_without_its_value(tmp_path: Path, name: str, value: str) -> None:
    said = no_traceback(command(tmp_path, "check", **{name: value}))
    assert name in said
    assert "hunter2" not in said


def test_a_word_that_is_no_text_is_told(tmp_path: Path) -> None:
    assert "UTF-8" in no_traceback(command(tmp_path, "audit", "verify", os.fsdecode(b"\xff")))


@pytest.mark.parametrize("words", [("--help",), ("check",)])
def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path, words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    env = {name: value for name, value in os.environ.items() if not name.startswith("REPRISE_")}
    asked = [sys.executable, "-m", "reprise.web.cli", *words]
    done = subprocess.run(
        asked, env=env | {"REPRISE_DATA_DIR": str(tmp_path)}, stdout=writing, stderr=subprocess.PIPE, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    os.close(writing)
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
