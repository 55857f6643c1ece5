"""A table as a grid: the columns worth showing, its rows in words, and what is to be said of each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import get_language, gettext

from reprise.apps.policies.rules import CONDITIONS, OUTCOMES, Column, Policy, Row, TableName
from reprise.apps.policies.telling.labels import column_label
from reprise.readmodels.policy_trial import Trial, rows_now
from reprise.web.backoffice.policy.edits import mark_of
from reprise.web.backoffice.policy.law_rows import LawRow
from reprise.web.backoffice.policy.showing import STATES, condition_text, outcome_text
from reprise.web.backoffice.policy.spoken import Told, spoken

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

LONGEST_SHOWN: Final = 70
WORDY: Final = frozenset({"reason", "kind", "company", "tags", "shots", "question_fr", "question_en"})
MOST_OUT: Final = 4
MOST_IN: Final[Mapping[TableName, int]] = {table: 4 if table is TableName.ANSWER else 5 for table in TableName}

#: The columns a table shows before any row uses them.
USUAL: Final[Mapping[TableName, frozenset[str]]] = {
    TableName.ANSWER: frozenset({"claim", "reason", "kind", "days_since_delivery",
                                 "verdict", "remedy", "goods"}),
    TableName.WINDOW: frozenset({"kind", "opened", "buyer", "days", "return_cost_by", "refunds_delivery",
                                 "restocking_percent"}),
    TableName.EVIDENCE: frozenset({"claim", "reason", "kind", "photos", "shots", "measure", "files"}),
    TableName.DEDUCTION: frozenset({"grade", "basis", "used_beyond_test", "percent"}),
    TableName.APPROVAL: frozenset({"amount_minor", "remedy", "second_person"}),
    TableName.CONTRACT: frozenset({"company", "kind", "warranty_months", "report_within_days", "tolerance_class",
                                   "return_days"}),
    TableName.SIGNAL: frozenset({"returns_12m", "return_rate_percent", "swapped_before", "question_fr", "question_en"}),
    TableName.PRIORITY: frozenset({"tags", "spent_12m_minor", "danger", "level"}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """One column shown: `name` as its control is called; without a column of its own it gathers what few rows use."""

    name: str
    label: str
    columns: tuple[Column, ...]
    is_out: bool
    gathers: bool = False

    @property
    def is_words(self) -> bool:
        """Whether its cells are words that need room."""
        return self.gathers or self.columns[0].name in WORDY


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a row; no text: anything goes, or nothing is said. `label` is said where the head does not say it."""

    name: str
    label: str
    text: str
    state: str
    is_out: bool


