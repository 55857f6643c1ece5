"""A video is kept as it is, but for where it was taken: boxes and tracks that tell are emptied, nothing is decoded."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from reprise.platform.files.parsing.polyglot import refuse_hidden_files
from reprise.platform.files.parsing.spoken_along import spoken_along
from reprise.platform.files.verdict import Outcome, Rejected, Verdict

_INSIDE: Final = {b"moov", b"trak", b"mdia"}
_TELLS: Final = {b"udta", b"meta", b"uuid"}  # place, device, owner
_MOST_BOXES: Final = 10_000
_LONGEST: Final = 24 * 3600


@dataclass(frozen=True, slots=True)
class Box:
    """One box of an MP4: its name, where it starts, where its content starts and where it ends."""

    name: bytes
    at: int
    content: int
    end: int


def read_mp4(path: Path) -> Verdict:
    """MP4 and MOV: whole, with an index, its length in seconds told."""
    refuse_hidden_files(path, "video")
    size = path.stat().st_size
    with path.open("rb") as file:
        boxes = list(_boxes(file, 0, size))
        names = {box.name for box in boxes}
        if b"moov" not in names or not names & {b"mdat", b"moof"}:
            raise Rejected("file_damaged", "video")
        inner = list(_deep(file, boxes))
        seconds = next((_seconds(file, box) for box in inner if box.name == b"mvhd"), None)
        along = [place for box in inner if box.name == b"trak" for place in spoken_along(file, box, _boxes)]
    blank = tuple((box.at, box.end - box.at) for box in [*boxes, *inner] if box.name in _TELLS)
    blank += tuple((at, length) for at, length in along if length >= 8)  # a place fits in no less
    facts: dict[str, Any] = {"format": "mp4", "seconds": seconds, "warnings": []}
    outcome = Outcome.SANITISED if blank else Outcome.ACCEPT
    return Verdict(outcome, "video", "video/mp4", facts=facts, blank=blank)


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    at, count = start, 0
    while at < end:
        file.seek(at)
        head = file.read(16)
        count += 1
        if len(head) < 8 or count > _MOST_BOXES:
            raise Rejected("file_damaged", "video")
        length, name = struct.unpack_from(">I4s", head)
        content = at + 8
        if length == 1 and len(head) == 16:
            length, content = struct.unpack_from(">Q", head, 8)[0], at + 16
        elif length == 0:
            length = end - at
        if length < content - at or at + length > end:
            raise Rejected("file_damaged", "video")
        yield Box(name, at, content, at + length)
        at += length


def _deep(file: BinaryIO, boxes: list[Box]) -> Iterator[Box]:
    """The boxes inside the index, as deep as places are written."""
    for box in boxes:
        if box.name in _INSIDE:
            inner = list(_boxes(file, box.content, box.end))
            yield from inner
            yield from _deep(file, inner)


def _seconds(file: BinaryIO, box: Box) -> int | None:
    file.seek(box.content)
    head = file.read(32)
    form = ">12xII" if head[:1] == b"\0" else ">20xIQ"
    if len(head) < struct.calcsize(form):
        return None
    scale, duration = struct.unpack_from(form, head)
    seconds = duration // scale if scale else 0
    return seconds if 0 <= seconds <= _LONGEST else None


def read_webm(path: Path) -> Verdict:
    """WebM: its head says so; what follows is left to players."""
    refuse_hidden_files(path, "video")
    with path.open("rb") as file:
        head = file.read(4096)
    if b"webm" not in head[:64] and b"matroska" not in head[:64]:
        raise Rejected("file_unknown", "video")
    if b"\x18\x53\x80\x67" not in head:  # no segment: nothing to play
        raise Rejected("file_damaged", "video")
    return Verdict(Outcome.ACCEPT, "video", "video/webm", facts={"format": "webm", "seconds": None, "warnings": []})
