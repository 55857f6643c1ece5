"""A zip that may be a bomb: looked at by its directory first, unpacked as a stream with a limit, never to the disk."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from reprise.platform.files.verdict import MIB, Rejected

MOST_MEMBERS: Final = 1_000
MOST_UNPACKED: Final = 600 * MIB
MOST_RATIO: Final = 200
_CHUNK: Final = 2**20
_PROGRAMS: Final = (b"MZ", b"\x7fELF", b"#!", b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def open_zip(path: Path, kind: str) -> zipfile.ZipFile:
    """Open a zip whose directory promises nothing impossible."""
    size = path.stat().st_size
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise Rejected("file_damaged", kind) from fault
    try:
        _check(archive.infolist(), size, kind)
    except Rejected:
        archive.close()
        raise
    return archive


def _check(members: list[zipfile.ZipInfo], size: int, kind: str) -> None:
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise Rejected("file_bomb", kind)
    if sum(member.file_size for member in members) > MOST_RATIO * size + MIB:
        raise Rejected("file_bomb", kind)
    _check_places(members, size, kind)


def _check_places(members: list[zipfile.ZipInfo], size: int, kind: str) -> None:
    """Members stand one behind the other from the first byte on, under plain names, unlocked."""
    end = 0
    if members and min(member.header_offset for member in members) > 0:  # something stands before the first
        raise Rejected("file_polyglot", kind)
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset < end or member.header_offset + 30 + member.compress_size > size:
            raise Rejected("file_bomb", kind)
        end = member.header_offset + 30 + member.compress_size
        parts = member.filename.replace("\\", "/").split("/")
        if ".." in parts or member.filename.startswith(("/", "\\")) or ":" in parts[0]:
            raise Rejected("file_polyglot", kind)
        if member.flag_bits & 0x1 or (member.external_attr >> 28) == 0xA:  # locked, or a link
            raise Rejected("file_damaged", kind)


def stream(archive: zipfile.ZipFile, member: zipfile.ZipInfo, kind: str) -> Iterator[bytes]:
    """A member's bytes, piece by piece, no more than the directory promised; a wrong checksum is a damaged file."""
    left = member.file_size
    try:
        with archive.open(member) as file:
            while chunk := file.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise Rejected("file_bomb", kind)
                yield chunk
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as fault:
        raise Rejected("file_damaged", kind) from fault


def refuse_programs(archive: zipfile.ZipFile, kind: str) -> None:
    """Refuse programs and archives among the members."""
    for member in archive.infolist():
        if not member.is_dir() and next(stream(archive, member, kind), b"").startswith(_PROGRAMS):
            raise Rejected("file_polyglot", kind)
