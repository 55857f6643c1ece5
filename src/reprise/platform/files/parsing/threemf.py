"""3MF: a zip with a model in XML, and what a slicer said of the job. Counted here, measured elsewhere."""

import codecs
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from reprise.platform.files.parsing.slicer_text import WINDOW, comments, project, settings
from reprise.platform.files.parsing.slicing import job_from
from reprise.platform.files.parsing.zipped import open_zip, refuse_programs, stream
from reprise.platform.files.verdict import Outcome, Rejected, Verdict

MEDIA_TYPE: Final = "model/3mf"
_ROOT: Final = re.compile(rb"<(?:\w+:)?model[\s>]")
_END: Final = re.compile(rb"</(?:\w+:)?model\s*>\s*(?:<!--.*?-->\s*)*$", re.DOTALL)
_TRIANGLE: Final = re.compile(rb"<(?:\w+:)?triangle\s")
_DECLARES: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_RUNS: Final = re.compile(rb"^; *post_process *= *\S|\"post_process\": *\[ *\"[^\"]", re.MULTILINE)
_PLATE: Final = re.compile(r"Metadata/plate_\d{1,3}\.gcode")
_PREDICTION: Final = re.compile(r'key="prediction" value="(\d{1,8})"')
_WEIGHT: Final = re.compile(r'key="weight" value="(\d{1,6}(?:\.\d{1,6})?)"')
_USED_GRAMS: Final = re.compile(r'used_g="(\d{1,6}(?:\.\d{1,6})?)"')
_USED_METRES: Final = re.compile(r'used_m="(\d{1,6}(?:\.\d{1,6})?)"')
_FILAMENT: Final = re.compile(r'<filament id="(\d{1,2})"')
_MATERIAL: Final = re.compile(r'<filament [^>]{0,200}?\btype="([^"<>;]{1,40})"')
_APPLICATION: Final = re.compile(r'<metadata name="Application"[^>]{0,80}>([^<]{2,60})</metadata>')
_MOST_SETTINGS: Final = 2**22
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
    if job := job_from(_said(archive)):
        facts["job"] = job
    return facts


def _said(archive: zipfile.ZipFile) -> dict[str, str]:
    """What slicers keep beside the model: the plates that were sliced, the settings, who wrote them."""
    plates = _plates(_text(archive, "Metadata/slice_info.config"))
    held = project(_text(archive, "Metadata/project_settings.config"))
    lines = settings(_text(archive, "Metadata/Slic3r_PE.config"))
    sliced = next((name for name in archive.namelist() if _PLATE.fullmatch(name)), "")
    head = comments([_text(archive, sliced, most=WINDOW)]) if sliced else {}
    application = _APPLICATION.search(_text(archive, "3D/3dmodel.model", most=65_536))
    named = {"generator": application[1].replace("-", " ", 1)} if application else {}
    return named | head | lines | held | plates


def _plates(text: str) -> dict[str, str]:
    """Time and weight of all plates together, in slicers that keep a table of them."""
    seconds = sum(int(number) for number in _PREDICTION.findall(text))
    each = sum(float(number) for number in _USED_GRAMS.findall(text))
    grams = sum(float(number) for number in _WEIGHT.findall(text)) or each  # a plate's own sum may be empty
    metres = sum(float(number) for number in _USED_METRES.findall(text))
    told = {
        name: f"{value:.2f}" for name, value in (("seconds", seconds), ("grams", grams), ("metres", metres)) if value
    }
    used = {"materials": ";".join(_MATERIAL.findall(text)), ":filament": ",".join(_FILAMENT.findall(text))}
    return told | {name: value for name, value in used.items() if value}


def _text(archive: zipfile.ZipFile, name: str, most: int = _MOST_SETTINGS) -> str:
    """The beginning of a member, or nothing."""
    if name not in archive.namelist():
        return ""
    kept = b""
    for chunk in stream(archive, archive.getinfo(name), "model"):
        kept += chunk
        if len(kept) >= most:
            break
    return kept[:most].decode("utf-8", "replace")


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
