"""Whether a row makes sense by itself: each cell and each word within what its column allows."""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, Final

from reprise.apps.policies.rules.cells import Between, Cell, Days, Is, OneOf
from reprise.apps.policies.rules.columns import OUTCOMES, Column, condition, outcome
from reprise.apps.policies.rules.table import Row
from reprise.apps.policies.rules.vocabulary import ColumnType, TableName

LONGEST_TEXT: Final = 500
LONGEST_ID: Final = 40

_CELLS: Final[Mapping[ColumnType, type[Any]]] = {
    ColumnType.CHOICE: OneOf, ColumnType.TEXT: OneOf, ColumnType.TEXTS: OneOf, ColumnType.NUMBER: Between,
    ColumnType.MONEY: Between, ColumnType.YES_NO: Is, ColumnType.DAY: Days,
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """Something a row may not say: in which field, what kind of fault, and what would be allowed."""

    field: str  # "when.kind", "then.percent", "note_fr", "id"
    code: str
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)


def faults_of(table: TableName, row: Row) -> Iterator[Fault]:
    """Everything that is wrong with one row, whatever the others say."""
    if not row.id or len(row.id) > LONGEST_ID:
        yield Fault("id", "id_length", {"most": LONGEST_ID})
    for name, cell in row.when.items():
        column = condition(table, name)
        if column is None:
            yield Fault(f"when.{name}", "unknown_column", {"name": name})
        else:
            yield from _in_cell(column, cell)
    for name, said in row.then.items():
        word = outcome(table, name)
        if word is None:
            yield Fault(f"then.{name}", "unknown_column", {"name": name})
        else:
            yield from _in_word(word, said)
    for name in ("note_fr", "note_en"):
        if len(getattr(row, name)) > LONGEST_TEXT:
            yield Fault(name, "too_long", {"most": LONGEST_TEXT})
    yield from _unsaid(table, row)


def _in_cell(column: Column, cell: Cell) -> Iterator[Fault]:
    place = f"when.{column.name}"
    if not isinstance(cell, _CELLS[column.type]):
        yield Fault(place, "wrong_cell", {"type": column.type.value})
        return
    match cell:
        case OneOf(values):
            if not values:
                yield Fault(place, "nothing_chosen")
            for value in sorted(values.difference(column.choices) if column.type is ColumnType.CHOICE else ()):
                yield Fault(place, "unknown_choice", {"value": value, "allowed": column.choices})
            if any(not value.strip() or len(value) > LONGEST_TEXT for value in values):
                yield Fault(place, "too_long", {"most": LONGEST_TEXT})
        case Between(least, most):
            for bound in (least, most):
                if bound is not None and not column.least <= bound <= column.most:
                    yield Fault(place, "out_of_bounds", _bounds(column, bound))
            yield from _in_order(place, least, most)
        case Days(first, last):
            yield from _in_order(place, first, last)


def _in_order(place: str, least: Any, most: Any) -> Iterator[Fault]:
    if least is None and most is None:
        yield Fault(place, "nothing_chosen")
    elif least is not None and most is not None and least > most:
        yield Fault(place, "bounds_reversed", {"least": least, "most": most})


def _in_word(column: Column, said: object) -> Iterator[Fault]:
    place = f"then.{column.name}"
    if column.type is ColumnType.YES_NO:
        if not isinstance(said, bool):
            yield Fault(place, "wrong_cell", {"type": column.type.value})
    elif column.type is ColumnType.NUMBER:
        if isinstance(said, bool) or not isinstance(said, int):
            yield Fault(place, "wrong_cell", {"type": column.type.value})
        elif not column.least <= said <= column.most:
            yield Fault(place, "out_of_bounds", _bounds(column, said))
    elif not isinstance(said, str):
        yield Fault(place, "wrong_cell", {"type": column.type.value})
    elif column.type is ColumnType.CHOICE and said not in column.choices:
        yield Fault(place, "unknown_choice", {"value": said, "allowed": column.choices})
    elif column.type is ColumnType.TEXTS:
        for word in sorted(set(said.split()).difference(column.choices)):
            yield Fault(place, "unknown_choice", {"value": word, "allowed": column.choices})
    elif len(said) > LONGEST_TEXT:
        yield Fault(place, "too_long", {"most": LONGEST_TEXT})


def _bounds(column: Column, value: int) -> dict[str, Any]:
    return {"value": value, "least": column.least, "most": column.most, "unit": column.unit}


#: The words without which a row of a table says nothing; of several, one is enough.
_NEEDED: Final[Mapping[TableName, tuple[str, ...]]] = {
    TableName.ANSWER: ("verdict",),
    TableName.WINDOW: ("days",),
    TableName.DEDUCTION: ("percent",),
    TableName.APPROVAL: ("second_person",),
    TableName.PRIORITY: ("level",),
}


def _unsaid(table: TableName, row: Row) -> Iterator[Fault]:
    needed = _NEEDED.get(table, tuple(column.name for column in OUTCOMES[table]))
    if table is not TableName.SIGNAL and row.then.keys().isdisjoint(needed):
        yield Fault(f"then.{needed[0]}", "nothing_said", {"needed": needed})
