"""A paper of the shop: its letterhead, a title, and blocks of text, facts and tables; one look for every document."""

import io
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

import segno
from babel.dates import format_date
from django.utils.translation import gettext, override

from reprise.platform.pdf.blocks import Block, Code, Steps, Table
from reprise.platform.pdf.drawings import drawing
from reprise.platform.pdf.render import render_pdf

HOUSE_COLOUR: Final = "#0b5a6e"
#: What is drawn anew on each page must leave room for the rest: a head taller than its page would never end.
LONGEST_WORD: Final = 80
LONGEST_TITLE: Final = 400


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes. `logo` is a PNG; `colour` is #rrggbb; `legal` is the line of identity at the foot of each page."""

    name: str
    address: tuple[str, ...] = ()
    colour: str = ""
    logo: bytes | None = None
    legal: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything on a paper; every text is already in its language. A moment in `made_on` is told by its day."""

    title: str
    language: str
    letterhead: Letterhead
    reference: str
    made_on: date
    sections: tuple[Block, ...]
    scan: Code | None = None  # a code beside the title, with its text below


def render_paper(paper: Paper) -> bytes:
    """The paper as PDF: archivable (PDF/A-3a), readable aloud (PDF/UA-1), the same bytes for the same paper."""
    lang = paper.language[:2]
    drawings: dict[str, str] = {}
    with override(paper.language):
        data = {
            "head": letterhead_view(paper.letterhead),
            "reference": paper.reference[:LONGEST_WORD],
            "day": format_date(paper.made_on, "d MMMM y", locale="fr" if lang == "fr" else "en_GB"),
            "page": gettext("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
            "blocks": [_view(block, drawings) for block in paper.sections],
            "scan": _view(paper.scan, drawings) if paper.scan else None,
        }
    return render_pdf(
        template="paper.typ", lang=lang, title=paper.title[:LONGEST_TITLE], data=data, made_on=paper.made_on,
        drawings=drawings, logo=paper.letterhead.logo,
    )  # fmt: skip


def letterhead_view(head: Letterhead) -> dict[str, object]:
    """What a template is told of who writes."""
    return {
        "name": head.name,
        "address": [line for line in head.address if line],
        "colour": head.colour or HOUSE_COLOUR,
        "legal": head.legal[:LONGEST_TITLE],
    }


def qr_code(content: str) -> str:
    """A QR code as SVG; it still reads with a quarter of it smudged."""
    drawn = io.BytesIO()
    segno.make_qr(content, error="q").save(drawn, kind="svg", border=2, xmldecl=False, svgclass=None, lineclass=None)
    return drawn.getvalue().decode()


def _view(block: Block, drawings: dict[str, str]) -> Mapping[str, Any]:
    """A block for the template; a drawing is told by the key it has among all drawings."""
    view: dict[str, Any] = {"kind": type(block).__name__.lower(), **asdict(block)}
    match block:
        case Table():
            view["head"] = [word[:LONGEST_WORD] for word in block.head]
        case Code():
            view["drawing"] = _kept(qr_code(block.holds), drawings)
        case Steps():
            view["entries"] = [
                {"drawing": _kept(drawing(step.drawing), drawings), "title": step.title, "text": step.text}
                for step in block.entries
            ]
    return view


def _kept(svg: str, drawings: dict[str, str]) -> str:
    key = f"d{len(drawings)}"
    drawings[key] = svg
    return key
