"""Every kind that is taken, recognised by what is in it; every kind that is not, with its reason."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from reprise.platform.files.child import judge
from reprise.platform.files.gate import check
from reprise.platform.files.tests import making as a
from reprise.platform.files.verdict import Outcome, Verdict

SOUND = {
    "jpeg": (a.jpeg(), "photo", "image/jpeg"),
    "png": (a.saved(a.picture(), "PNG"), "photo", "image/jpeg"),
    "png with transparency": (a.saved(a.picture().convert("RGBA"), "PNG"), "photo", "image/jpeg"),
    "gif": (a.saved(a.picture(), "GIF"), "photo", "image/jpeg"),
    "webp": (a.saved(a.picture(), "WEBP"), "photo", "image/jpeg"),
    "avif": (a.saved(a.picture(), "AVIF"), "photo", "image/jpeg"),
    "heic": ((a.DATA / "corner.heic").read_bytes(), "photo", "image/jpeg"),
    "grey": (a.saved(a.picture().convert("L"), "JPEG"), "photo", "image/jpeg"),
    "cmyk": (a.saved(a.picture().convert("CMYK"), "JPEG"), "photo", "image/jpeg"),
    "pdf": (a.pdf(), "pdf", "application/pdf"),
    "pdf that opens on its page": (a.pdf(catalog=b"/OpenAction[3 0 R/Fit]"), "pdf", "application/pdf"),
    "pdf with a link": (a.pdf(more=b"4 0 obj<</S/URI/URI(https://x.test)>>endobj\n"), "pdf", "application/pdf"),
    "mp4": (a.mp4(), "video", "video/mp4"),
    "webm": (a.webm(), "video", "video/webm"),
    "stl": (a.stl(), "model", "model/stl"),
    "stl that calls itself solid": (b"solid " + a.stl()[6:], "model", "model/stl"),
    "stl in words": (a.TEXT_STL + b"endsolid cube\n", "model", "model/stl"),
    "obj": (a.OBJ, "model", "model/obj"),
    "3mf": (a.threemf(), "model", "model/3mf"),
    "3mf in utf-16": (a.threemf(a.MODEL.encode("utf-16")), "model", "model/3mf"),
    "g-code": (a.GCODE, "gcode", "text/x.gcode"),
    "g-code of a mill": (b"%\nO1000\nN10 G21 G90\nN20 G0 X0 Y0\nN30 M30\n%\n", "gcode", "text/x.gcode"),
    "g-code in small letters": (b"g28\ng1 x1 y1\nm104 s200\n", "gcode", "text/x.gcode"),
    "g-code behind a byte order mark": (
        b"\xef\xbb\xbf;FLAVOR:Marlin\n" + b"; picture\n" * 9_000 + b"G1 X1\n",
        "gcode",
        "text/x.gcode",
    ),
    "step": (a.STEP, "model", "model/step"),
    "binary g-code": (a.bgcode(), "gcode", "application/x-bgcode"),
}

HOSTILE = {
    "nothing": (b"", "file_empty"),
    "noise": (bytes(range(256)) * 8, "file_unknown"),
    "plain text": (b"Bonjour, ma piece est cassee.\n" * 20, "file_unknown"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "file_active"),
    "svg after a comment": (b'<?xml version="1.0"?><!-- ' + b"x" * 5000 + b" --><svg/>", "file_active"),
    "html": (b"\xef\xbb\xbf\n <!DOCTYPE html><p>hello", "file_active"),
    "html in utf-16": ("<html><body>".encode("utf-16"), "file_active"),
    "php": (b"<?php system($_GET['c']); ?>", "file_active"),
    "windows program": (b"MZ\x90\0" + b"\0" * 500, "file_executable"),
    "linux program": (b"\x7fELF\x02\x01\x01" + b"\0" * 500, "file_executable"),
    "shell script": (b"#!/bin/sh\nrm -rf /\n", "file_executable"),
    "zip": (a.zipped({"photo.jpg": a.jpeg()}), "file_archive"),
    "office document": (a.zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}), "file_archive"),
    "gzip": (b"\x1f\x8b\x08" + b"\0" * 100, "file_archive"),
    "rar": (b"Rar!\x1a\x07\x01\0" + b"\0" * 100, "file_archive"),
    "old office document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file_archive"),
    "cut jpeg": (a.jpeg()[:6000], "file_damaged"),
    "head of a jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "file_damaged"),
    "cut png": (a.saved(a.picture(), "PNG")[:400], "file_damaged"),
    "png with a broken checksum": (a.huge_png(10, 10).replace(b"IHDR\0\0\0\x0a", b"IHDR\0\0\0\x0b"), "file_damaged"),
    "cut webp": (a.saved(a.picture(), "WEBP")[:200], "file_damaged"),
    "cut heic": ((a.DATA / "corner.heic").read_bytes()[:900], "file_damaged"),
    "flood of pixels": (a.huge_png(60_000, 60_000), "file_too_many_pixels"),
    "more pixels than there are numbers": (a.huge_png(2**31 - 1, 2**31 - 1), "file_too_many_pixels"),
    "jpeg and zip": (a.jpeg() + a.zipped({"a.exe": b"MZ"}), "file_polyglot"),
    "jpeg and page": (a.jpeg(comment=b"<html><script>alert(1)</script>"), "file_polyglot"),
    "jpeg and php": (a.jpeg() + b"<?php system('id'); ?>", "file_polyglot"),
    "gif and script": (a.saved(a.picture(), "GIF") + b"*/=1;<script>alert(1)</script>", "file_polyglot"),
    "jpeg and pdf": (a.jpeg(comment=b"%PDF-1.7 1 0 obj"), "file_polyglot"),
    "pdf and zip": (a.pdf() + a.zipped({"a.exe": b"MZ"}), "file_polyglot"),
    "pdf with a script": (a.pdf(catalog=b"/OpenAction<</S/JavaScript/JS(app.alert)>>"), "pdf_active"),
    "pdf with a script in disguise": (a.pdf(catalog=b"/OpenAction<</S/J#61va#53cript/J#53(x)>>"), "pdf_active"),
    "pdf with a packed script": (
        a.pdf(more=a.packed_objects(b"5 0 <</S/JavaScript/JS(app.alert(1))>>")), "pdf_active",
    ),
    "pdf with objects packed strangely": (
        a.pdf(more=a.packed_objects(b"5 0 <<>>", b"/Filter[/ASCIIHexDecode/FlateDecode]")), "pdf_active",
    ),
    "pdf that starts a program": (a.pdf(catalog=b"/OpenAction<</S/Launch/F(cmd.exe)>>"), "pdf_active"),
    "pdf form of Adobe's": (a.pdf(catalog=b"/AcroForm<</XFA 9 0 R>>"), "pdf_active"),
    "locked pdf": (a.pdf(trailer=b"/Encrypt 9 0 R"), "pdf_locked"),
    "cut pdf": (a.pdf()[:-40], "file_damaged"),
    "pdf without pages": (a.pdf().replace(b"/Type/Page/", b"/Type/Pogo/"), "file_damaged"),
    "pdf that starts nowhere": (a.pdf().replace(b"startxref\n", b"startxref\n9"), "file_damaged"),
    "cut film": (a.mp4()[:-30], "file_damaged"),
    "film without index": (a.box(b"ftyp", b"isom\0\0\0\0") + a.box(b"mdat", b"x"), "file_damaged"),
    "empty stl": (a.stl(0), "model_empty"),
    "cut stl": (a.stl(100)[:-20], "file_damaged"),
    "stl with something behind it": (a.stl(100) + b"\0" * 7, "file_damaged"),
    "cut step": (a.STEP[:-10], "file_damaged"),
    "step of nothing": (a.STEP.replace(b"#1=", b""), "model_empty"),
    "3mf behind something": (a.zipped({"x.exe": b"x"})[:40] + a.threemf(), "file_polyglot"),
    "stl of no numbers": (a.stl(10, corner=float("nan")), "file_damaged"),
    "stl in words, empty": (b"solid nothing\nendsolid nothing\n", "model_empty"),
    "stl in words, cut": (a.TEXT_STL + b"facet normal 0 0 1\n", "file_damaged"),
    "obj without faces": (b"v 0 0 0\nv 1 0 0\nv 1 1 0\n", "model_empty"),
    "3mf without a shape": (a.threemf(a.MODEL.replace("triangle v", "line v")), "model_empty"),
    "cut 3mf": (a.threemf()[:-30], "file_damaged"),
    "3mf cut inside": (a.threemf(a.MODEL[:-20]), "file_damaged"),
    "3mf with entities": (a.threemf("<!DOCTYPE x [<!ENTITY a 'b'>]>" + a.MODEL), "file_bomb"),
    "3mf with entities in utf-16": (a.threemf(("<!DOCTYPE x>" + a.MODEL).encode("utf-16")), "file_bomb"),
    "3mf bomb": (a.threemf(a.MODEL + " " * 5_000_000), "file_bomb"),
    "3mf of too many parts": (a.threemf(**{f"3D/{n}.x": b"" for n in range(1100)}), "file_bomb"),
    "3mf that climbs": (a.threemf(**{"../../etc/cron.d/x": b"x"}), "file_polyglot"),
    "3mf with a program": (a.threemf(**{"Metadata/setup.dat": b"MZ\x90\0"}), "file_polyglot"),
    "binary g-code bomb": (a.bgcode(unpacked=2**31), "file_bomb"),
    "cut binary g-code": (a.bgcode()[:-6], "file_damaged"),
}  # fmt: skip


def judged(path: Path) -> Verdict:
    """The verdict as the limited process reaches it, reached here: these files are known, and processes are slow."""
    return judge(path, path.parent, {}, confined=lambda *_: None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "upload"


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_comes_in(name: str, file: Path) -> None:
    content, kind, media_type = SOUND[name]
    file.write_bytes(content)
    verdict = judged(file)
    assert (verdict.code, verdict.kind, verdict.media_type) == ("", kind, media_type)
    assert verdict.outcome is (Outcome.SANITISED if kind == "photo" else Outcome.ACCEPT)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_stays_out_and_says_why(name: str, file: Path) -> None:
    content, code = HOSTILE[name]
    file.write_bytes(content)
    verdict = judged(file)
    assert (verdict.outcome, verdict.code) == (Outcome.REJECT, code)


@pytest.mark.parametrize("name", ["jpeg", "heic", "pdf", "mp4", "3mf", "stl in words"])
def test_the_limited_process_says_the_same(name: str, file: Path) -> None:
    file.write_bytes(SOUND[name][0])
    assert check(file, "x").outcome is judged(file).outcome
    file.write_bytes(SOUND[name][0][:-40])
    assert check(file, "x").code == judged(file).code


@pytest.mark.parametrize("name", [name for name in SOUND if "words" not in name and name not in {"obj", "g-code"}])
def test_a_file_cut_anywhere_never_breaks_the_gate(name: str, file: Path) -> None:
    content = SOUND[name][0]
    for share in (0.4, 0.97):
        file.write_bytes(content[: int(len(content) * share)])
        assert judged(file).outcome in set(Outcome)


def test_what_it_must_be_is_asked_of_the_content(file: Path) -> None:
    file.write_bytes(a.jpeg())
    assert check(file, "invoice.pdf", "photo").accepted
    refused = check(file, "invoice.pdf", "pdf")
    assert (refused.outcome, refused.code, refused.kind) == (Outcome.REJECT, "file_kind", "photo")


def test_each_kind_has_its_own_largest_size(file: Path) -> None:
    file.write_bytes(a.jpeg())
    refused = check(file, "photo.jpg", limits={"photo": 2**10})
    assert (refused.code, refused.params) == ("file_too_large", {"limit": 0})
    file.write_bytes(a.stl())
    assert check(file, "cube.stl", limits={"photo": 2**10}).accepted


def test_what_is_no_plain_file_is_not_opened(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing", Path("/dev/zero"), tmp_path / ("x" * 300)):
        assert check(path, "photo.jpg").code == "file_unopenable"


def test_objects_of_a_pdf_unpack_to_so_much_and_no_more(file: Path) -> None:
    file.write_bytes(a.pdf(more=a.packed_objects(b"\0" * 70_000_000)))
    assert judged(file).code == "file_bomb"


def test_overlapping_members_are_a_bomb(file: Path) -> None:
    content = bytearray(a.threemf(**{"3D/other.model": a.MODEL}))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = [(member.filename.encode(), member.header_offset) for member in archive.infolist()]
    name, _ = entries[2]
    at = content.rfind(name) - 46
    content[at + 42 : at + 46] = entries[1][1].to_bytes(4, "little")  # two names for one place
    file.write_bytes(bytes(content))
    assert judged(file).code == "file_bomb"


def test_a_project_that_starts_programs_is_told_to_staff(file: Path) -> None:
    file.write_bytes(a.threemf(**{"Metadata/Slic3r_PE.config": "; layer_height = 0.2\n; post_process = calc.exe\n"}))
    assert judged(file).facts["warnings"] == ["runs_programs"]
    file.write_bytes(a.GCODE + b"; post_process = /bin/evil\n")
    assert judged(file).facts["warnings"] == ["runs_programs"]


def test_counts_are_told(file: Path) -> None:
    file.write_bytes(a.threemf())
    assert {key: judged(file).facts[key] for key in ("triangles", "units")} == {"triangles": 2, "units": "inch"}
    file.write_bytes(a.stl(40_000))
    assert judged(file).facts["triangles"] == 40_000
    file.write_bytes(a.mp4(seconds=75))
    assert judged(file).facts["seconds"] == 75
    file.write_bytes(a.pdf(catalog=b"/Names<</EmbeddedFiles 4 0 R>>"))
    assert judged(file).facts == {"pages": 1, "warnings": ["attachments"]}


def test_colours_are_kept_when_a_photo_is_drawn_anew(tmp_path: Path) -> None:
    (tmp_path / "upload").write_bytes(a.jpeg())
    check(tmp_path / "upload", "x", folder=tmp_path)
    with Image.open(tmp_path / "main.jpg") as drawn:
        red, _, blue = a.pixel(drawn, 60, 30)
        assert (drawn.size, red > 200, blue < 90) == ((800, 600), True, True)
