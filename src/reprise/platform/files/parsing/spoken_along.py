"""Tracks of a video that are neither seen nor heard: cameras write there where they were, second by second."""

import struct
from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate
from typing import BinaryIO, Final, Protocol

from reprise.platform.files.verdict import Rejected

HANDLER: Final = b"meta"
ENTRIES: Final = frozenset({b"gpmd", b"camm", b"mebx"})
MOST_CHUNKS: Final = 3_000  # three hours of one a second
_MOST_SAMPLES: Final = 2_000_000


class Box(Protocol):
    """One box of an MP4."""

    @property
    def name(self) -> bytes: ...
    @property
    def content(self) -> int: ...
    @property
    def end(self) -> int: ...


def spoken_along(
    file: BinaryIO, track: Box, boxes: Callable[[BinaryIO, int, int], Iterator[Box]]
) -> list[tuple[int, int]]:
    """Where the content of such a track lies, chunk by chunk; nothing for a picture or a sound."""
    found = _inside(file, track, boxes)
    handler, entry = _at(file, found, b"hdlr", 8, 4), _at(file, found, b"stsd", 12, 4)
    if handler != HANDLER and entry not in ENTRIES:
        return []
    starts = _starts(file, found)
    if len(starts) > MOST_CHUNKS:
        raise Rejected("file_too_hard", "video")
    sizes = _sizes(file, found)
    counts = _counts(file, found, len(starts))
    ends = list(accumulate(counts, initial=0))
    return [
        (start, sum(sizes[first:last])) for start, first, last in zip(starts, ends, ends[1:], strict=False)
    ]  # fmt: skip


def _inside(file: BinaryIO, track: Box, boxes: Callable[[BinaryIO, int, int], Iterator[Box]]) -> dict[bytes, Box]:
    """The boxes of a track by their names, down to the tables of its samples."""
    found = {box.name: box for box in boxes(file, track.content, track.end)}
    for name in (b"mdia", b"minf", b"stbl"):
        if name in found:
            found |= {box.name: box for box in boxes(file, found[name].content, found[name].end)}
    return found


def _at(file: BinaryIO, found: Mapping[bytes, Box], name: bytes, offset: int, length: int) -> bytes:
    box = found.get(name)
    if box is None or box.content + offset + length > box.end:
        return b""
    file.seek(box.content + offset)
    return file.read(length)


def _numbers(file: BinaryIO, found: Mapping[bytes, Box], name: bytes, offset: int, form: str) -> list[int]:
    """The numbers of a table that begins with how many rows it has; a table longer than its box is damaged."""
    box = found.get(name)
    if box is None:
        return []
    count = int.from_bytes(_at(file, found, name, offset - 4, 4))
    length = count * struct.calcsize(form)
    if count > _MOST_SAMPLES or box.content + offset + length > box.end:
        raise Rejected("file_damaged", "video")
    file.seek(box.content + offset)
    return [number for row in struct.iter_unpack(form, file.read(length)) for number in row]


def _starts(file: BinaryIO, found: Mapping[bytes, Box]) -> list[int]:
    return _numbers(file, found, b"stco", 8, ">I") or _numbers(file, found, b"co64", 8, ">Q")


def _sizes(file: BinaryIO, found: Mapping[bytes, Box]) -> list[int]:
    """The size of each sample: one for all, or a table."""
    common = int.from_bytes(_at(file, found, b"stsz", 4, 4))
    if common:
        count = int.from_bytes(_at(file, found, b"stsz", 8, 4))
        return [common] * min(count, _MOST_SAMPLES)
    return _numbers(file, found, b"stsz", 12, ">I")


def _counts(file: BinaryIO, found: Mapping[bytes, Box], chunks: int) -> list[int]:
    """How many samples each chunk has: told only where it changes."""
    rows = _numbers(file, found, b"stsc", 8, ">III")
    firsts, counts = rows[0::3], rows[1::3]
    kept: list[int] = []
    for place, (first, count) in enumerate(zip(firsts, counts, strict=True)):
        last = firsts[place + 1] - 1 if place + 1 < len(firsts) else chunks
        kept += [count] * max(0, min(last, chunks) - first + 1)
    return kept
