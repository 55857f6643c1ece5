"""What a command writes is for whoever runs the instance alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from reprise.web.cli.main import main


def test_a_new_database_is_nobody_else_s_to_read_whatever_the_shell_allows(tmp_path: Path) -> None:
    env = {**os.environ, "REPRISE_DATA_DIR": str(tmp_path)}
    env.pop("REPRISE_DATABASE_URL", None)
    command = 'umask 000; exec "$0" -m reprise.web.cli migrate'
    subprocess.run(["/bin/sh", "-c", command, sys.executable], env=env, check=True, capture_output=True)
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert tmp_path / "reprise.sqlite3" in written
    assert [path.name for path in written if path.stat().st_mode & 0o077] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("mode", "told"), [(0o755, True), (0o701, True), (0o750, False), (0o700, False)])
def test_a_data_folder_that_everybody_can_look_into_is_named(
    mode: int, told: bool, tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.ENV = settings.ENV.model_copy(update={"data_dir": tmp_path})
    tmp_path.chmod(mode)
    main(["check"])
    assert ("chmod -R o-rwx" in capsys.readouterr().out) is told
