"""A frame of a video, made by the system's ffmpeg where there is one."""

import shutil
from pathlib import Path

import pytest

from reprise.platform.files.gate import check
from reprise.platform.files.tests import making as a

DRAWS = """#!/bin/sh
for last; do :; done
exec cp {picture} "${{last#file:}}"
"""


@pytest.fixture
def film(tmp_path: Path) -> Path:
    (tmp_path / "upload").write_bytes(a.mp4())
    return tmp_path / "upload"


def pretend_ffmpeg(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """A program of that name which does as the script says."""
    programs = folder / "programs"
    programs.mkdir()
    (programs / "ffmpeg").write_text(script)
    (programs / "ffmpeg").chmod(0o700)
    monkeypatch.setattr(shutil, "which", lambda _: str(programs / "ffmpeg"))


def test_with_ffmpeg_a_video_has_a_preview(film: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "picture.jpg").write_bytes(a.jpeg(640, 360))
    pretend_ffmpeg(monkeypatch, tmp_path, DRAWS.format(picture=tmp_path / "picture.jpg"))
    verdict = check(film, "x", folder=tmp_path)
    assert (verdict.kind, verdict.main, verdict.preview) == ("video", "", "preview.jpg")
    assert (verdict.width, verdict.height) == (640, 360)


@pytest.mark.parametrize("script", ["#!/bin/sh\nexit 1\n", DRAWS.format(picture="/etc/hostname")])
def test_an_ffmpeg_that_fails_leaves_the_video_unpreviewed(
    script: str, film: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pretend_ffmpeg(monkeypatch, tmp_path, script)
    verdict = check(film, "x", folder=tmp_path)
    assert (verdict.accepted, verdict.preview) == (True, "")


def test_without_ffmpeg_a_video_is_kept_unpreviewed(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    verdict = check(film, "x")
    assert (verdict.accepted, verdict.preview) == (True, "")
