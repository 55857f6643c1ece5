"""Typst turns a template of ours and plain data into a PDF. Data stays text: never markup, a path or an address."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from importlib import resources
from pathlib import Path
from typing import Final

import typst

from reprise.platform.pdf.plain import displayable, fit, throughout

TEMPLATES: Final = Path(__file__).parent / "templates"
FONTS: Final = [Path(str(resources.files("fontpkg_instrument_sans").joinpath("files")))]


def render_pdf(
    *, template: str, lang: str, title: str, data: Mapping[str, object], made_on: date | None = None,
    drawings: Mapping[str, str] | None = None, logo: bytes | None = None,
) -> bytes:  # fmt: skip
    """Draw a template, such as paper.typ, with its data; the same input gives the same bytes on every machine."""
    source = TEMPLATES / template
    if source.parent != TEMPLATES or not source.is_file():
        raise ValueError(f"there is no template {template}")
    made_at = _instant(made_on)
    fitted = throughout(data, fit)
    told = {
        "lang": lang,
        "title": fit(title).strip() or "–",
        "drawings": json.dumps(drawings or {}),
        "data": json.dumps(fitted),
    }
    picture = json.dumps(list(logo or b""))
    for _attempt in range(2):  # a logo that cannot be read, then letters that no font has
        try:
            return _drawn(source, {**told, "logo": picture}, made_at)
        except typst.TypstError as fault:
            if "could not be displayed" in str(fault):
                told |= {"title": displayable(told["title"]), "data": json.dumps(throughout(fitted, displayable))}
            elif "decode image" in str(fault):
                picture = "[]"
            else:
                raise
    return _drawn(source, {**told, "logo": picture}, made_at)


def _drawn(source: Path, told: dict[str, str], made_at: datetime) -> bytes:
    made = typst.compile(
        source, root=TEMPLATES, format="pdf", pdf_standards=["a-3a", "ua-1"], font_paths=FONTS,
        ignore_system_fonts=True, sys_inputs=told, timestamp=made_at,
    )  # fmt: skip
    return bytes(made)


def _instant(made_on: date | None) -> datetime:
    """When the file says it was made; noon of a mere day, so that no time zone changes the day."""
    match made_on:
        case datetime():
            return made_on.astimezone(UTC).replace(microsecond=0)
        case date():
            return datetime.combine(made_on, time(12), UTC)
        case None:
            return datetime(2020, 1, 1, 12, tzinfo=UTC)
