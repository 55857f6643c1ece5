"""The drawings of guides and articles: SVG to put in a page as it is, and what each shows in words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final
from xml.parsers import expat

import yaml

from reprise.apps.knowledge.rules.article import LANGUAGES
from reprise.apps.knowledge.rules.faults import BadArticles, Fault
from reprise.apps.knowledge.rules.markup import french_faults

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SAID: Final = "drawings.yaml"
MOST_BYTES: Final = 6_144
LONGEST_SAID: Final = 160
_ELEMENTS: Final = {"svg", "g", "path", "circle", "ellipse", "rect"}
_ATTRIBUTES: Final = {
    "xmlns", "viewBox", "aria-hidden", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap",
    "stroke-linejoin",
    "d", "cx", "cy", "r", "rx", "ry", "x", "y", "width", "height", "transform", "opacity",
}  # fmt: skip
_PAINT: Final = re.compile(r"none|currentColor|var\(--rp-[a-z0-9-]+\)")


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture: `svg` is safe to put in a page, `said` tells what it shows in each language."""

    name: str
    svg: str
    said: Mapping[str, str]


@cache
def shipped_drawings() -> Mapping[str, Drawing]:
    """Our own drawings by name; BadArticles names every fault when one cannot be used."""
    drawings, faults = read_drawings(files("reprise.apps.knowledge").joinpath("drawings"))
    if faults:
        raise BadArticles(faults)
    return drawings


def read_drawings(folder: Traversable) -> tuple[dict[str, Drawing], list[Fault]]:
    """Every drawing of a folder by name, and every fault in it."""
    said = yaml.load(folder.joinpath(SAID).read_bytes(), LOADER)  # noqa: S506  # a safe loader
    drawn = {file.name.removesuffix(".svg"): file for file in folder.iterdir() if file.name.endswith(".svg")}
    drawings: dict[str, Drawing] = {}
    faults = [Fault(SAID, name, "is drawn nowhere") for name in said.keys() - drawn.keys()]
    for name, file in sorted(drawn.items()):
        svg, words = file.read_bytes(), said.get(name)
        faults += [Fault(file.name, "", message) for message in drawing_faults(svg)]
        faults += [Fault(SAID, name, message) for message in _said_faults(words)]
        drawings[name] = Drawing(name, svg.decode(errors="replace").strip(), words or {})
    return drawings, faults


def drawing_faults(svg: bytes) -> Iterator[str]:
    """Say what keeps an SVG out of our pages: only shapes in the colours of the theme may be in one."""
    if len(svg) > MOST_BYTES:
        yield f"has {len(svg)} bytes; at most {MOST_BYTES}"
    found: list[str] = []

    def began(name: str, attributes: dict[str, str]) -> None:
        found.extend(_element_faults(name, attributes))

    def read(data: str) -> None:
        found.extend(["holds words, which are of one language"] if data.strip() else [])

    def declared(*_: object) -> None:
        found.append("declares a document type or an entity")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.CharacterDataHandler = began, read
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = declared
    try:
        parser.Parse(svg, True)
    except expat.ExpatError as fault:
        yield f"is not well formed: {fault}"
    yield from dict.fromkeys(found)
    if b'viewBox="' not in svg[:200]:
        yield "has no viewBox, so it cannot grow"


def _element_faults(name: str, attributes: Mapping[str, str]) -> Iterator[str]:
    if name not in _ELEMENTS:
        yield f"holds <{name}>"
    for key, value in attributes.items():
        if key not in _ATTRIBUTES:
            yield f"holds {key}="
        if key in ("fill", "stroke") and not _PAINT.fullmatch(value):
            yield f"is painted {value}, which is the same in light and in dark"


def _said_faults(words: object) -> Iterator[str]:
    if not isinstance(words, dict) or words.keys() != {*LANGUAGES}:
        yield "is not said in French and in English"
        return
    for language, text in words.items():
        if not isinstance(text, str) or not 10 <= len(text) <= LONGEST_SAID:
            yield f"{language}: is not a sentence of 10 to {LONGEST_SAID} characters"
            continue
        yield from (f"{language}: {message}" for message in (french_faults(text) if language == "fr" else ()))
