"""Each column cut into the few parts that the rows of a table tell apart, so that sets of facts are whole numbers.

A bit stands for one part: a word, a stretch of numbers or days, a tag that is there or not, or a fact nobody knows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from reprise.apps.policies.rules.cells import Between, Cell, Days, Is, OneOf
from reprise.apps.policies.rules.columns import ALWAYS_KNOWN, CONDITIONS, Column
from reprise.apps.policies.rules.matching import plain, words_of
from reprise.apps.policies.rules.table import Row
from reprise.apps.policies.rules.vocabulary import ColumnType, TableName

#: A word that no row names: for columns whose words are open, and for what a later version may add.
OTHER: Final = "\x00other"

#: Columns whose words are all known: a request has no other.
_CLOSED: Final = frozenset({"claim", "buyer", "channel", "law", "basis", "priority"})

#: From dimension to the bits allowed; a dimension that is not there is free.
Box = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension: a value that stands for each of its parts; None is the fact nobody knows."""

    name: str
    parts: tuple[Any, ...]

    @property
    def all(self) -> int:
        """Every part."""
        return (1 << len(self.parts)) - 1


@dataclass(frozen=True, slots=True)
class Space:
    """The dimensions of one table as its rows cut them."""

    dimensions: Mapping[str, Dimension]

    def boxes(self, row: Row) -> list[dict[str, int]]:
        """The facts a row takes: one box, or several where any of some tags will do."""
        boxes: list[dict[str, int]] = [{}]
        for name, cell in row.when.items():
            if name == "tags" and isinstance(cell, OneOf):
                boxes = [{**box, **more} for box in boxes for more in self._tagged(cell)]
                continue
            bits = self.bits(name, cell)
            for box in boxes:
                box[name] = bits
        return boxes

    def bits(self, name: str, cell: Cell) -> int:
        """The parts of a column that are within a cell."""
        parts = self.dimensions[name].parts
        if isinstance(cell, OneOf):
            words = words_of(name, cell)
            return _bits(part is not None and (part in words) is not cell.but for part in parts)
        if isinstance(cell, Is):
            return _bits(part is cell.value for part in parts)
        low, high = (cell.least, cell.most) if isinstance(cell, Between) else (cell.first, cell.last)
        return _bits(
            part is not None and (low is None or part >= low) and (high is None or part <= high) for part in parts
        )

    def at(self, facts: Mapping[str, Any]) -> dict[str, int]:
        """The box of the facts given, in the dimensions that rows look at; tags are left free."""
        return {
            name: 1 << _place(self.dimensions[name].parts, value)
            for name, value in facts.items()
            if name in self.dimensions and name != "tags" and (value is not None or name not in ALWAYS_KNOWN)
        }

    def _tagged(self, cell: OneOf) -> list[dict[str, int]]:
        words = sorted(plain(word) for word in cell.values)
        known = {"tags": 1}
        if cell.but:
            return [known | {f"tag {word}": 1 for word in words}]
        return [known | {f"tag {word}": 2} for word in words]

    def facts(self, box: Box) -> dict[str, Any]:
        """Facts within a box, the plainest that will do; a fact that does not matter stays unknown."""
        found: dict[str, Any] = {}
        tags = {name[4:] for name, bits in box.items() if name.startswith("tag ") and not bits & 1}
        for name, bits in box.items():
            if name == "tags" or name.startswith("tag "):
                continue
            value = self.dimensions[name].parts[(bits & -bits).bit_length() - 1]
            if value is not None:
                found[name] = value
        if tags or box.get("tags") == 1:
            found["tags"] = frozenset(tags)
        return found


def space_of(table: TableName, rows: Iterable[Row]) -> Space:
    """Cut the columns of a table where its rows do."""
    cells: dict[str, list[Cell]] = {}
    for row in rows:
        for name, cell in row.when.items():
            cells.setdefault(name, []).append(cell)
    found = [_dimension(column, cells[column.name]) for column in CONDITIONS[table] if column.name in cells]
    words = {plain(word) for cell in cells.get("tags", []) if isinstance(cell, OneOf) for word in cell.values}
    found += [Dimension(f"tag {word}", (False, True)) for word in sorted(words)]
    return Space({one.name: one for one in found})


def _dimension(column: Column, cells: list[Cell]) -> Dimension:
    parts: tuple[Any, ...]
    if column.name == "tags":
        parts = (frozenset(),)  # known; each tag is a dimension of its own
    elif column.type is ColumnType.YES_NO:
        parts = (True, False)
    elif column.type in {ColumnType.NUMBER, ColumnType.MONEY}:
        parts = tuple(_stretches(column, cells))
    elif column.type is ColumnType.DAY:
        parts = tuple(_periods(cells))
    else:
        words = {word for cell in cells if isinstance(cell, OneOf) for word in words_of(column.name, cell)}
        every = set(column.choices) if column.name in _CLOSED else words | {OTHER}
        parts = tuple(sorted(every))
    return Dimension(column.name, parts if column.name in ALWAYS_KNOWN else (*parts, None))


def _stretches(column: Column, cells: list[Cell]) -> list[int]:
    """The first number of each stretch within which no row makes a difference."""
    cuts = {column.least}
    for cell in cells:
        if isinstance(cell, Between):
            cuts |= {cell.least} if cell.least is not None else set()
            cuts |= {cell.most + 1} if cell.most is not None else set()
    return sorted(cut for cut in cuts if column.least <= cut <= column.most)


def _periods(cells: list[Cell]) -> list[date]:
    cuts = {date(1970, 1, 1)}
    for cell in cells:
        if isinstance(cell, Days):
            cuts |= {cell.first} if cell.first is not None else set()
            cuts |= {cell.last + timedelta(days=1)} if cell.last is not None and cell.last < date.max else set()
    return sorted(cuts)


def _place(parts: tuple[Any, ...], value: Any) -> int:
    """The part a value lies in."""
    if value is None:
        return len(parts) - 1
    if isinstance(value, str | bool):
        return parts.index(value) if value in parts else parts.index(OTHER)
    return max(place for place, start in enumerate(parts) if start is not None and start <= value)


def _bits(holds: Iterable[bool]) -> int:
    return sum(1 << place for place, is_in in enumerate(holds) if is_in)
