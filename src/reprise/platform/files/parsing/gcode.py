"""G-code, as text and as Prusa's binary blocks: recognised, bounded, and asked what the slicer said of the job."""

import re
import struct
import zlib
from pathlib import Path
from typing import Any, BinaryIO, Final

from reprise.platform.files.parsing.polyglot import refuse_hidden_files
from reprise.platform.files.parsing.slicer_text import WINDOW, comments, settings
from reprise.platform.files.parsing.slicing import job_from
from reprise.platform.files.verdict import MIB, Outcome, Rejected, Verdict

_MOVE: Final = re.compile(rb"^\s*(?:N\d+\s*)?G0?[0123]\b", re.MULTILINE | re.IGNORECASE)
_RUNS: Final = re.compile(rb"^; *post_process *= *\S", re.MULTILINE)
_CHUNK: Final = 2**20
_MOST_UNPACKED: Final = 600 * MIB
_COMMANDS, _THUMBNAIL = 1, 5
_MOST_SETTINGS: Final = 4 * MIB  # unpacked, in one block
_LAST_KIND, _LAST_PACKING = 5, 3


def read_gcode(path: Path) -> Verdict:
    """Text commands: how many moves, and whether a slicer that imports its settings would start a program."""
    refuse_hidden_files(path, "gcode")
    moves, runs, before = 0, False, b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if b"\0" in chunk:
                raise Rejected("file_damaged", "gcode")
            text = before + chunk
            whole, _, before = text.rpartition(b"\n")
            before = before[-4096:]
            moves += len(_MOVE.findall(whole))
            runs = runs or _RUNS.search(whole) is not None
    moves += len(_MOVE.findall(before))
    facts: dict[str, Any] = {"format": "gcode", "moves": moves, "warnings": ["runs_programs"] if runs else []}
    return Verdict(Outcome.ACCEPT, "gcode", "text/x.gcode", facts=facts | _job(path))


def _job(path: Path) -> dict[str, Any]:
    """What the slicer said of the job at either end of the file."""
    with path.open("rb") as file:
        head = file.read(WINDOW)
        file.seek(max(len(head), path.stat().st_size - WINDOW))
        tail = file.read(WINDOW)
    job = job_from(comments(part.decode("utf-8", "replace").removeprefix("\ufeff") for part in (head, tail)))
    return {"job": job} if job else {}


def read_bgcode(path: Path) -> Verdict:
    """Binary blocks, one behind the other to the very end, none promising more than a printer could hold."""
    refuse_hidden_files(path, "gcode")
    size, at, unpacked, blocks = path.stat().st_size, 10, 0, 0
    said: dict[str, str] = {}
    with path.open("rb") as file:
        start = file.read(10)
        if len(start) < 10:
            raise Rejected("file_damaged", "gcode")
        version, checksum = struct.unpack("<4xIH", start)
        while at < size:
            file.seek(at)
            head = file.read(12)
            length, holds = _block(head, checksum)
            said = _settings(file, at, head) | said
            at, unpacked, blocks = at + length, unpacked + holds, blocks + 1
            if unpacked > min(_MOST_UNPACKED, 1000 * size):
                raise Rejected("file_bomb", "gcode")
    if at != size or not blocks:
        raise Rejected("file_damaged", "gcode")
    facts: dict[str, Any] = {"format": "bgcode", "version": version, "blocks": blocks, "warnings": []}
    job = job_from(said)
    return Verdict(Outcome.ACCEPT, "gcode", "application/x-bgcode", facts=facts | ({"job": job} if job else {}))


def _settings(file: BinaryIO, at: int, head: bytes) -> dict[str, str]:
    """What a block of settings says; pictures, commands and blocks packed in an unusual way say nothing."""
    kind, packing, holds = struct.unpack_from("<HHI", head)
    if kind in {_COMMANDS, _THUMBNAIL} or packing > 1 or holds > _MOST_SETTINGS:
        return {}
    file.seek(at + (12 if packing else 8) + 2)
    content = file.read(struct.unpack_from("<I", head, 8)[0] if packing else holds)
    try:
        told = zlib.decompressobj().decompress(content, _MOST_SETTINGS) if packing else content
    except zlib.error as fault:
        raise Rejected("file_damaged", "gcode") from fault
    return settings(told.decode("utf-8", "replace"))


def _block(head: bytes, checksum: int) -> tuple[int, int]:
    """A block's whole length, and how much it unpacks to."""
    if len(head) < 8:
        raise Rejected("file_damaged", "gcode")
    kind, packing, holds = struct.unpack_from("<HHI", head)
    if kind > _LAST_KIND or packing > _LAST_PACKING or (packing and len(head) < 12):
        raise Rejected("file_damaged", "gcode")
    stored = struct.unpack_from("<I", head, 8)[0] if packing else holds
    parameters = 6 if kind == _THUMBNAIL else 2
    return (12 if packing else 8) + parameters + stored + (4 if checksum == 1 else 0), holds
