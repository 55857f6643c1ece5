"""The shop's policy that applies to a case, and what it knew of a line when the line was asked about."""

from datetime import date
from typing import Any

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.memory import known
from reprise.apps.cases.models import Case, CaseLine
from reprise.apps.policies.kept_policy import policy_of
from reprise.apps.policies.queries import policy_on
from reprise.apps.policies.rules import Policy, PolicyFacts, TableName
from reprise.readmodels.clocks import contract_day


def policy_for(shop: Shop, case: Case) -> tuple[Policy, int]:
    """The version of the day of the order, and its number."""
    (version,) = known(case, "policy", lambda: [policy_on(shop.pk, contract_day(shop, case))])
    return policy_of(version), version.number


def has_rows(line: CaseLine, table: TableName) -> bool:
    """Whether that policy had rows in a table: its answer says so, and nothing is asked of the database."""
    return table.value in line.proposal.get("policy", {}).get("tables", ())


def facts_kept(line: CaseLine) -> PolicyFacts:
    """The facts of a line as they were kept with its answer."""
    kept: dict[str, Any] = {**line.proposal.get("policy", {}).get("facts", {})}
    if isinstance(kept.get("ordered"), str):
        kept["ordered"] = date.fromisoformat(kept["ordered"])
    if "tags" in kept:
        kept["tags"] = frozenset(kept["tags"])
    names = PolicyFacts.__slots__
    return PolicyFacts(**{name: value for name, value in kept.items() if name in names})
