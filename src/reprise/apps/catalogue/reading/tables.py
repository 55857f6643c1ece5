"""Tables as text: finds the separator and the header, then streams rows with their line numbers.

A row that cannot be read is told and left out; reading goes on at the next line, even after a quotation mark that is
never closed.
"""

import csv
import io
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from reprise.apps.catalogue.ports import Sentence
from reprise.apps.catalogue.reading.faults import NotText
from reprise.apps.catalogue.reading.header import Lacking, Naming, find_header, folded
from reprise.core.refusals import mark

LONGEST_LINE: Final = 1_000_000
LONGEST_RECORD: Final = 400  # physical lines in one record, before an unclosed quotation mark is suspected

TOO_FEW = mark("This row has %(found)s columns and the header %(expected)s: the file seems cut off here.")
TOO_MANY = mark("This row has %(found)s columns and the header %(expected)s: a value seems to hold the separator.")
BAD_QUOTES = mark("The quotation marks in this row do not match: inside a quoted value each is written twice.")


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells by their column's name (small letters), and the line of the file where it begins."""

    line: int
    cells: Mapping[str, str]
    spelt: Mapping[str, str] = field(default_factory=dict)  # what the file itself calls its columns

    def get(self, column: str) -> str:
        """A cell without the space around it; a column that is not there is empty."""
        return self.cells.get(column, "").strip()


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read; its cells are what a simple cut at the separators gives, to tell whose it is."""

    line: int
    reason: Sentence
    cells: Mapping[str, str] = field(default_factory=dict)

    def get(self, column: str) -> str:
        """What seems to stand in a column."""
        return self.cells.get(column, "").strip(' "')


def rows(
    text: io.TextIOWrapper, *, required: Collection[str], format_name: str, lacking: Lacking, naming: Naming = list[str]
) -> Iterator[Row | BadRow]:
    """Stream the rows under a header that has at least the required columns, in any order and any of the separators."""
    lines = _Lines(text)
    separator, written = find_header(lines.whole, required, format_name, naming, lacking)
    header = naming(folded(written))
    spelt = {name: " ".join(cell.split()) for name, cell in zip(header, written, strict=True)}
    width = len(header)
    for line, cells, raw in _records(lines, separator, width):
        if isinstance(cells, Sentence):
            yield BadRow(line, cells, dict(zip(header, raw.split(separator), strict=False)))
        elif any(cell.strip() for cell in cells):
            yield Row(line, dict(zip(header, cells, strict=False)), spelt)


class _Lines:
    """Physical lines with their numbers, which can be pushed back."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._back: deque[tuple[int, str]] = deque()
        self._number = 0
        self.taken: list[tuple[int, str]] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self.taken) >= LONGEST_RECORD:
            raise csv.Error("record too long")
        number, line = self._back.popleft() if self._back else self._read()
        if not line:
            raise StopIteration
        self.taken.append((number, line))
        return line

    def whole(self) -> str | None:
        """The next physical line by itself, or None after the last."""
        self.taken.clear()
        return next(self, None)

    def _read(self) -> tuple[int, str]:
        line = self._text.readline(LONGEST_LINE)
        if len(line) >= LONGEST_LINE:
            raise NotText
        self._number += 1
        return self._number, line

    def push_back(self, lines: Iterable[tuple[int, str]]) -> None:
        """Read these again next."""
        self._back.extendleft(reversed(list(lines)))


def _records(lines: _Lines, separator: str, width: int) -> Iterator[tuple[int, list[str] | Sentence, str]]:
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        lines.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = None
        if not lines.taken:
            return
        start, raw = lines.taken[0]
        fault = _fault(cells, width, lines.taken)
        if fault is None and cells is not None:
            yield start, cells, raw
            continue
        lines.push_back(lines.taken[1:])  # the other lines of a broken record are rows of their own
        reader = csv.reader(lines, delimiter=separator, strict=True)
        yield start, fault or Sentence(BAD_QUOTES), raw


def _fault(cells: list[str] | None, width: int, taken: list[tuple[int, str]]) -> Sentence | None:
    if cells is None:
        return Sentence(BAD_QUOTES)
    found = len(cells)
    if found > width and any(cell.strip() for cell in cells[width:]):
        return Sentence(TOO_MANY, {"found": found, "expected": width})
    cut_off = not taken[-1][1].endswith(("\n", "\r"))  # only the last line of a file can be
    if 0 < found < width and (cut_off or len(taken) > 1):
        return Sentence(TOO_FEW, {"found": found, "expected": width})
    return None
