"""An instance is copied while it lives, made again from the copy, and says nothing until it is released."""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.support import postgresql
from tests.support.instance import ON_POSTGRESQL

#: Does one thing of the story inside an instance, and prints what came of it.
STORY = """
import django, json, sys
django.setup()
import tests.support.backup_story as story
print(json.dumps(story.{}(*sys.argv[1:])))
"""


KILLED = 137


class Instance:
    """A data folder, a database of its own, and commands run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.more = {"REPRISE_DATA_DIR": str(folder), "REPRISE_SECRET_KEY": "k" * 50}
        if ON_POSTGRESQL:
            name = f"copy_{secrets.token_hex(6)}"
            with psycopg.connect(postgresql.url("postgres"), autocommit=True) as server:
                server.execute(f"CREATE DATABASE {name}".encode())
            self.more["REPRISE_DATABASE_URL"] = postgresql.url(name)

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """A command as an operator gives it."""
        return self._python("-m", "reprise.web.cli", *words, **more)

    def ask(self, question: str, *words: object) -> Any:
        """What came of one thing of the story."""
        done = self._python("-c", STORY.format(question), *map(str, words))
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def _python(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("REPRISE_")}
        environment = {**clean, **self.more, **more, "DJANGO_SETTINGS_MODULE": "reprise.config.settings"}
        return subprocess.run(
            [sys.executable, *words], env=environment, capture_output=True, text=True, check=False, timeout=120
        )


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> Instance:
    """A shop with letters that wait, a file, a case that is over and one that is open."""
    instance = Instance(tmp_path_factory.mktemp("living"))
    instance.ask("live")
    return instance


@pytest.fixture(scope="module")
def copy(living: Instance, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of it, made after one that was killed."""
    target = tmp_path_factory.mktemp("copies") / "monday"
    killed = living.run("backup", str(target), REPRISE_TEST_KILL="1", REPRISE_KILL_AT="backup.files")
    assert killed.returncode == KILLED
    assert not target.exists()
    told = living.ask("copied_and_erased", target)
    assert told["copied"] == 0
    assert told["copied over it"] == told["restored over us"] == 2  # refused
    assert told["erased"] == 0
    assert [path.name for path in target.parent.iterdir()] == ["monday"]
    (target / "told.json").write_text(json.dumps(told["before"]))
    return target


def test_a_whole_instance_comes_back_fenced(living: Instance, copy: Path, tmp_path: Path) -> None:
    before = json.loads((copy / "told.json").read_text())
    again = Instance(tmp_path / "again")
    killed = again.run("restore", str(copy), REPRISE_TEST_KILL="1", REPRISE_KILL_AT="restore.files")
    assert killed.returncode == KILLED
    done = again.run("restore", str(copy), "--erasures", str(living.folder / "erasures.jsonl"))
    assert done.returncode == 0, done.stderr
    assert "1 people erased again" in done.stdout
    told = again.ask("looked_at_and_released")
    assert told["now"]["cases"] == before["cases"]
    assert told["now"]["file"] == "lumière"
    assert (before["alice"], told["now"]["alice"], told["now"]["bob"]) == (1, 0, 1)
    assert told["audit"] == 0
    assert told["check"] == 1
    assert told["worked while fenced"] == 0
    assert told["released"] == 0
    assert told["worked"] > 0


def test_a_file_that_was_changed_is_named_and_nothing_is_touched(copy: Path, tmp_path: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text())
    stored = next(one["path"] for one in manifest["members"] if one["path"].startswith("files/"))
    kept = (copy / stored).read_bytes()
    (copy / stored).write_bytes(b"x" * len(kept))
    target = Instance(tmp_path / "again")
    done = target.run("restore", str(copy))
    (copy / stored).write_bytes(kept)
    assert done.returncode == 2  # bad input
    assert stored in done.stderr
    assert not target.folder.exists() or not [path for path in target.folder.iterdir() if "sqlite3" not in path.name]
