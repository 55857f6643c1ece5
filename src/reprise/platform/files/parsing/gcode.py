"""G-code, as text and as Prusa's binary blocks: recognised and bounded here, read elsewhere."""

import re
import struct
from pathlib import Path
from typing import Final

from reprise.platform.files.parsing.polyglot import refuse_hidden_files
from reprise.platform.files.verdict import MIB, Outcome, Rejected, Verdict

_MOVE: Final = re.compile(rb"^\s*(?:N\d+\s*)?G0?[0123]\b", re.MULTILINE)
_RUNS: Final = re.compile(rb"^; *post_process *= *\S", re.MULTILINE)
_CHUNK: Final = 2**20
_MOST_UNPACKED: Final = 600 * MIB
_THUMBNAIL: Final = 5
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
    facts = {"format": "gcode", "moves": moves, "warnings": ["runs_programs"] if runs else []}
    return Verdict(Outcome.ACCEPT, "gcode", "text/x.gcode", facts=facts)


def read_bgcode(path: Path) -> Verdict:
    """Binary blocks, one behind the other to the very end, none promising more than a printer could hold."""
    refuse_hidden_files(path, "gcode")
    size, at, unpacked, blocks = path.stat().st_size, 10, 0, 0
    with path.open("rb") as file:
        start = file.read(10)
        if len(start) < 10:
            raise Rejected("file_damaged", "gcode")
        version, checksum = struct.unpack("<4xIH", start)
        while at < size:
            file.seek(at)
            length, holds = _block(file.read(12), checksum)
            at, unpacked, blocks = at + length, unpacked + holds, blocks + 1
            if unpacked > min(_MOST_UNPACKED, 1000 * size):
                raise Rejected("file_bomb", "gcode")
    if at != size or not blocks:
        raise Rejected("file_damaged", "gcode")
    facts = {"format": "bgcode", "version": version, "blocks": blocks, "warnings": []}
    return Verdict(Outcome.ACCEPT, "gcode", "application/x-bgcode", facts=facts)


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
