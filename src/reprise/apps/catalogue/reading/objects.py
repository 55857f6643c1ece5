"""JSON as a stream: the objects of a list, one at a time, with the line each begins on.

An object that is no valid JSON is told and left out while the others are read. Memory holds one object.
"""

import io
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from reprise.apps.catalogue.ports import Sentence
from reprise.apps.catalogue.reading.faults import NoOrders, NotJson
from reprise.core.refusals import mark

PIECE: Final = 1 << 16
LARGEST: Final = 4_000_000  # characters in one object
WRAPPERS: Final = frozenset({"prestashop", "data"})

CUT_OFF = mark("The file ends in the middle of this order: it was cut off. Export it again.")
TOO_LARGE = mark("This order is too large to be read; what follows it in the file was not read either.")
INVALID = mark("This is not valid JSON (%(why)s).")

_TOKEN: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\]"]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Found:
    """An object, the name of the list it was in (empty at the top), and the line where it begins."""

    line: int
    container: str
    value: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class BadObject:
    """An object that could not be read."""

    line: int
    container: str
    reason: Sentence


def objects(text: io.TextIOWrapper, *, containers: Collection[str], format_name: str) -> Iterator[Found | BadObject]:
    """Stream the objects of a top-level list, of the named lists of a top-level object, or written one per line."""
    scanner = _Scanner(text, frozenset(containers), format_name)
    scanner.expect_json()
    while (token := scanner.next_token()) is not None:
        if (end := scanner.take(token)) is not None:
            yield scanner.read(end)
    if (rest := scanner.unfinished()) is not None:
        yield rest


class _Scanner:
    """Finds where objects begin and end by brackets and strings alone; `json` reads what is between.

    Outside an object, `_path` holds the brackets open and the names they were opened under. A top-level object in which
    no named list is met turns out to be an object itself when it closes.
    """

    def __init__(self, text: io.TextIOWrapper, containers: frozenset[str], format_name: str) -> None:
        self._text, self._containers, self._format = text, containers, format_name
        self._buffer, self._at, self._line = "", 0, 1
        self._path: list[tuple[str, str]] = []
        self._last = ""  # the last string seen, which names what follows it
        self._depth = 0  # brackets open inside the object being read, or inside what is skipped
        self._start: int | None = None  # where the object being read begins
        self._candidate: int | None = None  # where a top-level object begins that may be one
        self._name = ""

    def expect_json(self) -> None:
        """Refuse a file that does not begin like JSON."""
        self._fill()
        if self._buffer.lstrip("\ufeff \t\r\n")[:1] not in {"{", "["}:
            raise NotJson(format=self._format)

    def next_token(self) -> re.Match[str] | None:
        """The next bracket or whole string, or None at the end of the file or of what may be held in memory."""
        while True:
            token = _TOKEN.search(self._buffer, self._at)
            if token is not None and token.group() != '"':
                self._at = token.end()
                return token
            self._at = token.start() if token else len(self._buffer)
            if self._held() > LARGEST:
                if self._start is not None or self._candidate is None:
                    return None
                self._candidate = None  # no order is that large: it only holds the lists
            if not self._fill():
                return None

    def take(self, token: re.Match[str]) -> int | None:
        """Follow one token; answers where the object ends when it closes one."""
        sign = token.group()[0]
        if sign == '"':
            if not self._depth:
                self._last = token.group()[1:-1]
        elif self._depth:
            self._depth += 1 if sign in "{[" else -1
            return token.end() if not self._depth and self._start is not None else None
        elif sign in "{[":
            self._opened(sign, token.start())
        elif self._path:
            self._path.pop()
            if not self._path and self._candidate is not None:
                self._start, self._candidate, self._name = self._candidate, None, ""
                return token.end()
        return None

    def read(self, end: int) -> Found | BadObject:
        """The object that ends here."""
        start, self._start = self._start or 0, None
        line = self._line_at(start)
        try:
            value = json.loads(self._buffer[start:end], parse_float=Decimal, parse_constant=_refuse, strict=False)
        except json.JSONDecodeError as fault:
            at = self._line_at(start + fault.pos)
            return BadObject(line, self._name, Sentence(INVALID, {"why": f"{fault.msg}, {at}:{fault.colno}"}))
        except (ValueError, RecursionError) as fault:
            return BadObject(line, self._name, Sentence(INVALID, {"why": str(fault)[:80]}))
        return Found(line, self._name, value)

    def unfinished(self) -> BadObject | None:
        """What was open when the file ended."""
        if self._held() > LARGEST:
            if self._start is None:
                raise NoOrders(format=self._format)
            return BadObject(self._line_at(self._start), self._name, Sentence(TOO_LARGE))
        if self._start is None and not self._path and not self._depth:
            return None
        start = self._start if self._start is not None else len(self._buffer)
        return BadObject(self._line_at(start), self._name, Sentence(CUT_OFF))

    def _opened(self, sign: str, start: int) -> None:
        parent, name = self._path[-1] if self._path else ("", "")
        if parent == "{":
            name = self._last
        if not self._path:
            self._path.append((sign, ""))
            self._candidate = start if sign == "{" else None
        elif (parent == "[" and sign == "{") or (parent == "{" and name in self._containers and sign == "{"):
            self._start, self._name, self._depth, self._candidate = start, name, 1, None
        elif parent == "{" and name in self._containers:
            self._path.append((sign, name))
            self._candidate = None
        elif parent == "{" and name in WRAPPERS and sign == "{":
            self._path.append((sign, name))
        else:
            self._depth = 1

    def _held(self) -> int:
        kept = [place for place in (self._start, self._candidate) if place is not None]
        return len(self._buffer) - min(kept) if kept else len(self._buffer) - self._at

    def _fill(self) -> bool:
        """Read on; forget what is no longer needed."""
        piece = self._text.read(PIECE)
        keep = min(place for place in (self._at, self._start, self._candidate) if place is not None)
        self._line = self._line_at(keep)
        self._buffer = self._buffer[keep:] + piece
        self._at -= keep
        self._start = None if self._start is None else self._start - keep
        self._candidate = None if self._candidate is None else self._candidate - keep
        return bool(piece)

    def _line_at(self, place: int) -> int:
        return self._line + self._buffer.count("\n", 0, place)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a number")
