import json
import subprocess
import sys
from pathlib import Path

import pytest

from reprise.platform.files.rejections import REJECTIONS
from reprise.platform.files.tests import making as a
from reprise.web.cli.main import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "photo.txt").write_bytes(a.jpeg())
    (tmp_path / "page.jpg").write_bytes(b"<html>")
    return tmp_path


def test_each_file_gets_its_verdict(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [str(folder / name) for name in ("photo.txt", "page.jpg", "missing.jpg")]
    assert main(["files", "check", *names, "--json"]) == 1
    photo, page, missing = json.loads(capsys.readouterr().out)["files"]
    assert (photo["file"], photo["verdict"], photo["kind"], photo["reason"]) == (
        names[0],
        "accept_sanitised",
        "photo",
        "",
    )
    assert (photo["facts"]["width"], photo["facts"]["media_type"]) == (800, "image/jpeg")
    assert (page["verdict"], page["code"], missing["code"]) == ("reject", "file_active", "file_unopenable")
    assert page["reason"] == str(REJECTIONS["file_active"]())


def test_all_well_is_zero_and_says_so_in_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["files", "check", str(folder / "photo.txt")]) == 0
    assert capsys.readouterr().out == f"{folder / 'photo.txt'}: accept_sanitised (photo)\n"


def test_a_file_may_have_to_be_of_one_kind(folder: Path) -> None:
    assert main(["files", "check", str(folder / "photo.txt"), "--as", "photo"]) == 0
    assert main(["files", "check", str(folder / "photo.txt"), "--as", "pdf"]) == 1


def test_bad_usage_is_two(folder: Path) -> None:
    with pytest.raises(SystemExit) as end:
        main(["files", "check", str(folder / "photo.txt"), "--as", "poem"])
    assert end.value.code == 2


def test_it_needs_no_instance(folder: Path) -> None:
    code = f"import sys; from reprise.web.cli.main import main; main(['files', 'check', {str(folder / 'photo.txt')!r}])"
    code += "; print('django' in sys.modules, 'PIL' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PATH": ""})
    assert done.stdout.splitlines()[-1] == "False False"
