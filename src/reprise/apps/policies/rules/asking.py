"""Ask one table: the first row that matches, and why each row before it did not."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any, Final, NamedTuple

from reprise.apps.policies.rules.compiled import CompiledTable
from reprise.apps.policies.rules.facts import PolicyFacts
from reprise.apps.policies.rules.table import Policy, Row
from reprise.apps.policies.rules.vocabulary import TableName


class Step(NamedTuple):
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


class Hit:
    """What a table answered: the row that counts, if any, and every row looked at until then.

    The steps are told when somebody reads them: most answers are never explained row by row.
    """

    __slots__ = ("_steps", "_table", "_values", "looked_at", "missing", "row", "table")

    def __init__(
        self, table: TableName, row: Row | None, looked_at: int, missing: tuple[str, ...], compiled: CompiledTable,
        values: Sequence[Any],
    ) -> None:  # fmt: skip
        self.table: Final = table
        self.row: Final = row
        self.looked_at: Final = looked_at  # how many rows, the one that counts included
        self.missing: Final = missing  # facts that might have let an earlier row match, were they known
        self._table, self._values = compiled, values
        self._steps: tuple[Step, ...] | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every row that was looked at, in order."""
        if self._steps is None:
            self._steps = _told(self._table, self._values, 0, self.looked_at)
        return self._steps

    def last_steps(self, most: int) -> tuple[Step, ...]:
        """The last rows that were looked at, without telling those before them."""
        return _told(self._table, self._values, max(0, self.looked_at - most), self.looked_at)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Hit):
            return NotImplemented
        return (self.table, self.row, self.steps) == (other.table, other.row, other.steps)

    __hash__ = None  # type: ignore[assignment]  # rows hold mappings

    def __repr__(self) -> str:
        return f"Hit({self.table!r}, {self.row!r}, {self.steps!r})"


def ask(policy: Policy, table: TableName, facts: PolicyFacts) -> Hit:
    """The first row of a table that matches the facts, with the trace."""
    compiled = compiled_of(policy, table)
    values = _values(compiled, facts)
    match, perhaps = compiled.matching(values)
    first = (match & -match).bit_length() - 1
    looked_at = first + 1 if match else len(compiled.rows)
    undecided = perhaps & ~match & ((1 << looked_at) - 1)
    missing = _missing(compiled, values, undecided) if undecided else ()
    return Hit(table, compiled.rows[first] if match else None, looked_at, missing, compiled, values)


def ask_all(policy: Policy, table: TableName, facts: PolicyFacts) -> tuple[tuple[Row, ...], Hit]:
    """Every row of a table that matches, with the trace of the whole table; its hit is the first."""
    compiled = compiled_of(policy, table)
    values = _values(compiled, facts)
    match, perhaps = compiled.matching(values)
    hits = tuple(row for number, row in enumerate(compiled.rows) if match >> number & 1)
    missing = _missing(compiled, values, perhaps & ~match)
    return hits, Hit(table, hits[0] if hits else None, len(compiled.rows), missing, compiled, values)


def compiled_of(policy: Policy, table: TableName) -> CompiledTable:
    """A table of a policy made ready, once for each policy."""
    ready: dict[TableName, CompiledTable] = policy.ready
    found = ready.get(table)
    if found is None:
        found = ready[table] = CompiledTable(table, policy.rows(table))
    return found


def _values(compiled: CompiledTable, facts: PolicyFacts) -> tuple[Any, ...]:
    columns = compiled.columns
    if len(columns) < 2:
        return tuple(getattr(facts, name) for name in columns)
    values: tuple[Any, ...] = _getter(columns)(facts)
    return values


_step: Final = tuple.__new__  # hundreds of rows are told at a time: by its name a NamedTuple takes twice as long
_GETTERS: Final[dict[tuple[str, ...], Any]] = {}


def _getter(columns: tuple[str, ...]) -> Any:
    found = _GETTERS.get(columns)
    if found is None:
        found = _GETTERS[columns] = attrgetter(*columns)
    return found


def _missing(compiled: CompiledTable, values: Sequence[Any], undecided: int) -> tuple[str, ...]:
    """The unknown facts that rows left undecided look at."""
    return tuple(
        name
        for name, value, free in zip(compiled.columns, values, compiled.free, strict=True)
        if value is None and undecided & ~free
    )


def _told(compiled: CompiledTable, values: Sequence[Any], begin: int, end: int) -> tuple[Step, ...]:
    """What became of some rows: column by column, those that are left lose the ones that do not take the fact."""
    steps: list[Any] = [None] * (end - begin)
    rows, left = compiled.rows, (1 << end) - (1 << begin)
    for name, value, takers in zip(compiled.columns, values, compiled.takers, strict=True):
        if value is not None and (lost := left & ~takers(value)):
            left ^= lost
            for number in _numbers(lost):
                steps[number - begin] = _step(Step, (rows[number].id, False, name, value, ()))
    for number in _numbers(left):
        unknown = _unknown(compiled, values, number)
        steps[number - begin] = Step(rows[number].id, not unknown, unknown[0] if unknown else "", open_to=unknown)
    return tuple(steps)


def _unknown(compiled: CompiledTable, values: Sequence[Any], number: int) -> tuple[str, ...]:
    """The columns of a row whose facts nobody knows."""
    columns = zip(compiled.columns, values, compiled.free, strict=True)
    return tuple(name for name, value, free in columns if value is None and not free >> number & 1)


def _numbers(rows: int) -> Iterator[int]:
    """The rows whose bits are set, the first one first."""
    bits = bin(rows)[:1:-1]
    place = bits.find("1")
    while place >= 0:
        yield place
        place = bits.find("1", place + 1)
