"""What can be checked of PDF/A-3a and PDF/UA-1 without a validator: each promise, looked up in the file itself."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

#: The promises of a file of ours, each by the words it is missed under.
PROMISED = (
    "PDF/A-3a", "PDF/UA-1", "output intent", "embedded fonts", "Unicode of every font", "structure", "language",
    "marked", "title shown", "alternative texts", "no script",
)  # fmt: skip


def broken_promises(pdf: bytes, *, lang: str) -> list[str]:
    """The promises the file does not keep; an empty list is what we want."""
    reader = PdfReader(io.BytesIO(pdf))
    kept = dict(zip(PROMISED, _kept(reader, lang), strict=True))
    return [promise for promise, is_kept in kept.items() if not is_kept]


def _kept(reader: PdfReader, lang: str) -> Iterator[bool]:
    root: Any = reader.trailer["/Root"].get_object()
    about = root["/Metadata"].get_data().decode()
    yield "<pdfaid:part>3</pdfaid:part>" in about and "<pdfaid:conformance>A</pdfaid:conformance>" in about
    yield "<pdfuaid:part>1</pdfuaid:part>" in about
    yield any("/DestOutputProfile" in intent.get_object() for intent in root["/OutputIntents"])
    fonts = list(_fonts(reader))
    yield bool(fonts) and all(_is_embedded(font) for font in fonts)
    yield all("/ToUnicode" in font for font in fonts)
    yield bool(root["/StructTreeRoot"].get_object()["/K"])
    yield root["/Lang"] == lang
    yield bool(root["/MarkInfo"]["/Marked"])
    yield bool(root["/ViewerPreferences"]["/DisplayDocTitle"]) and bool(reader.metadata and reader.metadata.title)
    yield all(element.get("/Alt") for element in tagged(reader, "/Figure"))
    yield not {"/OpenAction", "/AA", "/JavaScript"} & set(root)


def tags(reader: PdfReader) -> list[str]:
    """The kind of every tagged element, in reading order."""
    return [str(element["/S"]) for element in _elements(_tree(reader))]


def tagged(reader: PdfReader, kind: str) -> list[Any]:
    """The tagged elements of one kind."""
    return [element for element in _elements(_tree(reader)) if element["/S"] == kind]


def _tree(reader: PdfReader) -> Any:
    root: Any = reader.trailer["/Root"].get_object()
    return root["/StructTreeRoot"].get_object()


def _elements(node: Any) -> Iterator[Any]:
    children = node.get("/K", [])
    children = children if isinstance(children, list) else [children]
    for child in (each.get_object() for each in children if not isinstance(each, int)):
        if isinstance(child, dict) and "/S" in child:
            yield child
            yield from _elements(child)


def _fonts(reader: PdfReader) -> Iterator[Any]:
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            yield font.get_object()


def _is_embedded(font: Any) -> bool:
    if font["/Subtype"] == "/Type3":
        return True
    descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
    return "/FontFile2" in descriptor or "/FontFile3" in descriptor
