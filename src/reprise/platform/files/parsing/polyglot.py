"""Files that are two things at once: a picture to one program, an archive or a page to another."""

import re
from pathlib import Path
from typing import Final

from reprise.platform.files.verdict import Rejected

_END_OF_ZIP: Final = b"PK\x05\x06"
_TAIL: Final = 65_557  # a zip's last record with the longest comment
_SCRIPT: Final = re.compile(rb"<script[\s>]|<\?php\s|<iframe\s|javascript:", re.IGNORECASE)
_PAGE: Final = re.compile(rb"<!doctype\s+html|<html[\s>]|<svg[\s>]", re.IGNORECASE)
_CHUNK: Final = 2**20


def refuse_hidden_files(path: Path, kind: str) -> None:
    """Refuse a file in which another program would find something else."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_TAIL)
        if kind != "pdf" and b"%PDF-" in head[:1024]:
            raise Rejected("file_polyglot", kind)
        if _PAGE.search(head):
            raise Rejected("file_polyglot", kind)
        file.seek(max(0, size - _TAIL))
        if _is_zip(file.read()):
            raise Rejected("file_polyglot", kind)
        if kind == "photo":
            _refuse_scripts(path, kind)


def _is_zip(tail: bytes) -> bool:
    """Whether the last record of a zip stands at the end, as unpackers look for it."""
    at = tail.rfind(_END_OF_ZIP)
    if at < 0 or at + 22 > len(tail):
        return False
    comment = int.from_bytes(tail[at + 20 : at + 22], "little")
    return at + 22 + comment <= len(tail)


def _refuse_scripts(path: Path, kind: str) -> None:
    before = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if _SCRIPT.search(before + chunk):
                raise Rejected("file_polyglot", kind)
            before = chunk[-32:]