@dataclass(frozen=True, slots=True)
class Gathered:
    """The cells of one column of a row: one, or those of the column that gathers."""

    head: Head
    cells: tuple[GridCell, ...]

    @property
    def is_any(self) -> bool:
        """Whether it says nothing."""
        return not any(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Spoke:
    """How many requests of the last ninety days a row answers, and how many more or fewer with the draft."""

    now: int
    more: int

    @property
    def fewer(self) -> int:
        """How many fewer."""
        return -self.more


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: its place from 1, its address, its cells, its sentence, and what is found about it.

    `change`: new or changed against the version published last, else empty; `spoke` is None while no trial knows.
    """

    id: str
    number: int
    url: str
    cells: tuple[Gathered, ...]
    words: str
    told: tuple[Told, ...]
    mark: str
    is_first: bool
    is_last: bool
    change: str = ""
    spoke: Spoke | None = None

    @property
    def is_wrong(self) -> bool:
        """Whether it cannot be published as it is."""
        return any(one.is_error for one in self.told)


@dataclass(frozen=True, slots=True)
class Grid:
    """A page of a table."""

    heads: tuple[Head, ...]
    law: tuple[tuple[LawRow, tuple[Gathered, ...]], ...]
    rows: tuple[GridRow, ...]

    @property
    def ins(self) -> int:
        """How many columns are conditions."""
        return sum(not head.is_out for head in self.heads)

    @property
    def outs(self) -> int:
        """How many columns are parts of the answer."""
        return len(self.heads) - self.ins

    @property
    def wide(self) -> int:
        """How many columns there are between the number of a row and its menu."""
        return len(self.heads)

    @property
    def seen(self) -> str:
        """The rows as they are shown, so that a deed can tell what changed since."""
        return " ".join(f"{row.id}:{row.mark}" for row in self.rows)


def heads_of(policy: Policy, table: TableName, law: Sequence[LawRow]) -> tuple[Head, ...]:
    """The columns many rows use; what few use is gathered in one more column on each side."""
    rows = policy.rows(table)
    used = Counter(name for row in law for name, cell in row.cells.items() if cell.text)
    when = used + Counter(name for row in rows for name in row.when)
    then = used + Counter(name for row in rows for name in row.then)
    hidden = _unread(table, get_language() or "fr")
    ins = _columns("when", CONDITIONS[table], when, USUAL[table], MOST_IN[table])
    outs = [column for column in OUTCOMES[table] if column.name not in hidden]
    return (*ins, *_columns("then", outs, then, USUAL[table], MOST_OUT))


def _unread(table: TableName, language: str) -> frozenset[str]:
    """Questions stand in the sentence of a row; where they are all a row says, the reader's own is a column."""
    both = frozenset({"question_fr", "question_en"})
    if table is TableName.SIGNAL:
        return both - {f"question_{language[:2]}"}
    return both | {"automatic"}  # told with the decision


def _columns(
    part: str, columns: Sequence[Column], used: Mapping[str, int], usual: frozenset[str], most: int
) -> list[Head]:
    """Those used or usual, as many as fit by how often they are used; the rest together."""
    wanted = [column for column in columns if used.get(column.name) or column.name in usual]
    ranked = sorted(wanted, key=lambda column: (column.name not in usual, -used.get(column.name, 0)))
    own = {column.name for column in ranked[:most]}
    is_out = part == "then"
    heads = [Head(f"{part}-{one.name}", column_label(one.name), (one,), is_out) for one in wanted if one.name in own]
    rest = tuple(column for column in wanted if column.name not in own)
    return [*heads, Head(f"{part}-more", gettext("And"), rest, is_out, gathers=True)] if rest else heads


def grid_of(
    shop: "Shop", policy: Policy, table: TableName, law: Sequence[LawRow],
    shown: Sequence[tuple[int, Row]], told: Mapping[str, Sequence[Told]], *, base: Policy, trial: Trial | None = None,
) -> Grid:  # fmt: skip
    """The grid of some rows of a table, each with its place from 0; `base` is what a draft is compared with."""
    heads = heads_of(policy, table, law)
    last = len(policy.rows(table)) - 1
    before = {row.id: row for row in base.rows(table)}
    hits = rows_now(trial) if trial and trial.report else None
    rows = [
        GridRow(
            row.id, place + 1, reverse("desk:policy_row", args=[shop.slug, table.value, row.id]),
            tuple(cell_of(head, row, shop.currency) for head in heads), spoken(table, row, shop.currency),
            tuple(told.get(row.id, ())), mark_of(table, row), place == 0, place == last,
            change="new" if row.id not in before else "changed" if before[row.id] != row else "",
            spoke=None if hits is None else _spoke(*hits.get((table.value, row.id), (0, 0))),
        )
        for place, row in shown
    ]  # fmt: skip
    fixed = [(one, tuple(_law_cell(head, one) for head in heads)) for one in law]
    return Grid(heads, tuple(fixed), tuple(rows))


def _spoke(before: int, after: int) -> Spoke:
    return Spoke(after, after - before)


def cell_of(head: Head, row: Row, currency: str) -> Gathered:
    """What a row says in one column."""
    cells = [_cell(column, row, currency, is_out=head.is_out) for column in head.columns]
    return Gathered(head, tuple(cell for cell in cells if cell.text or not head.gathers))


def _cell(column: Column, row: Row, currency: str, *, is_out: bool) -> GridCell:
    state = ""
    if is_out:
        text = outcome_text(column, row.then.get(column.name), currency)
        if column.name == "verdict":
            state = STATES.get(str(row.then.get("verdict", "")), "")
            text = gettext("%(verdict)s at once") % {"verdict": text} if row.then.get("automatic") else text
    else:
        text = condition_text(column, row.when.get(column.name), currency)
    short = text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1].rstrip()}…"
    part = "then" if is_out else "when"
    return GridCell(f"{part}-{column.name}", column_label(column.name), short, state, is_out)


def _law_cell(head: Head, law: LawRow) -> Gathered:
    cells = []
    for column in head.columns:
        shown = law.cells.get(column.name)
        text, state = (shown.text, shown.state) if shown else ("", "")
        if text or not head.gathers:
            cells.append(GridCell(head.name, column_label(column.name), text, state, head.is_out))
    return Gathered(head, tuple(cells))
