"""A policy as plain values: its terms, and the rows of its tables in the order they are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final

from reprise.apps.policies.rules.cells import Cell
from reprise.apps.policies.rules.terms import Terms
from reprise.apps.policies.rules.vocabulary import TableName

MOST_ROWS: Final = 2_000  # of all tables together

Said = str | int | bool


@dataclass(frozen=True, slots=True)
class Row:
    """One row: when all its conditions hold, what it says. Its id stays the same from version to version."""

    id: str
    when: Mapping[str, Cell] = field(default_factory=dict)
    then: Mapping[str, Said] = field(default_factory=dict)
    note_fr: str = ""
    note_en: str = ""

    def note(self, lang: str) -> str:
        """What the row tells the customer, in a language."""
        return self.note_fr if lang.startswith("fr") else self.note_en


@dataclass(frozen=True)
class Policy:
    """What a shop promises on top of the law. In each table the first row that matches counts; none: the law alone."""

    terms: Terms = field(default_factory=Terms)
    tables: Mapping[TableName, tuple[Row, ...]] = field(default_factory=dict)

    def rows(self, table: TableName) -> tuple[Row, ...]:
        """The rows of a table, in order."""
        return self.tables.get(table, ())

    @cached_property
    def has_rows(self) -> bool:
        """Whether there is anything to ask: without a row the law alone answers."""
        return any(self.tables.values())

    @cached_property
    def ready(self) -> dict[Any, Any]:
        """The tables made ready to be asked, by whoever asks them first."""
        return {}

    def __reduce__(self) -> tuple[Any, ...]:
        """Go to another process, or be copied, without what was made ready."""
        return Policy, (self.terms, dict(self.tables))

    def with_rows(self, table: TableName, rows: tuple[Row, ...]) -> "Policy":
        """The same policy with other rows in one table."""
        return Policy(self.terms, MappingProxyType({**self.tables, table: rows}))
