"""Typst turns a template of ours and plain data into a PDF. Data stays text: never markup, a path or an address."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

import typst
from django.utils.translation import gettext, override

from reprise.platform.pdf.fonts import FONTS, east_asian
from reprise.platform.pdf.plain import APART, directed, fit, throughout
from reprise.platform.pdf.spelled import ENCLOSED, Spelling, again, lacking

TEMPLATES: Final = Path(__file__).parent / "templates"
_MOST_TRIES: Final = 20


def render_pdf(
    *, template: str, lang: str, title: str, data: Mapping[str, object], made_on: date | None = None,
    drawings: Mapping[str, str] | None = None, logo: bytes | None = None,
) -> bytes:  # fmt: skip
    """Draw a template, such as paper.typ, with its data.

    The same input gives the same bytes on every machine, unless it has letters only the machine's own fonts can draw.
    """
    source = TEMPLATES / template
    if source.parent != TEMPLATES or not source.is_file():
        raise ValueError(f"there is no template {template}")
    made_at = _instant(made_on)
    fitted, named = throughout(data, fit), fit(title).strip() or "–"
    told = {"lang": lang, "drawings": json.dumps(drawings or {}), "logo": json.dumps(list(logo or b""))}
    told |= _words(named, fitted)
    spelling, of_machine = Spelling(), False
    for _attempt in range(_MOST_TRIES):  # a logo that cannot be read, then letters that no font has
        try:
            return _drawn(source, told, made_at, of_machine=of_machine)
        except typst.TypstError as fault:
            said = str(fault)
            if "decode image" in said:
                told["logo"] = "[]"
            elif "could not be displayed" not in said:
                raise
            elif not of_machine:
                of_machine = True
                told["east"] = east_asian(told["data"])
            else:
                letter = lacking(said)
                if letter not in APART:
                    spelling.learn(letter)
                spell = again(spelling)
                told |= _words(spell(named), throughout(fitted, spell), apart=letter not in APART)
                told |= _enclosed(spelling, lang) if spelling.written else {}
    return _drawn(source, told, made_at, of_machine=True)


def _words(title: str, data: object, *, apart: bool = True) -> dict[str, str]:
    """Title and data for the template.

    `apart`: lines from right to left are set as a whole; beside a letter no font has, Typst complains of the marks for
    that instead, so that they are left out until the letter is known.
    """
    told = throughout(data, directed) if apart else data
    return {"title": title, "data": json.dumps(told, ensure_ascii=False)}


def _enclosed(spelling: Spelling, lang: str) -> dict[str, str]:
    """The texts as they were written, in the file itself, and the line that says so."""
    with override(lang):
        note = gettext(
            "Letters this document could not draw are spelled in Latin ones. As they were written: in the enclosed"
            " file %(file)s."
        ) % {"file": ENCLOSED}
    return {"written": spelling.enclosure(), "note": note}


def _drawn(source: Path, told: dict[str, str], made_at: datetime, *, of_machine: bool) -> bytes:
    made = typst.compile(
        source, root=TEMPLATES, format="pdf", pdf_standards=["a-3a", "ua-1"], font_paths=FONTS,
        ignore_system_fonts=not of_machine, sys_inputs=told, timestamp=made_at,
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
