"""Policies and facts as chance makes them: any row a column allows, and facts that often lie on its bounds."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from reprise.apps.policies.rules import (
    CONDITIONS,
    OUTCOMES,
    Between,
    Cell,
    Column,
    ColumnType,
    Days,
    Is,
    Notices,
    OneOf,
    Policy,
    PolicyFacts,
    Row,
    TableName,
    Terms,
)
from reprise.apps.policies.rules.columns import ALWAYS_KNOWN

_NUMBERS = st.one_of(st.integers(0, 4), st.integers(0, 120))
_DAYS = st.integers(0, 40).map(lambda step: date(2026, 1, 1) + timedelta(days=10 * step))
_TYPED = st.sampled_from(["Atelier Ferrand", "fablab", "école"])
_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=20).filter(str.strip)


def _cell(column: Column) -> st.SearchStrategy[Cell]:
    if column.type is ColumnType.YES_NO:
        return st.booleans().map(Is)
    if column.type in {ColumnType.NUMBER, ColumnType.MONEY}:
        return st.tuples(_NUMBERS, _NUMBERS, st.integers(0, 2)).map(lambda drawn: Between(*_sides(*drawn)))
    if column.type is ColumnType.DAY:
        return st.tuples(_DAYS, _DAYS, st.integers(0, 2)).map(lambda drawn: Days(*_sides(*drawn)))
    words = st.sampled_from(column.choices[:8]) if column.type is ColumnType.CHOICE else _TYPED
    return st.builds(OneOf, st.frozensets(words, min_size=1, max_size=3), st.booleans())


def _sides(one: Any, other: Any, form: int) -> tuple[Any, Any]:
    low, high = min(one, other), max(one, other)
    return [(low, high), (low, None), (None, high)][form]


def _said(column: Column) -> st.SearchStrategy[Any]:
    if column.type is ColumnType.YES_NO:
        return st.booleans()
    if column.type is ColumnType.NUMBER:
        return st.integers(column.least, min(column.most, 60))
    if column.type in {ColumnType.CHOICE, ColumnType.TEXTS}:
        return st.sampled_from(column.choices)
    return _TEXT


@st.composite
def rows(draw: st.DrawFn, table: TableName, most: int = 8) -> tuple[Row, ...]:
    """Rows of a table, each with a name of its own."""
    found = []
    for number in range(draw(st.integers(1, most))):
        columns = draw(st.lists(st.sampled_from(CONDITIONS[table]), max_size=3, unique_by=lambda one: one.name))
        when = {column.name: draw(_cell(column)) for column in columns}
        then = {column.name: draw(_said(column)) for column in OUTCOMES[table]}
        found.append(Row(f"{table.value[0]}{number}", when, then, draw(_TEXT), draw(_TEXT)))
    return tuple(found)


@st.composite
def policies(draw: st.DrawFn, most: int = 8) -> Policy:
    """A policy with any of its tables."""
    tables = draw(st.sets(st.sampled_from(list(TableName)), min_size=1, max_size=4))
    terms = Terms(
        decision_days=draw(st.integers(1, 14)), return_by_days=draw(st.integers(14, 120)),
        notices=Notices(withdrawal=draw(st.booleans()), digital=draw(st.booleans())),
    )  # fmt: skip
    return Policy(terms, {table: draw(rows(table, most)) for table in TableName if table in tables})


@st.composite
def facts(draw: st.DrawFn, *, known: bool = False) -> PolicyFacts:
    """Facts of a request; `known`: everything that every request has is there."""
    drawn: dict[str, Any] = {}
    for column in {column.name: column for table in CONDITIONS.values() for column in table}.values():
        value = draw(_fact(column))
        drawn[column.name] = value if (known and column.name in ALWAYS_KNOWN) or draw(st.booleans()) else None
    return PolicyFacts(**drawn)


def _fact(column: Column) -> st.SearchStrategy[Any]:
    if column.type is ColumnType.YES_NO:
        return st.booleans()
    if column.type in {ColumnType.NUMBER, ColumnType.MONEY}:
        return _NUMBERS
    if column.type is ColumnType.DAY:
        return _DAYS
    if column.type is ColumnType.TEXTS:
        return st.frozensets(st.sampled_from(["FABLAB ", "école", "other"]))
    if column.type is ColumnType.TEXT:
        return st.sampled_from(["atelier  ferrand", "Somebody Else"])
    choices = [word for word in column.choices if column.name != "reason" or "_" in word]
    return st.sampled_from(choices[:10])
