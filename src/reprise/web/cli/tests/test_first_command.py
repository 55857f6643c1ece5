"""An instance that has no tables yet: any command may be its first, and none ends in a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def command(folder: Path, *words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    env = {name: value for name, value in os.environ.items() if not name.startswith("REPRISE_")}
    env |= {"REPRISE_DATA_DIR": str(folder)} | settings
    asked = [sys.executable, "-m", "reprise.web.cli", *words]
    return subprocess.run(asked, env=env, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def test_an_empty_folder_becomes_an_instance_by_its_first_command(tmp_path: Path) -> None:
    made = command(tmp_path, "shops", "create", "--slug", "atelier", "--name", "Atelier", "--country", "FR")
    assert (made.returncode, made.stdout.strip()) == (0, "http://127.0.0.1:8000/fr/s/atelier/"), made.stderr
    token = command(tmp_path, "tokens", "create", "--shop", "atelier", "--scope", "cases:read")
    assert (token.returncode, token.stdout.startswith("reprise_")) == (0, True), token.stderr
    assert command(tmp_path, "check").returncode == 0


@pytest.mark.parametrize(
    "words", [("audit", "verify"), ("shops", "create", "--slug", "a", "--name", "A", "--country", "FR")]
)
def test_a_database_that_does_not_answer_is_told_in_a_sentence(tmp_path: Path, words: tuple[str, ...]) -> None:
    nowhere = command(tmp_path, *words, REPRISE_DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")
    assert nowhere.returncode == 2
    assert "Traceback" not in nowhere.stderr
    assert "reprise check" in nowhere.stderr


@pytest.mark.parametrize("words", [(), ("--help",), ("sing",), ("shops",), ("law", "check", "/nowhere.yaml")])
def test_help_and_mistakes_are_answered_at_once(tmp_path: Path, words: tuple[str, ...]) -> None:
    said = command(tmp_path, *words)
    assert said.returncode == (0 if words == ("--help",) else 2)
    assert "Traceback" not in said.stderr
