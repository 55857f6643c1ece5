"""Cells and rows as the plain values in which versions, drafts and files hold them, and back."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from reprise.apps.policies.rules import Between, Cell, Column, ColumnType, Days, Is, OneOf, Row, TableName, condition


def cell_to_json(cell: Cell) -> Any:
    """A cell as plain values: a list of words, bounds, yes or no, a period."""
    match cell:
        case OneOf(values, but):
            return {"but": sorted(values)} if but else sorted(values)
        case Between(least, most):
            return _sides(least=least, most=most)
        case Is(value):
            return value
        case Days(first, last):
            return _sides(first=first and first.isoformat(), last=last and last.isoformat())


def cell_from_json(column: Column, kept: Any) -> Cell:
    """The cell that was kept in a column."""
    if column.type is ColumnType.YES_NO:
        return Is(bool(kept))
    if column.type in {ColumnType.NUMBER, ColumnType.MONEY}:
        return Between(kept.get("least"), kept.get("most"))
    if column.type is ColumnType.DAY:
        return Days(_day(kept.get("first")), _day(kept.get("last")))
    if isinstance(kept, Mapping):
        return OneOf(frozenset(kept["but"]), but=True)
    return OneOf(frozenset(kept))


def row_to_json(row: Row) -> dict[str, Any]:
    """A row as plain values; notes nobody wrote are left out."""
    kept: dict[str, Any] = {"id": row.id}
    if row.when:
        kept["when"] = {name: cell_to_json(cell) for name, cell in row.when.items()}
    kept["then"] = dict(row.then)
    return kept | {name: text for name in ("note_fr", "note_en") if (text := getattr(row, name))}


def row_from_json(table: TableName, kept: Mapping[str, Any]) -> Row:
    """The row that was kept; a column we no longer have is a condition nobody can meet, and may not fall away."""
    when = {}
    for name, cell in kept.get("when", {}).items():
        column = condition(table, name)
        if column is None:
            raise LookupError(f"no column {name} in the table {table}")
        when[name] = cell_from_json(column, cell)
    return Row(kept["id"], when, dict(kept.get("then", {})), kept.get("note_fr", ""), kept.get("note_en", ""))


def rows_from_json(kept: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[TableName, tuple[Row, ...]]:
    """Every table that has rows."""
    return {TableName(name): tuple(row_from_json(TableName(name), row) for row in rows) for name, rows in kept.items()}


def _sides(**sides: Any) -> dict[str, Any]:
    return {name: side for name, side in sides.items() if side is not None}


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
