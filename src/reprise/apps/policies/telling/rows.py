"""A row read aloud, and each of its cells as the table shows it."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext

from reprise.apps.policies.rules import (
    CONDITIONS,
    Between,
    Cell,
    Column,
    ColumnType,
    Days,
    Is,
    OneOf,
    Row,
    Said,
    TableName,
)
from reprise.apps.policies.telling.amounts import counted, day, money
from reprise.apps.policies.telling.conditions import articles_in_words, condition_in_words, in_order
from reprise.apps.policies.telling.labels import word_label
from reprise.apps.policies.telling.outcomes import outcomes_in_words
from reprise.core.refusals import mark

#: What a row of a table is about when it does not say.
_ABOUT: Final[Mapping[TableName, str]] = {
    TableName.ANSWER: mark("any request"),
    TableName.WINDOW: mark("any article"),
    TableName.EVIDENCE: mark("any request"),
    TableName.DEDUCTION: mark("any article that came back"),
    TableName.APPROVAL: mark("any remedy"),
    TableName.CONTRACT: mark("any order"),
    TableName.SIGNAL: mark("any request"),
    TableName.PRIORITY: mark("any request"),
}
#: Columns that follow what a row is about without a comma.
_CLOSE: Final = ("reason", "kind", "buyer", "country")


def row_in_words(table: TableName, row: Row, currency: str) -> str:
    """A whole row as one sentence: what it is about, then what it says."""
    said = {
        column.name: condition_in_words(column, row.when[column.name], currency)
        for column in CONDITIONS[table]
        if column.name in row.when
    }
    kind = row.when.get("kind")
    subject = said.pop("claim", "")
    if not subject and isinstance(kind, OneOf) and table in {TableName.WINDOW, TableName.CONTRACT}:
        del said["kind"]
        subject = articles_in_words(kind)
    close = [subject or gettext(_ABOUT[table]), *(said.pop(name) for name in _CLOSE if name in said)]
    sentence = gettext("%(conditions)s: %(answer)s.") % {
        "conditions": ", ".join([" ".join(close), *said.values()]),
        "answer": ", ".join(outcomes_in_words(table, row)),
    }
    return sentence[:1].upper() + sentence[1:]


def cell_in_words(column: Column, cell: Cell, currency: str) -> str:
    """A cell as short as a table wants it: “≤ 60 days”, “Filament, Resin”, “All but Printer”."""
    match cell:
        case OneOf(values, but):
            words = ", ".join(word_label(column.name, word) for word in in_order(column.name, values))
            return gettext("All but %(words)s") % {"words": words} if but else words
        case Is(value):
            return gettext("Yes") if value else gettext("No")
        case Between(least, most):
            return _short_bounds(column, least, most, currency)
        case Days(first, last):
            return _short_period(day(first) if first else None, day(last) if last else None)


def said_in_words(column: Column, said: Said, currency: str) -> str:
    """A word of an answer as the table shows it."""
    if isinstance(said, bool):
        return gettext("Yes") if said else gettext("No")
    if isinstance(said, int):
        return money(said, currency) if column.type is ColumnType.MONEY else counted(said, column.unit)
    if column.type is ColumnType.TEXTS:
        return ", ".join(word_label(column.name, word) for word in said.split())
    return word_label(column.name, said)


def _short_bounds(column: Column, least: int | None, most: int | None, currency: str) -> str:
    def told(bound: int) -> str:
        return money(bound, currency) if column.type is ColumnType.MONEY else counted(bound, column.unit)

    if least is not None and least == most:
        return told(least)
    if least is None or (least == 0 and most is not None):
        return f"≤\u00a0{told(most or 0)}"
    return f"≥\u00a0{told(least)}" if most is None else f"{least if column.unit else told(least)}–{told(most)}"


def _short_period(first: str | None, last: str | None) -> str:
    if first is None:
        return gettext("until %(day)s") % {"day": last}
    return gettext("from %(day)s on") % {"day": first} if last is None else f"{first} – {last}"
