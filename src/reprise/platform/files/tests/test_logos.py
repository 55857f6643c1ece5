"""A logo becomes a small PNG that keeps its transparency and nothing else of the file it came in."""

import io
from pathlib import Path

import pytest
from PIL import Image

from reprise.platform.files.child import judge
from reprise.platform.files.tests import making as a
from reprise.platform.files.verdict import MIB, Verdict

LIMITS = {"photo": 5 * MIB, "logo": 5 * MIB}


def gated(content: bytes, folder: Path) -> Verdict:
    (folder / "upload").write_bytes(content)
    return judge(folder / "upload", folder, LIMITS, confined=lambda *_: None)


def drawn(folder: Path) -> Image.Image:
    with Image.open(io.BytesIO((folder / "main.png").read_bytes())) as image:
        image.load()
        return image


def a_mark(width: int = 1200, height: int = 400) -> Image.Image:
    """A red square in the middle of nothing."""
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    image.paste((200, 20, 20, 255), (width // 2 - 100, height // 2 - 100, width // 2 + 100, height // 2 + 100))
    return image


def test_transparency_stays_and_the_empty_border_goes(tmp_path: Path) -> None:
    verdict = gated(a.saved(a_mark(), "PNG"), tmp_path)
    assert (verdict.accepted, verdict.media_type, verdict.main) == (True, "image/png", "main.png")
    assert (verdict.width, verdict.height) == (200, 200)
    image = drawn(tmp_path)
    assert image.mode == "RGBA"
    assert image.size == (200, 200)


def test_it_is_never_larger_than_pages_need(tmp_path: Path) -> None:
    verdict = gated(a.saved(a.picture(4000, 3000), "PNG"), tmp_path)
    assert (verdict.width or 0) <= 640
    assert (verdict.height or 0) <= 320


def test_nothing_else_of_the_file_is_left(tmp_path: Path) -> None:
    gated(a.jpeg(exif=a.exif(), comment=b"CanaryPhone"), tmp_path)
    stored = (tmp_path / "main.png").read_bytes()
    assert b"Canary" not in stored
    assert b"eXIf" not in stored


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "file_active"),
        (a.huge_png(60_000, 60_000), "file_too_many_pixels"),
        (a.saved(Image.new("RGBA", (300, 100), (0, 0, 0, 0)), "PNG"), "file_damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 200, "file_damaged"),
    ],
    ids=["drawing that runs programs", "bomb", "nothing to see", "torn"],
)
def test_what_is_no_logo_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    verdict = gated(content, tmp_path)
    assert (verdict.accepted, verdict.code) == (False, code)
