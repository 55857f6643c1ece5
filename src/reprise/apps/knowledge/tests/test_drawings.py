"""A drawing goes into a page as it is: it holds shapes in the colours of the theme and is said in both languages."""

from importlib.resources import files
from pathlib import Path

import pytest

from reprise.apps.knowledge.rules.drawings import drawing_faults, read_drawings, shipped_drawings

ROOT = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200">%b</svg>'


def test_every_drawing_of_ours_can_be_used() -> None:
    _, faults = read_drawings(files("reprise.apps.knowledge").joinpath("drawings"))
    assert faults == []
    assert len(shipped_drawings()) >= 24


def test_no_two_drawings_are_said_to_show_the_same() -> None:
    for language in ("fr", "en"):
        said = [drawing.said[language] for drawing in shipped_drawings().values()]
        assert len(set(said)) == len(said)


def test_a_plain_drawing_has_no_fault() -> None:
    shape = b'<g fill="none" stroke="var(--rp-accent)"><path d="M0 0h9"/></g>'
    assert list(drawing_faults(ROOT % shape)) == []


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        (b"<script>alert(1)</script>", "holds <script>"),
        (b'<path d="M0 0" onload="alert(1)"/>', "holds onload="),
        (b'<path d="M0 0" style="fill:red"/>', "holds style="),
        (b'<use href="https://evil.example/a.svg"/>', "holds <use>"),
        (b"<image/>", "holds <image>"),
        (b'<path fill="#ff0000" d="M0 0"/>', "is painted #ff0000, which is the same in light and in dark"),
        (b'<path fill="url(https://evil.example)" d="M0 0"/>', "is painted url(https://evil.example)"),
        (b"<g>words</g>", "holds words, which are of one language"),
        (b"<path", "is not well formed"),
        (b'<path d="' + b"M0 0" * 2_000 + b'"/>', "bytes; at most 6144"),
    ],
)
def test_what_does_not_belong_in_a_page_is_named(inside: bytes, fault: str) -> None:
    assert any(fault in one for one in drawing_faults(ROOT % inside))


def test_a_drawing_that_declares_entities_is_refused() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + ROOT % b"<g>&a;</g>"
    assert "declares a document type or an entity" in list(drawing_faults(bomb))


def test_a_drawing_without_words_and_words_without_a_drawing_are_named(tmp_path: Path) -> None:
    (tmp_path / "mute.svg").write_bytes(ROOT % b"<g/>")
    (tmp_path / "half.svg").write_bytes(ROOT % b"<g/>")
    (tmp_path / "drawings.yaml").write_text('{lost: {fr: "Une chose", en: "A thing"}, half: {en: "A half thing"}}')
    _, faults = read_drawings(tmp_path)
    assert {str(fault) for fault in faults} == {
        "drawings.yaml: lost: is drawn nowhere",
        "drawings.yaml: mute: is not said in French and in English",
        "drawings.yaml: half: is not said in French and in English",
    }
