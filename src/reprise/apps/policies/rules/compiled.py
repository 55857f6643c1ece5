"""A table made ready to be asked: for each column, which rows take a fact, as the bits of one number.

Asking is then one look-up per column whatever the number of rows: the rows that match are the bits left when the
numbers are joined, the first row the lowest of them.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from reprise.apps.policies.rules.cells import Between, Cell, Days, Is, OneOf
from reprise.apps.policies.rules.columns import CONDITIONS
from reprise.apps.policies.rules.matching import TYPED, plain, words_of
from reprise.apps.policies.rules.table import Row
from reprise.apps.policies.rules.vocabulary import TableName


class CompiledTable:
    """The rows of one table, by column."""

    __slots__ = ("all", "columns", "free", "rows", "takers")

    def __init__(self, table: TableName, rows: Sequence[Row]) -> None:
        self.rows: Final = tuple(rows)
        self.all: Final = (1 << len(self.rows)) - 1
        used = [column.name for column in CONDITIONS[table] if any(column.name in row.when for row in rows)]
        self.columns: Final = tuple(used)
        self.free: Final = tuple(_bits([name not in row.when for row in rows]) for name in used)
        self.takers: Final = tuple(
            _takers(name, [(number, row.when[name]) for number, row in enumerate(rows) if name in row.when], free)
            for name, free in zip(used, self.free, strict=True)
        )

    def matching(self, values: Sequence[Any]) -> tuple[int, int]:
        """The rows that match, and those that would if every unknown fact were one they take."""
        match = perhaps = self.all
        for value, free, takers in zip(values, self.free, self.takers, strict=True):
            if value is None:
                match &= free
            else:
                bits = takers(value)
                match &= bits
                perhaps &= bits
        return match, perhaps


def _takers(name: str, cells: Sequence[tuple[int, Cell]], free: int) -> Callable[[Any], int]:
    first = cells[0][1]
    if name == "tags":
        return _tagged([(number, cell) for number, cell in cells if isinstance(cell, OneOf)], free)
    if isinstance(first, OneOf):
        return _words(name, [(number, cell) for number, cell in cells if isinstance(cell, OneOf)], free)
    if isinstance(first, Is):
        yes, no = (free | _flagged(cells, flag=flag) for flag in (True, False))
        return lambda value: yes if value else no
    return _bounds(cells, free)


def _words(name: str, cells: Sequence[tuple[int, OneOf]], free: int) -> Callable[[Any], int]:
    named = [(1 << number, words_of(name, cell), cell.but) for number, cell in cells]
    others = free | sum(bit for bit, _, but in named if but)
    known: Mapping[str, int] = {
        word: free | sum(bit for bit, words, but in named if (word in words) is not but)
        for word in frozenset().union(*(words for _, words, _ in named))
    }
    if name in TYPED:
        return lambda value: known.get(plain(value), others)
    return lambda value: known.get(value, others)


def _tagged(cells: Sequence[tuple[int, OneOf]], free: int) -> Callable[[Any], int]:
    """Tags come several at once: one that is named is enough, or shuts the row out."""
    wanted: dict[str, int] = {}
    unwanted: dict[str, int] = {}
    without = free
    for number, cell in cells:
        for word in words_of("tags", cell):
            into = unwanted if cell.but else wanted
            into[word] = into.get(word, 0) | 1 << number
        without |= 1 << number if cell.but else 0

    def takers(tags: Any) -> int:
        found, lost = without, 0
        for tag in map(plain, tags):
            found |= wanted.get(tag, 0)
            lost |= unwanted.get(tag, 0)
        return found & ~lost

    return takers


def _bounds(cells: Sequence[tuple[int, Cell]], free: int) -> Callable[[Any], int]:
    """Numbers and days: the rows change only where a cell begins or ends."""
    sides = [(1 << number, *_sides(cell)) for number, cell in cells]
    begins: dict[Any, int] = {}
    ends: dict[Any, int] = {}
    begun = free | sum(bit for bit, low, _ in sides if low is None)
    for bit, low, high in sides:
        if low is not None:
            begins[low] = begins.get(low, 0) | bit
        if high is not None:
            ends[high] = ends.get(high, 0) | bit
    points = sorted(begins.keys() | ends.keys())
    over, at, between = 0, [], [begun]
    for point in points:
        begun |= begins.get(point, 0)
        at.append(begun & ~over)
        over |= ends.get(point, 0)
        between.append(begun & ~over)

    def takers(value: Any) -> int:
        place = bisect_right(points, value)
        return at[place - 1] if place and points[place - 1] == value else between[place]

    return takers


def _sides(cell: Cell) -> tuple[Any, Any]:
    if isinstance(cell, Between):
        return cell.least, cell.most
    assert isinstance(cell, Days)  # the cells of a column are of one sort
    return cell.first, cell.last


def _flagged(cells: Sequence[tuple[int, Cell]], *, flag: bool) -> int:
    return sum(1 << number for number, cell in cells if cell == Is(flag))


def _bits(flags: Sequence[bool]) -> int:
    return sum(1 << number for number, flag in enumerate(flags) if flag)
