"""A PDF is kept as it is, if nothing in it acts: no scripts, no started programs, no lock, no film."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from reprise.platform.files.parsing.polyglot import refuse_hidden_files
from reprise.platform.files.verdict import MIB, Outcome, Rejected, Verdict

_ACTS: Final = {
    b"JavaScript", b"JS", b"Launch", b"SubmitForm", b"ImportData", b"RichMedia", b"XFA", b"Movie", b"Rendition",
    b"GoToE", b"GoToR",
}  # fmt: skip
_ATTACHES: Final = {b"EmbeddedFile", b"EmbeddedFiles", b"FileAttachment"}
_NAME: Final = re.compile(rb"/((?:[^\x00-\x20()<>\[\]{}/%#]|#[0-9A-Fa-f]{2}){2,40})")
_STREAM: Final = re.compile(rb"stream\r?\n")
_OBJECT: Final = re.compile(rb"\d{1,10}\s+\d{1,5}\s+obj\b")
_MOST_UNPACKED: Final = 64 * MIB


def read_pdf(path: Path) -> Verdict:
    """Check a PDF's frame and every name in it, those in packed objects too."""
    refuse_hidden_files(path, "pdf")
    data = path.read_bytes()  # bounded by the limit on PDFs
    _check_frame(data)
    names = _names(data)
    if b"Encrypt" in names:
        raise Rejected("pdf_locked", "pdf")
    if names.keys() & _ACTS:
        raise Rejected("pdf_active", "pdf")
    if not names.get(b"Page"):
        raise Rejected("file_damaged", "pdf")
    facts: dict[str, Any] = {"pages": names[b"Page"], "warnings": []}
    if names.keys() & _ATTACHES:
        facts["warnings"].append("attachments")
    return Verdict(Outcome.ACCEPT, "pdf", "application/pdf", facts=facts)


def _check_frame(data: bytes) -> None:
    """Header, objects, a place to start from that exists, and an end."""
    tail = data[-2048:]
    start = re.findall(rb"startxref\s+(\d{1,12})", tail)
    if not re.match(rb"%PDF-[12]\.\d", data) or b"%%EOF" not in tail or not start:
        raise Rejected("file_damaged", "pdf")
    at = int(start[-1])
    if not re.match(rb"\s*(xref\b|\d{1,10}\s+\d{1,5}\s+obj\b)", data[at : at + 64]):
        raise Rejected("file_damaged", "pdf")


def _names(data: bytes) -> dict[bytes, int]:
    """How often each name stands in the file, outside the packed streams and inside packed objects."""
    found: dict[bytes, int] = {}
    for part, trusted in _parts(data):
        for match in _NAME.finditer(part):
            name = _plain(match[1])
            if trusted or len(name) >= 6:  # short names turn up by chance in packed bytes
                found[name] = found.get(name, 0) + 1
    return found


def _parts(data: bytes) -> Iterator[tuple[bytes, bool]]:
    """The file without its streams, each stream as it is, and unpacked where it holds objects."""
    position, unpacked = 0, 0
    for match in _STREAM.finditer(data):
        if match.start() < position:
            continue
        end = data.find(b"endstream", match.end())
        end = len(data) if end < 0 else end
        about = data[position : match.start()]
        yield about, True
        body, position = data[match.end() : end], end + len(b"endstream")
        yield body, False
        if _OBJECT.search(body):
            yield body, True  # objects that another program may find there
        dictionary = about[about.rfind(b"obj") :]
        if b"ObjStm" in {_plain(name[1]) for name in _NAME.finditer(dictionary)}:
            content = _unpacked(body, dictionary)
            unpacked += len(content)
            if unpacked > _MOST_UNPACKED:
                raise Rejected("file_bomb", "pdf")
            yield content, True
    yield data[position:], True


def _unpacked(body: bytes, dictionary: bytes) -> bytes:
    """The objects packed in a stream; packed in any unusual way they are not looked for, but refused."""
    names = {_plain(name[1]) for name in _NAME.finditer(dictionary)}
    if not names & {b"FlateDecode", b"Fl"}:
        if b"Filter" in names:
            raise Rejected("pdf_active", "pdf")
        return body
    if names & {b"Predictor", b"ASCII85Decode", b"ASCIIHexDecode", b"LZWDecode", b"RunLengthDecode", b"Crypt"}:
        raise Rejected("pdf_active", "pdf")
    unpack = zlib.decompressobj()
    try:
        content = unpack.decompress(body, _MOST_UNPACKED + 1)
    except zlib.error as fault:
        raise Rejected("file_damaged", "pdf") from fault
    return content


def _plain(name: bytes) -> bytes:
    """A name as readers see it: #4a is J."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), name)
