"""Typst turns a template of ours and plain data into a PDF. Data stays text: never markup, a path or an address."""

import json
import re
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Final

import typst

TEMPLATES: Final = Path(__file__).parent / "templates"
FONTS: Final = [Path(str(resources.files("fontpkg_instrument_sans").joinpath("files")))]
#: What our fonts can show: Latin, Greek and Cyrillic letters, the usual marks, the euro and four arrows.
DISPLAYED: Final = re.compile(
    r"[\n\t -~\u00a0-\u017f\u0386-\u038a\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f"
    r"\u2010-\u2027\u2030-\u203a\u20ac\u2190-\u2193]"
)


def render_pdf(*, template: str, lang: str, title: str, data: Mapping[str, object]) -> bytes:
    """Draw a template, such as rma_slip.typ, with its data; the same input gives the same pages on every machine."""
    source = TEMPLATES / template
    if source.parent != TEMPLATES or not source.is_file():
        raise ValueError(f"there is no template {template}")
    try:
        return _drawn(source, lang, title, data)
    except typst.TypstError as fault:
        if "could not be displayed" not in str(fault):
            raise
    return _drawn(source, lang, title, _displayable(data))


def _drawn(source: Path, lang: str, title: str, data: object) -> bytes:
    made = typst.compile(
        source, root=TEMPLATES, format="pdf", pdf_standards=["a-3a", "ua-1"], font_paths=FONTS,
        ignore_system_fonts=True, sys_inputs={"lang": lang, "title": title, "data": json.dumps(data)},
    )  # fmt: skip
    return bytes(made)


def _displayable(data: object) -> object:
    """The data with a box for each character our fonts lack: a name in such a script is no reason to draw nothing."""
    match data:
        case str():
            return "".join(character if DISPLAYED.match(character) else "□" for character in data)
        case Mapping():
            return {key: _displayable(value) for key, value in data.items()}
        case list() | tuple():
            return [_displayable(value) for value in data]
        case _:
            return data
