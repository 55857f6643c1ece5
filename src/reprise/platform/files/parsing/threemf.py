"""3MF: a zip with a model in XML. Counted here, measured elsewhere."""

import codecs
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from reprise.platform.files.parsing.zipped import open_zip, refuse_programs, stream
from reprise.platform.files.verdict import Outcome, Rejected, Verdict

MEDIA_TYPE: Final = "model/3mf"
_ROOT: Final = re.compile(rb"<(?:\w+:)?model[\s>]")
_END: Final = re.compile(rb"</(?:\w+:)?model\s*>\s*(?:<!--.*?-->\s*)*$", re.DOTALL)
_TRIANGLE: Final = re.compile(rb"<(?:\w+:)?triangle\s")
_DECLARES: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_RUNS: Final = re.compile(rb"^; *post_process *= *\S|\"post_process\": *\[ *\"[^\"]", re.MULTILINE)
_UNITS: Final = re.compile(rb"\bunit\s*=\s*[\"'](\w+)[\"']")


def read_zip(path: Path) -> Verdict:
    """A 3MF model, or one of the archives that are not taken."""
    with open_zip(path, "model") as archive:
        facts = _facts(archive)
    return Verdict(Outcome.ACCEPT, "model", MEDIA_TYPE, facts=facts)


def _facts(archive: zipfile.ZipFile) -> dict[str, Any]:
    names = archive.namelist()
    parts = [member for member in archive.infolist() if member.filename.lower().endswith(".model")]
    if "[Content_Types].xml" not in names or not parts:
        raise Rejected("file_archive")
    refuse_programs(archive, "model")
    facts: dict[str, Any] = {"format": "3mf", "triangles": 0, "warnings": []}
    for part in parts:
        seen = _model(_as_utf8(stream(archive, part, "model")))
        facts["triangles"] += seen["triangles"]
        facts.setdefault("units", seen["units"])
    if any(name.startswith("Metadata/") and name.endswith(".gcode") for name in names):
        facts["sliced"] = True
    if not facts["triangles"] and not facts.get("sliced"):
        raise Rejected("model_empty", "model")
    if _runs_programs(archive):
        facts["warnings"].append("runs_programs")
    return facts


def _model(chunks: Iterable[bytes]) -> dict[str, Any]:
    """Triangles and units of one model part; a document type or entity is refused, a cut end too."""
    before, triangles, units, begun, started = b"", 0, "millimeter", False, False
    for chunk in chunks:
        text = before + chunk
        if _DECLARES.search(text):
            raise Rejected("file_bomb", "model")
        if not started and (root := _ROOT.search(text)):
            started = True
            found = _UNITS.search(text, root.start(), root.start() + 4096)
            units = found[1].decode() if found else units
        cut = text.rfind(b"<")  # a tag may lie across two pieces
        cut = len(text) if cut < 0 else cut
        triangles += sum(1 for _ in _TRIANGLE.finditer(text, 0, cut))
        before, begun = text[cut:][-65_536:], True
    if not begun or not started or not _END.search(before):
        raise Rejected("file_damaged", "model")
    return {"triangles": triangles, "units": units}


def _as_utf8(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """XML may come as UTF-16."""
    first = next(chunks, b"")
    if first[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        yield first
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    yield decoder.decode(first).encode()
    for chunk in chunks:
        yield decoder.decode(chunk).encode()


def _runs_programs(archive: zipfile.ZipFile) -> bool:
    """Whether a slicer that opens the project would start a program when exporting (CVE-2023-47268)."""
    for member in archive.infolist():
        is_settings = member.filename.startswith("Metadata/") and member.filename.endswith(".config")
        if is_settings and member.file_size < 2**23 and _RUNS.search(b"".join(stream(archive, member, "model"))):
            return True
    return False
