"""The frame of all pages of the policy: what state it is in, its tabs, and what may be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.policies.rules import TableName
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.pages import address, show
from reprise.web.backoffice.policy.drafting import Work
from reprise.web.backoffice.policy.people import who
from reprise.web.backoffice.policy.spoken import Told
from reprise.web.backoffice.policy.undo import last_step
from reprise.web.backoffice.policy.words import TABLES


@dataclass(frozen=True, slots=True)
class Tab:
    """One table: its name, address, number of rows, and whether something in it cannot be published."""

    name: str
    label: str
    url: str
    rows: int | None
    errors: int


def table_address(request: StaffRequest, table: TableName, **query: object) -> str:
    """The address of a table."""
    if table is TableName.ANSWER:
        return address(request, "policy", **query)
    return address(request, "policy_table", table.value, **query)


def tabs_of(request: StaffRequest, work: Work, told: Sequence[Told]) -> list[Tab]:
    """The tables in their order, and the page of what holds for everybody."""
    found = [
        Tab(
            table.value, gettext(words[0]), table_address(request, table), len(work.policy.rows(table)),
            sum(one.is_error and one.table is table for one in told),
        )
        for table, words in TABLES.items()
    ]  # fmt: skip
    return [*found, Tab("terms", gettext("Times and notices"), address(request, "policy_terms"), None, 0)]


def show_policy(
    request: StaffRequest, template: str, work: Work, told: Sequence[Told], context: Mapping[str, object], *,
    tab: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Draw a page of the policy; its template extends desk/policy/frame.html."""
    writer = who(request, work.draft.changed_by) if work.draft else ""
    frame = {
        "work": work, "tab": tab, "tabs": tabs_of(request, work, told), "told": told,
        "errors": [one for one in told if one.is_error], "warnings": [one for one in told if not one.is_error],
        "may_edit": request.actor.may(Right.POLICY_EDIT), "writer": writer,
        "undoable": last_step(request) is not None,
    }  # fmt: skip
    return show(request, f"policy/{template}", {**frame, **context}, section="policy", status=status)
