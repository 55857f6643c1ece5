"""A stored photo holds its pixels, upright, and nothing that tells where or by whom it was taken."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from reprise.platform.files.child import judge
from reprise.platform.files.gate import check
from reprise.platform.files.parsing.quality import likeness
from reprise.platform.files.tests import making as a
from reprise.platform.files.verdict import Verdict


def gated(content: bytes, folder: Path) -> tuple[Verdict, Image.Image]:
    """The verdict on a photo, and what was drawn anew."""
    (folder / "upload").write_bytes(content)
    verdict = judge(folder / "upload", folder, {}, confined=lambda *_: None)
    with Image.open(folder / "main.jpg") as drawn:
        drawn.load()
        return verdict, drawn


HEIC = (a.DATA / "corner.heic").read_bytes()  # 320 by 240, made by heif-enc of a drawing of ours, with a phone's Exif
SOURCES = {
    "jpeg": a.jpeg(exif=a.exif()),
    "png": a.saved(a.picture(), "PNG", exif=a.exif()),
    "webp": a.saved(a.picture(), "WEBP", exif=a.exif()),
    "heic": HEIC,
    "jpeg with everything": a.jpeg(exif=a.exif(), comment=b"CanaryPhone", xmp=b"<x:xmpmeta>CanaryPhone</x:xmpmeta>"),
}


@pytest.mark.parametrize("source", SOURCES)
def test_neither_place_nor_device_is_left(source: str, tmp_path: Path) -> None:
    content = SOURCES[source]
    assert b"CanaryPhone" in content
    verdict, drawn = gated(content, tmp_path)
    assert verdict.facts["had_location"]
    assert not drawn.getexif()
    for left in ("main.jpg", "preview.jpg"):
        stored = (tmp_path / left).read_bytes()
        assert b"Canary" not in stored
        assert b"Exif" not in stored
        assert b"ICC_PROFILE" not in stored


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_stored_upright(orientation: int, tmp_path: Path) -> None:
    upright = a.picture(400, 300)
    turns = {
        1: [], 2: [Image.Transpose.FLIP_LEFT_RIGHT], 3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM], 5: [Image.Transpose.TRANSPOSE], 6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE], 8: [Image.Transpose.ROTATE_270],
    }[orientation]  # fmt: skip
    held = upright.transpose(turns[0]) if turns else upright
    _, drawn = gated(a.saved(held, "JPEG", quality=95, exif=a.exif(orientation)), tmp_path)
    assert drawn.size == (400, 300)
    red, _, blue = a.pixel(drawn, 30, 15)  # the orange corner is where it was
    assert (red > 190, blue < 110) == (True, True)


def test_a_heic_is_turned_by_its_container_and_not_again_by_its_exif(tmp_path: Path) -> None:
    verdict, drawn = gated(HEIC, tmp_path)
    assert drawn.size == (verdict.width, verdict.height) == (320, 240)
    red, _, blue = a.pixel(drawn, 30, 10)
    assert (red > 190, blue < 110) == (True, True)


def test_a_large_photo_is_stored_smaller_and_its_preview_tiny(tmp_path: Path) -> None:
    verdict, drawn = gated(a.jpeg(6000, 2000), tmp_path)
    assert drawn.size == (verdict.width, verdict.height) == (4096, 1365)
    with Image.open(tmp_path / "preview.jpg") as small:
        assert small.size == (480, 160)


def test_transparency_becomes_white(tmp_path: Path) -> None:
    _, drawn = gated(a.saved(Image.new("RGBA", (700, 700), (0, 0, 0, 0)), "PNG"), tmp_path)
    assert a.pixel(drawn, 10, 10) == (255, 255, 255)


def test_of_a_moving_picture_the_first_is_kept(tmp_path: Path) -> None:
    red, blue = Image.new("RGB", (64, 64), "red"), Image.new("RGB", (64, 64), "blue")
    verdict, drawn = gated(a.saved(red, "GIF", save_all=True, append_images=[blue, red]), tmp_path)
    assert verdict.facts["frames"] == 3
    assert a.pixel(drawn, 5, 5)[0] > 240


def test_what_makes_a_photo_hard_to_judge_is_said_and_blocks_nothing(tmp_path: Path) -> None:
    sharp = a.picture(1600, 1200)
    seen = {
        "sharp": sharp,
        "blurry": sharp.filter(ImageFilter.GaussianBlur(14)),
        "dark": sharp.point(lambda value: value // 8),
        "bright": sharp.point(lambda value: 240 + value // 32),
        "small": a.picture(400, 300),
    }
    told = {
        name: gated(a.saved(image, "JPEG", quality=90), tmp_path)[0].facts["warnings"] for name, image in seen.items()
    }
    assert told["sharp"] == []
    assert told["small"] == ["small"]
    for name in ("blurry", "dark", "bright"):
        assert name in told[name]


def test_the_same_picture_smaller_is_alike_and_another_is_not() -> None:
    one = Image.effect_noise((40, 30), 90).resize((1600, 1200))
    same, other = one.resize((500, 375)), Image.effect_noise((40, 30), 90).resize((1600, 1200))

    def apart(first: str, second: str) -> int:
        return (int(first, 16) ^ int(second, 16)).bit_count()

    assert apart(likeness(one), likeness(same)) <= 4
    assert apart(likeness(one), likeness(other)) > 12


def test_a_profile_that_cannot_be_read_is_ignored(tmp_path: Path) -> None:
    verdict, _ = gated(a.jpeg(icc_profile=b"\0" * 200), tmp_path)
    assert verdict.accepted


def test_a_twelve_megapixel_photo_fits_the_limits_of_the_gate(tmp_path: Path) -> None:
    noise = Image.effect_noise((1000, 750), 60).resize((4000, 3000)).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=92)
    (tmp_path / "upload").write_bytes(out.getvalue())
    verdict = check(tmp_path / "upload", "x")
    assert (verdict.accepted, verdict.width, verdict.height) == (True, 4000, 3000)
