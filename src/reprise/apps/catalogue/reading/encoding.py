"""Which encoding a file is in, and what it is when it is no text at all. Looks at the whole file once, in pieces."""

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

from reprise.apps.catalogue.reading.faults import EmptyFile, NotText, PackedFile, WebPage, Workbook, XmlFile

PIECE: Final = 1 << 16
_WHOLE_CHARACTER: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH_BYTE: Final = re.compile(rb"[\x80-\xff]")
#: French letters where old Macs keep them, which on Windows are rare signs or nothing; and where Windows keeps letters.
_MAC_LETTER: Final = re.compile(rb"[\x88\x89\x8d-\x90\x9d\x9e]")
_WINDOWS_LETTER: Final = re.compile(rb"[\xc0-\xff]")
_NEVER_IN_TEXT: Final = re.compile(rb"[\x01-\x06\x0e-\x1a\x1c-\x1f]")
_PACKED: Final = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd")
_OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"


@contextmanager
def open_text(file: BinaryIO) -> Iterator[io.TextIOWrapper]:
    """The file as text from its beginning, byte order mark left out; characters that are damaged become U+FFFD.

    Refuses what is empty, packed, a workbook, a web page or no text. The file itself stays open.
    """
    encoding = encoding_of(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="", write_through=True)
    try:
        yield text
    finally:
        text.detach()


def encoding_of(file: BinaryIO) -> str:
    """UTF-8, UTF-16 or UTF-32, or the western code page of Windows or old Macs when it is no Unicode."""
    file.seek(0)
    head = file.read(4096)
    _refuse_other_things(head)
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        _refuse_markup(head.decode("utf-32", "ignore"))
        return "utf-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        _refuse_markup(head.decode("utf-16", "ignore"))
        return "utf-16"
    if (wide := _utf16_without_mark(head)) is not None:
        _refuse_markup(head.decode(wide, "ignore"))
        return wide
    _refuse_markup(head.removeprefix(codecs.BOM_UTF8).decode("latin-1"))
    return _eight_bits(file)


def _refuse_other_things(head: bytes) -> None:
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise EmptyFile
    if head.startswith(b"PK\x03\x04"):
        raise Workbook if b"xl/" in head or b"[Content_Types].xml" in head or b"opendocument" in head else PackedFile
    if head.startswith(_OLD_WORKBOOK):
        raise Workbook
    if head.startswith(_PACKED):
        raise PackedFile


def _refuse_markup(head: str) -> None:
    start = head.lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("<?xml", "<prestashop")):
        raise WebPage if "<html" in start else XmlFile
    if start.startswith("<"):
        raise WebPage


def _utf16_without_mark(head: bytes) -> str | None:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.6 and odd < half * 0.1 else None


def _eight_bits(file: BinaryIO) -> str:
    """Decide between UTF-8 (perhaps damaged), Windows-1252 and Mac Roman by all the bytes above 127."""
    high = whole = strange = nul = size = mac = windows = 0
    for piece in _pieces(file):
        size += len(piece)
        nul += piece.count(0)
        strange += len(_NEVER_IN_TEXT.findall(piece))
        if piece.isascii():
            continue
        high += len(_HIGH_BYTE.findall(piece))
        whole += sum(len(found) for found in _WHOLE_CHARACTER.findall(piece))
        mac += len(_MAC_LETTER.findall(piece))
        windows += len(_WINDOWS_LETTER.findall(piece))
    if (strange + nul) > size // 20:
        raise NotText
    if whole * 2 >= high:
        return "utf-8-sig"
    return "mac-roman" if mac > windows else "cp1252"


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """The file in pieces that do not end inside a UTF-8 character."""
    file.seek(0)
    rest = b""
    while piece := file.read(PIECE):
        piece = rest + piece
        cut = len(piece)
        while cut > max(0, len(piece) - 4) and piece[cut - 1] >= 0x80:
            cut -= 1
        rest = piece[cut:]
        yield piece[:cut]
    if rest:
        yield rest
