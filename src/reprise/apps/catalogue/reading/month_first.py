"""Dates that can only be read with the month first, anywhere in a file: then the others are not what they seem."""

import io
import re
from collections.abc import Callable, Collection, Iterator
from typing import Final

from reprise.apps.catalogue.reading.faults import MonthFirst
from reprise.apps.catalogue.reading.tables import BadRow, Row

_DATE: Final = r"(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/\d{4}"
_ANYWHERE: Final = re.compile(rf"(?<![\d/]){_DATE}(?![\d/])", re.ASCII)
_BEGINS: Final = re.compile(rf"{_DATE}\b", re.ASCII)
_PIECE: Final = 1 << 20
_OVERLAP: Final = 12


def refuse_month_first(
    text: io.TextIOWrapper, columns: Collection[str], read: Callable[[], Iterator[Row | BadRow]]
) -> None:
    """MonthFirst when a date column holds such a date; leaves the text at its beginning.

    The whole file is searched as text, which is quick; its rows are read only when something was found.
    """
    found = _anywhere(text)
    text.seek(0)
    if not found:
        return
    for row in read():
        for column in columns if isinstance(row, Row) else ():
            if isinstance(row, Row) and _BEGINS.match(row.get(column)):
                raise MonthFirst(value=row.get(column)[:20], line=row.line, column=row.spelt.get(column, column))
    text.seek(0)


def _anywhere(text: io.TextIOWrapper) -> bool:
    before = ""
    while piece := text.read(_PIECE):
        if _ANYWHERE.search(before + piece):
            return True
        before = piece[-_OVERLAP:]
    return False
