"""Ask one table: the first row that matches, and why each row before it did not."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from reprise.apps.policies.rules.columns import CONDITIONS
from reprise.apps.policies.rules.facts import PolicyFacts
from reprise.apps.policies.rules.matching import Holds, holding
from reprise.apps.policies.rules.table import Policy, Row
from reprise.apps.policies.rules.vocabulary import TableName

_FACTS: Final = tuple(one.name for one in fields(PolicyFacts))


@dataclass(frozen=True, slots=True)
class Step:
    """One row that was looked at; `column` is the one that decided against it, `got` the fact it saw (None: unknown).

    `open_to`: the unknown facts that alone kept the row from matching.
    """

    row_id: str
    matched: bool
    column: str = ""
    got: Any = None
    open_to: tuple[str, ...] = ()

    @property
    def unknown(self) -> bool:
        """Whether nothing but missing facts kept the row from matching."""
        return bool(self.open_to)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a table answered: the row that counts, if any, and every row looked at until then."""

    table: TableName
    row: Row | None
    steps: tuple[Step, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that might have let an earlier row match, were they known."""
        return tuple(dict.fromkeys(name for step in self.steps for name in step.open_to))


def ask(policy: Policy, table: TableName, facts: PolicyFacts) -> Hit:
    """The first row of a table that matches the facts, with the trace."""
    values = {name: getattr(facts, name) for name in _FACTS}
    steps: list[Step] = []
    for row in policy.rows(table):
        step = _look(row, _tests(table, row), values)
        steps.append(step)
        if step.matched:
            return Hit(table, row, tuple(steps))
    return Hit(table, None, tuple(steps))


def ask_all(policy: Policy, table: TableName, facts: PolicyFacts) -> tuple[tuple[Row, ...], Hit]:
    """Every row of a table that matches, with the trace of the whole table; its hit is the first."""
    values = {name: getattr(facts, name) for name in _FACTS}
    rows = policy.rows(table)
    steps = tuple(_look(row, _tests(table, row), values) for row in rows)
    hits = tuple(row for row, step in zip(rows, steps, strict=True) if step.matched)
    return hits, Hit(table, hits[0] if hits else None, steps)


def _tests(table: TableName, row: Row) -> Sequence[tuple[str, Holds]]:
    return [
        (column.name, holding(column.name, row.when[column.name]))
        for column in CONDITIONS[table]
        if column.name in row.when
    ]


def _look(row: Row, tests: Sequence[tuple[str, Holds]], values: dict[str, Any]) -> Step:
    unknown: list[str] = []
    for column, holds in tests:
        value = values[column]
        if value is None:
            unknown.append(column)
        elif not holds(value):
            return Step(row.id, matched=False, column=column, got=value)
    if unknown:
        return Step(row.id, matched=False, column=unknown[0], open_to=tuple(unknown))
    return Step(row.id, matched=True)
