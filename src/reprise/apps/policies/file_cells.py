"""Cells and words as people write them in a file, taken for what their column holds."""

from datetime import date
from typing import Any, Final

from reprise.apps.policies.marked_yaml import Node
from reprise.apps.policies.rules import Between, Cell, Column, ColumnType, Days, Is, OneOf, Said

_SIDES: Final = {
    ColumnType.NUMBER: ("least", "most"), ColumnType.MONEY: ("least", "most"), ColumnType.DAY: ("first", "last"),
}  # fmt: skip


class Unfit(ValueError):
    """A value that is not what its column holds, on its line."""

    def __init__(self, node: Node, code: str, **params: object) -> None:
        super().__init__(code)
        self.line, self.code, self.params = node.line, code, params


def cell_of(column: Column, node: Node) -> Cell:
    """The cell written for a column: words, bounds, yes or no, a period; raises Unfit."""
    if column.type is ColumnType.YES_NO:
        if not isinstance(node.value, bool):
            raise Unfit(node, "wrong_cell", type=column.type.value)
        return Is(node.value)
    if column.type in _SIDES:
        return _bounds(column, node)
    but, words = _but(node)
    listed = [words] if words.items is None else words.items
    return OneOf(frozenset(_word(column, one) for one in listed), but)


def said_of(column: Column, node: Node) -> Said:
    """The word written in an outcome; a list of codes is kept as one text. Raises Unfit."""
    value = node.value
    if column.type is ColumnType.TEXTS and node.items is not None:
        return " ".join(_word(column, one) for one in node.items)
    if column.type is ColumnType.YES_NO and isinstance(value, bool):
        return value
    if column.type is ColumnType.NUMBER and isinstance(value, int) and not isinstance(value, bool):
        return value
    if column.type in {ColumnType.CHOICE, ColumnType.TEXT, ColumnType.TEXTS}:
        return _word(column, node)
    raise Unfit(node, "wrong_cell", type=column.type.value)


def _but(node: Node) -> tuple[bool, Node]:
    if node.pairs is None:
        return False, node
    pairs = _fields(node)
    if set(pairs) != {"but"}:
        raise Unfit(node, "wrong_cell", type=ColumnType.CHOICE.value)
    return True, pairs["but"]


def _word(column: Column, node: Node) -> str:
    if isinstance(node.value, str) and node.value:
        return node.value
    if isinstance(node.value, int) and not isinstance(node.value, bool):
        return str(node.value)
    raise Unfit(node, "wrong_cell", type=column.type.value)


def _bounds(column: Column, node: Node) -> Cell:
    is_day = column.type is ColumnType.DAY
    if node.pairs is None:
        exact = _side(column, node)
        return Days(exact, exact) if is_day else Between(exact, exact)
    names, pairs = _SIDES[column.type], _fields(node)
    for name, side in pairs.items():
        if name not in names:
            raise Unfit(side, "unknown_field", name=name, allowed=names)
    low, high = (_side(column, pairs[name]) if name in pairs else None for name in names)
    return Days(low, high) if is_day else Between(low, high)


def _side(column: Column, node: Node) -> Any:
    value = node.value
    if column.type is not ColumnType.DAY:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise Unfit(node, "wrong_cell", type=column.type.value)
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2026-01-31") else _no(node)
    except ValueError as fault:
        raise Unfit(node, "no_day") from fault


def _no(node: Node) -> Any:
    raise Unfit(node, "no_day")


def _fields(node: Node) -> dict[str, Node]:
    return {str(key.value): value for key, value in node.pairs or ()}
