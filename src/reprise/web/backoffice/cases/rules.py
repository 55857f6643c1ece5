"""What the shop's own rules said of a line, for staff: each table, the row that counted, and why the others did not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext

from reprise.apps.policies.kept_policy import policy_of
from reprise.apps.policies.queries import versions_of
from reprise.apps.policies.rules import CONDITIONS, Column, ColumnType, Policy, TableName
from reprise.apps.policies.telling.labels import column_label, table_label, word_label
from reprise.apps.policies.telling.rows import row_in_words
from reprise.core.money import Money
from reprise.readmodels.automatic import HELD
from reprise.readmodels.lacking_words import fact_in_words, lacking_in_words
from reprise.readmodels.proposal import Proposal
from reprise.web.backoffice.pages import address
from reprise.web.templatetags.reprise_format import money_text

if TYPE_CHECKING:
    from reprise.apps.cases.models import CaseLine
    from reprise.readmodels.policy_said import Asked, Looked, PolicySaid
    from reprise.web.backoffice.door import StaffRequest

#: Tables told even where none of their rows counted.
ALWAYS = frozenset({TableName.ANSWER})


@dataclass(frozen=True, slots=True)
class RuleStep:
    """One row that was looked at: what decided against it, empty where it counted."""

    row: str
    matched: bool
    why: str


@dataclass(frozen=True, slots=True)
class RuleTable:
    """One table: the row that counted and what it says in plain words, and every row before it."""

    title: str
    row: str
    words: str
    url: str
    steps: Sequence[RuleStep]
    before: int


@dataclass(frozen=True, slots=True)
class RulesSaid:
    """All of it, with the questions a person has to answer and what keeps a rule from accepting at once."""

    tables: Sequence[RuleTable]
    questions: Sequence[str]
    held: str
    accepts: bool
    automatic: bool
    facts: Sequence[tuple[str, str]]
    lacking: Sequence[str]


def policies_named(request: "StaffRequest", lines: "Sequence[CaseLine]") -> Mapping[int, Policy]:
    """The versions that answered to some lines, by number; where no row was asked, nothing is read."""
    if not any(line.proposal.get("policy") for line in lines):
        return {}
    return {version.number: policy_of(version) for version in versions_of(request.shop.pk)}


def rules_said(
    request: "StaffRequest", kept: Proposal | None, policies: Mapping[int, Policy], currency: str
) -> RulesSaid | None:
    """Read what was kept; None where the shop's policy had no row."""
    if kept is None or kept.policy is None:
        return None
    said, lang = kept.policy, get_language() or "fr"
    policy = policies.get(kept.policy_number)
    accepts = said.verdict == "accept"
    return RulesSaid(
        tables=[_table(request, policy, asked, said, currency) for asked in said.trace if _is_told(asked, said)],
        questions=[question.in_(lang) for question in said.questions],
        held=gettext(HELD[said.held]) if said.held in HELD else "",
        accepts=accepts, automatic=accepts and said.automatic and not said.held,
        facts=[(column_label(name), _fact(name, fact, currency)) for name, fact in (said.facts or {}).items()],
        lacking=lacking_in_words(said.lacking, lang),
    )  # fmt: skip


def missing_facts(kept: Proposal | None) -> list[str]:
    """The facts that decide and that nobody knows, in words."""
    lang = get_language() or "fr"
    return [fact_in_words(name, lang) for name in dict.fromkeys(kept.missing)] if kept else []


def _is_told(asked: "Asked", said: "PolicySaid") -> bool:
    """The window says nothing to somebody whose article is faulty."""
    if asked.table == TableName.WINDOW and (said.facts or {}).get("claim") != "withdraw":
        return False
    return bool(asked.row) or asked.table in ALWAYS


def _table(
    request: "StaffRequest", policy: Policy | None, asked: "Asked", said: "PolicySaid", currency: str
) -> RuleTable:
    name = TableName(asked.table)
    row = next((one for one in policy.rows(name) if one.id == asked.row), None) if policy else None
    columns = {column.name: column for column in CONDITIONS[name]}
    if row is not None:
        words = row_in_words(name, row, currency)
    elif asked.row:
        words = gettext("rule %(rule)s") % {"rule": asked.row}
    else:
        words = gettext("No rule fits: the law alone answers.")
    return RuleTable(
        table_label(name), asked.row, words, f"{address(request, 'policy')}#row-{asked.row}",
        [_step(step, columns, currency) for step in asked.steps if not step.matched or step.row == asked.row],
        asked.before,
    )  # fmt: skip


def _step(step: "Looked", columns: "dict[str, Column]", currency: str) -> RuleStep:
    if step.matched:
        return RuleStep(step.row, matched=True, why="")
    name = column_label(step.column)
    if step.is_unknown:
        return RuleStep(step.row, matched=False, why=gettext("%(column)s is not known") % {"column": name})
    got = _fact(step.column, step.got, currency, columns.get(step.column))
    return RuleStep(step.row, matched=False, why=gettext("%(column)s: %(found)s") % {"column": name, "found": got})


def _fact(name: str, got: object, currency: str, column: Column | None = None) -> str:
    if isinstance(got, bool):
        return gettext("yes") if got else gettext("no")
    if isinstance(got, int):
        is_money = name.endswith("_minor") or (column is not None and column.type is ColumnType.MONEY)
        return money_text(Money(got, currency)) if is_money else str(got)
    if isinstance(got, list):
        return ", ".join(str(word) for word in got) or gettext("none")
    return word_label(name, str(got)) if got not in ("", None) else gettext("none")
