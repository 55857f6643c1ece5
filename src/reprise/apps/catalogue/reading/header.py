"""Where a table begins: the line that names its columns, and what separates them."""

import csv
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Final

from reprise.apps.catalogue.reading.faults import AnotherFormat, NotCsv, TwiceTheColumn, UnreadableFile

SEPARATORS: Final = (",", ";", "\t", "|")
WITHIN: Final = 20  # lines: titles and notes may stand above it
#: Columns that only one platform's export has.
KNOWN: Final = {"Shopify": frozenset({"lineitem name", "financial status"})}
_SHOWN: Final = 12  # columns told of a file that has others

#: What the columns of a header are called here, from small letters.
Naming = Callable[[Sequence[str]], list[str]]
#: The refusal of a header, from the columns that are missing and those that are there.
Lacking = Callable[[str, str], UnreadableFile]


def find_header(
    next_line: Callable[[], str | None], required: Collection[str], format_name: str, naming: Naming, lacking: Lacking
) -> tuple[str, list[str]]:
    """The separator and the columns as they are written, from the first line that has what is needed."""
    best: list[str] = []
    most = -1
    for _ in range(WITHIN):
        line = _said(next_line)
        if line is None:
            break
        if most < 0 and line.lstrip()[:1] in "{[":
            raise NotCsv(format=format_name)
        separator, cells = _cut(line, required, naming)
        names = naming(folded(cells))
        met = len(set(required) & set(names))
        if met == len(set(required)):
            _refuse_twice(names)
            return separator, cells
        if met > most:
            best, most = cells, met
    raise _refusal(best, required, format_name, naming, lacking)


def folded(cells: Sequence[str]) -> list[str]:
    """Names of columns in small letters, with single spaces."""
    return [" ".join(cell.split()).casefold() for cell in cells]


def _said(next_line: Callable[[], str | None]) -> str | None:
    """The next line that says something; spreadsheets' `sep=;` says nothing that is not found anyway."""
    while (line := next_line()) is not None:
        if line.strip() and not line.lower().startswith("sep="):
            return line
    return None


def _cut(line: str, required: Collection[str], naming: Naming) -> tuple[str, list[str]]:
    """The line cut at the separator that fits best."""
    candidates = [(separator, next(csv.reader([line], delimiter=separator), [])) for separator in SEPARATORS]
    return max(candidates, key=lambda found: (len(set(required) & set(naming(folded(found[1])))), len(found[1])))


def _refuse_twice(names: Sequence[str]) -> None:
    for column, times in Counter(filter(None, names)).items():
        if times > 1:  # required or not: the value could be read from either
            raise TwiceTheColumn(column=column)


def _refusal(
    cells: Sequence[str], required: Collection[str], format_name: str, naming: Naming, lacking: Lacking
) -> UnreadableFile:
    names = folded(cells)
    for other, columns in KNOWN.items():
        if other != format_name and columns <= set(names):
            return AnotherFormat(other=other)
    missing = [column for column in required if column not in naming(names)]
    found = [" ".join(cell.split())[:40] for cell in cells if cell.strip()]
    return lacking(", ".join(missing), ", ".join(found[:_SHOWN]) + (" …" if len(found) > _SHOWN else ""))
