"""Cells as functions: each says whether a known fact is within it."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from reprise.apps.policies.rules.cells import Between, Cell, Days, Is, OneOf
from reprise.apps.policies.rules.columns import reasons_in

Holds = Callable[[Any], bool]

#: Columns whose words people type: capitals and spaces around make no difference.
TYPED: Final = frozenset({"company", "tags"})


def plain(word: str) -> str:
    """A typed word as it is compared."""
    return " ".join(word.split()).casefold()


def words_of(column: str, cell: OneOf) -> frozenset[str]:
    """The words a cell names, compared as they are: groups of reasons opened, typed words made plain."""
    if column == "reason":
        return frozenset(code for word in cell.values for code in reasons_in(word))
    return frozenset(plain(word) for word in cell.values) if column in TYPED else cell.values


def holding(column: str, cell: Cell) -> Holds:
    """The function that says whether a fact is within a cell."""
    match cell:
        case OneOf():
            return _word_test(column, words_of(column, cell), but=cell.but)
        case Between(least, most):
            return _bounds_test(least, most)
        case Is(value):
            return _true if value else _false
        case Days(first, last):
            return _bounds_test(first, last)


def _word_test(column: str, words: frozenset[str], *, but: bool) -> Holds:
    if column == "tags":
        return (lambda tags: words.isdisjoint(map(plain, tags))) if but else (
            lambda tags: not words.isdisjoint(map(plain, tags))
        )  # fmt: skip
    if column in TYPED:
        return (lambda word: plain(word) not in words) if but else (lambda word: plain(word) in words)
    return (lambda word: word not in words) if but else words.__contains__


def _bounds_test(least: int | date | None, most: int | date | None) -> Holds:
    if least is None:
        return _anything if most is None else most.__ge__
    return least.__le__ if most is None else lambda value: least <= value <= most


def _anything(_value: object) -> bool:
    return True


def _true(value: object) -> bool:
    return value is True


def _false(value: object) -> bool:
    return value is False
