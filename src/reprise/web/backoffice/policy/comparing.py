"""What changed from one policy to another: rows that came, went, changed or moved, and the cells that did."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext

from reprise.apps.policies.rules import Policy, Row, TableName, Terms
from reprise.core.refusals import mark
from reprise.web.backoffice.policy.grid import Head, cell_of, heads_of
from reprise.web.backoffice.policy.words import TABLES

_TERMS: Final = {
    "decision_days": mark("We answer a request within, in days"),
    "return_by_days": mark("An authorisation is good for, in days"),
}  # fmt: skip
_NOTICES: Final = {
    "withdrawal": mark("We tell every buyer of their right to withdraw, with the model form"),
    "return_cost": mark("We tell them before the order that they pay the return"),
    "exclusion": mark("We tell them that articles made to order cannot be withdrawn from"),
    "digital": mark("For downloads we ask for consent, tell of the loss of the right and confirm it by e-mail"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A cell before and after; the same text twice where it did not change."""

    label: str
    before: str
    after: str
    is_out: bool

    @property
    def changed(self) -> bool:
        """Whether it says something else."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that is not as it was. `what`: added, removed, changed or moved."""

    what: str
    number: int
    before_number: int
    cells: tuple[ChangedCell, ...]
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedTable:
    """The changes of one table."""

    title: str
    heads: tuple[Head, ...]
    rows: tuple[ChangedRow, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that is not as it was."""

    terms: tuple[ChangedCell, ...]
    tables: tuple[ChangedTable, ...]

    def count(self, what: str) -> int:
        """How many rows came, went, changed or moved."""
        return sum(row.what == what for table in self.tables for row in table.rows)

    @property
    def added(self) -> int:
        """Rows that came."""
        return self.count("added")

    @property
    def removed(self) -> int:
        """Rows that went."""
        return self.count("removed")

    @property
    def changed(self) -> int:
        """Rows that say something else, or stand elsewhere."""
        return self.count("changed") + self.count("moved")

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return bool(self.terms or self.tables)


def changes(before: Policy, after: Policy, currency: str) -> Changes:
    """What changed from one policy to the other, table by table."""
    tables = (_table(before, after, table, currency) for table in TableName)
    return Changes(tuple(_terms(before.terms, after.terms)), tuple(table for table in tables if table.rows))


def _table(before: Policy, after: Policy, table: TableName, currency: str) -> ChangedTable:
    old, new = before.rows(table), after.rows(table)
    if old == new:
        return ChangedTable("", (), ())
    was = {row.id: (at, row) for at, row in enumerate(old)}
    now = {row.id for row in new}
    heads = _heads(before, after, table)
    stayed = _in_order([row.id for row in old if row.id in now], [row.id for row in new if row.id in was])
    rows = [_row(heads, was.get(row.id), (at, row), currency, moved=row.id not in stayed) for at, row in enumerate(new)]
    gone = [_row(heads, (at, row), None, currency, moved=False) for at, row in enumerate(old) if row.id not in now]
    return ChangedTable(gettext(TABLES[table][0]), heads, tuple(row for row in (*rows, *gone) if row))


def _in_order(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The rows that kept their order: those before and after the stretch that was shuffled, and within it most."""
    place = {row_id: at for at, row_id in enumerate(old)}
    best: list[list[str]] = []
    for row_id in new:  # the longest run that still rises: patience sorting
        at = next((pile for pile, run in enumerate(best) if place[run[-1]] > place[row_id]), len(best))
        run = [*(best[at - 1] if at else []), row_id]
        if at == len(best):
            best.append(run)
        else:
            best[at] = run
    return set(best[-1]) if best else set()


def _heads(before: Policy, after: Policy, table: TableName) -> tuple[Head, ...]:
    both = {head.name: head for policy in (before, after) for head in heads_of(policy, table, ())}
    return tuple(sorted(both.values(), key=lambda head: head.is_out))


def _row(
    heads: Sequence[Head], was: tuple[int, Row] | None, now: tuple[int, Row] | None, currency: str, *, moved: bool
) -> ChangedRow | None:
    blank = Row("")
    old, new = (was[1] if was else blank), (now[1] if now else blank)
    cells = tuple(
        ChangedCell(head.label, _text(head, old, currency), _text(head, new, currency), head.is_out) for head in heads
    )
    differs = old != new
    if was and now and not differs and not moved:
        return None
    what = "added" if not was else "removed" if not now else "changed" if differs else "moved"
    notes = tuple(
        (getattr(old, name), getattr(new, name)) for name in ("note_fr", "note_en")
        if getattr(old, name) != getattr(new, name)
    )  # fmt: skip
    return ChangedRow(what, now[0] + 1 if now else 0, was[0] + 1 if was else 0, cells, notes)


def _text(head: Head, row: Row, currency: str) -> str:
    cells = cell_of(head, row, currency).cells
    return " · ".join(f"{cell.label}\u00a0: {cell.text}" if head.gathers else cell.text for cell in cells)


def _terms(before: Terms, after: Terms) -> list[ChangedCell]:
    found = [
        ChangedCell(gettext(label), str(getattr(before, name)), str(getattr(after, name)), is_out=False)
        for name, label in _TERMS.items()
    ]
    words = {True: gettext("yes"), False: gettext("no")}
    found += [
        ChangedCell(
            gettext(label), words[getattr(before.notices, name)], words[getattr(after.notices, name)], is_out=False
        )
        for name, label in _NOTICES.items()
    ]
    return [cell for cell in found if cell.changed]
