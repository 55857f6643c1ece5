"""Whether a rule of the shop asks a second person to agree to a sum, beside the shop's own limit."""

from dataclasses import replace

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case, CaseLine, Remedy
from reprise.apps.policies.rules import TableName, second_person
from reprise.readmodels.case_policy import facts_kept, has_rows, policy_for


def rule_for_second_person(*, shop: Shop, case: Case, line: CaseLine, remedy: Remedy, minor: int) -> str:
    """The row that asks for one; empty where none does. A policy without such rows is not even read."""
    if not has_rows(line, TableName.APPROVAL):
        return ""
    policy, _number = policy_for(shop, case)
    needed, hit = second_person(policy, replace(facts_kept(line), amount_minor=minor, remedy=remedy.type))
    return hit.row.id if needed and hit.row is not None else ""
