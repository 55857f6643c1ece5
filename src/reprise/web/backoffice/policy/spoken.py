"""Rows in plain words, and what the check found about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from reprise.apps.policies.rules import CONDITIONS, OUTCOMES, Row, TableName
from reprise.web.backoffice.policy.drafting import Work
from reprise.web.backoffice.policy.law_rows import Chip
from reprise.web.backoffice.policy.showing import condition_text, outcome_text
from reprise.web.backoffice.policy.words import COLUMNS

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop


@dataclass(frozen=True, slots=True)
class Told:
    """One thing found: where, in words, and the articles it rests on."""

    table: TableName
    row_id: str
    where: str
    url: str
    sentence: str
    is_error: bool
    chips: tuple[Chip, ...] = ()


def spoken(table: TableName, row: Row, currency: str) -> str:
    """A row as a sentence."""
    ins = [
        f"{gettext(COLUMNS[c.name])} {t}"
        for c in CONDITIONS[table]
        if (t := condition_text(c, row.when.get(c.name), currency))
    ]
    outs = [
        f"{gettext(COLUMNS[c.name])} {t}"
        for c in OUTCOMES[table]
        if (t := outcome_text(c, row.then.get(c.name), currency))
    ]
    return "; ".join(ins) + " → " + ", ".join(outs)


def findings(work: Work, shop: "Shop", at: datetime) -> Sequence[Told]:
    """What the check says of the draft, in the order of the tables."""
    return []


def by_row(told: Sequence[Told], table: TableName) -> Mapping[str, Sequence[Told]]:
    """What is said of each row of a table."""
    found: dict[str, list[Told]] = {}
    for one in told:
        if one.table is table and one.row_id:
            found.setdefault(one.row_id, []).append(one)
    return found
