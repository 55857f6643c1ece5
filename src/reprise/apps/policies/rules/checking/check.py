"""Check a whole policy before anybody is bound by it."""

from datetime import date, datetime

from reprise.apps.policies.rules.checking.finding import Finding, Severity
from reprise.apps.policies.rules.checking.imagining import Imagination
from reprise.apps.policies.rules.checking.layout import Layout
from reprise.apps.policies.rules.checking.reach import contradictory, unreachable
from reprise.apps.policies.rules.checking.rights import Rights
from reprise.apps.policies.rules.checking.whole import doubled_ids, incomplete, unsound
from reprise.apps.policies.rules.table import Policy
from reprise.apps.policies.rules.vocabulary import TableName


def check_policy(policy: Policy, country: str, at: date) -> tuple[Finding, ...]:
    """What is wrong with a policy of a shop in a country, for orders from a day on; in the order of its rows.

    Errors keep it from being published: rights taken away, rows without what they need. Warnings ask whether it is
    meant so: rows that never count, rows that contradict each other.
    """
    day = at.date() if isinstance(at, datetime) else at
    rights = Rights(policy.terms.notices, Imagination(country, day))
    found: list[Finding] = []
    for table in TableName:
        rows = policy.rows(table)
        if rows:
            found += _in_table(Layout(table, rows), policy, rights)
    return tuple(found)


def _in_table(layout: Layout, policy: Policy, rights: Rights) -> list[Finding]:
    table, rows = layout.table, tuple(layout.rows)
    faults = [finding for row in rows for finding in unsound(table, row)]
    faults += doubled_ids(table, rows)
    if faults:  # a row nobody can read would be misread by what follows: first things first
        broken = {finding.row_id for finding in faults}
        layout = Layout(table, [row for row in rows if row.id not in broken])
    dead = [] if table is TableName.SIGNAL else list(unreachable(layout))  # there every row that matches speaks
    found = [*faults, *incomplete(layout, policy), *rights.findings(layout, {one.row_id for one in dead}), *dead]
    if table is not TableName.SIGNAL:
        found += contradictory(layout)
    places = {row.id: number for number, row in reversed(list(enumerate(rows)))}
    return sorted(found, key=lambda one: (places[one.row_id], one.severity is not Severity.ERROR))
