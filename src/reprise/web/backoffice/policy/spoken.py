"""Rows in plain words, and what the check found about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from reprise.apps.policies.rules import Finding, Policy, Row, Severity, TableName, check_policy
from reprise.apps.policies.telling.findings import finding_in_words
from reprise.apps.policies.telling.rows import row_in_words
from reprise.web.backoffice.policy.drafting import Work
from reprise.web.backoffice.policy.edits import find
from reprise.web.backoffice.policy.law_rows import Chip
from reprise.web.backoffice.policy.words import TABLES

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

PAGE: Final = 50  # rows shown at once
_CHECKED: Final[dict[tuple[int, str, date], tuple[Policy, tuple[Finding, ...]]]] = {}
_MOST_CHECKED: Final = 50


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
    return row_in_words(table, row, currency)


def findings(work: Work, shop: "Shop") -> list[Told]:
    """What the check says of the policy somebody works on: what keeps it from being published first."""
    found = [_told(one, work.policy, shop) for one in _checked(work.policy, shop, timezone.localdate())]
    return sorted(found, key=lambda one: not one.is_error)


def _checked(policy: Policy, shop: "Shop", day: date) -> tuple[Finding, ...]:
    """The findings of a shop's policy, computed once as long as it stays the same."""
    if not policy.has_rows:
        return ()
    key = (shop.pk, shop.country, day)
    held = _CHECKED.get(key)
    if held is None or held[0] != policy:
        if len(_CHECKED) >= _MOST_CHECKED:
            _CHECKED.clear()
        held = _CHECKED[key] = (policy, check_policy(policy, shop.country, day))
    return held[1]


def _told(one: Finding, policy: Policy, shop: "Shop") -> Told:
    known = find(policy, one.table, one.row_id)
    place = known.place if known else 0
    where = gettext("%(table)s, row %(n)d:") % {"table": gettext(TABLES[one.table][0]), "n": place + 1}
    url = reverse("desk:policy_table", args=[shop.slug, one.table.value])
    page = f"?page={place // PAGE + 1}" if place >= PAGE else ""
    language = (get_language() or "fr")[:2]
    chips = tuple(Chip(text.short_labels[language], text.url, text.labels[language]) for text in one.sources)
    return Told(
        one.table, one.row_id, where, f"{url}{page}#row-{one.row_id}", finding_in_words(_by_number(one, policy)),
        one.severity is Severity.ERROR, chips,
    )  # fmt: skip


def _by_number(one: Finding, policy: Policy) -> Finding:
    """The finding with other rows named by the numbers a reader sees, not by the names that stay."""
    params = dict(one.params)
    if "rows" in params:
        params["rows"] = tuple(_number(policy, one.table, row_id) for row_id in params["rows"])
    if "row" in params and one.code == "automatic_before_evidence":
        number = _number(policy, TableName.EVIDENCE, params["row"])
        params["row"] = f"{number} ({gettext(TABLES[TableName.EVIDENCE][0])})"
    return replace(one, params=params)


def _number(policy: Policy, table: TableName, row_id: str) -> str:
    known = find(policy, table, row_id)
    return str(known.place + 1) if known else row_id


def by_row(told: Sequence[Told], table: TableName) -> Mapping[str, Sequence[Told]]:
    """What is said of each row of a table."""
    found: dict[str, list[Told]] = {}
    for one in told:
        if one.table is table and one.row_id:
            found.setdefault(one.row_id, []).append(one)
    return found
