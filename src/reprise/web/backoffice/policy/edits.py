"""What may be done to the rows of a draft, as plain functions on a policy."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2s
from typing import Any, Final

from reprise.apps.policies.kept_policy import from_json, to_json
from reprise.apps.policies.rules import Policy, Row, TableName, Terms
from reprise.core.refusals import Invalid, NotFound, mark

MOST_ROWS: Final = 2_000
LETTERS: Final[Mapping[TableName, str]] = {
    TableName.ANSWER: "a", TableName.WINDOW: "w", TableName.EVIDENCE: "e", TableName.DEDUCTION: "d",
    TableName.APPROVAL: "s", TableName.CONTRACT: "c", TableName.SIGNAL: "g", TableName.PRIORITY: "p",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A row and where it stands, the first at 0."""

    row: Row
    place: int


def find(policy: Policy, table: TableName, row_id: str) -> Found | None:
    """A row by its id."""
    rows = policy.rows(table)
    return next((Found(row, place) for place, row in enumerate(rows) if row.id == row_id), None)


def found(policy: Policy, table: TableName, row_id: str) -> Found:
    """A row by its id, or a refusal: somebody may have deleted it."""
    known = find(policy, table, row_id)
    if known is None:
        raise NotFound(field="row")
    return known


def put(policy: Policy, table: TableName, row: Row, place: int | None = None) -> Policy:
    """The policy with a row in the place of its former self, or at a place if it is new; last unless said."""
    rows = list(policy.rows(table))
    before = next((at for at, one in enumerate(rows) if one.id == row.id), None)
    if before is not None:
        rows.pop(before)
    elif len(rows) >= MOST_ROWS:
        raise Invalid(why=mark("a table has at most 2,000 rows; take some out first."))
    target = place if place is not None else before if before is not None else len(rows)
    rows.insert(max(0, min(target, len(rows))), row)
    return policy.with_rows(table, tuple(rows))


def without(policy: Policy, table: TableName, row_id: str) -> Policy:
    """The policy without a row."""
    return policy.with_rows(table, tuple(row for row in policy.rows(table) if row.id != row_id))


def moved(policy: Policy, table: TableName, row_id: str, place: int) -> Policy:
    """The policy with a row at another place."""
    return put(policy, table, found(policy, table, row_id).row, place)


def copied(policy: Policy, table: TableName, row_id: str, new_id: str) -> Policy:
    """The policy with a copy of a row right after it."""
    known = found(policy, table, row_id)
    return put(policy, table, replace(known.row, id=new_id), known.place + 1)


def next_id(table: TableName, *policies: Policy) -> str:
    """An id no row of these policies has had."""
    numbers = [
        int(digits[1])
        for policy in policies
        for row in policy.rows(table)
        if (digits := re.fullmatch(r"[a-z]+(\d{1,9})", row.id))
    ]
    return f"{LETTERS[table]}{max(numbers, default=0) + 1}"


def row_json(table: TableName, row: Row) -> Any:
    """A row as plain values, for the memory of what can be undone."""
    return to_json(Policy(Terms(), {table: (row,)}))


def row_from(table: TableName, kept: Any) -> Row:
    """A row out of plain values."""
    return from_json(kept).rows(table)[0]


def mark_of(table: TableName, row: Row) -> str:
    """A short sign of what a row says: it changes with the row."""
    return blake2s(json.dumps(row_json(table, row), sort_keys=True).encode(), digest_size=4).hexdigest()
