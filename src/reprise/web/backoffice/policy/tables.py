"""One table of the policy as a grid, and the small deeds on its rows: move, copy, delete, undo."""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.policies.rules import Policy, Row, TableName
from reprise.core.refusals import NotFound, Refusal
from reprise.readmodels.policy_trial import trial_of
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.policy.drafting import Work, change, work_of
from reprise.web.backoffice.policy.edits import copied, find, found, mark_of, moved, next_id, without
from reprise.web.backoffice.policy.frame import show_policy, table_address
from reprise.web.backoffice.policy.grid import grid_of
from reprise.web.backoffice.policy.law_rows import law_rows
from reprise.web.backoffice.policy.spoken import PAGE, Told, by_row, findings, spoken
from reprise.web.backoffice.policy.undo import forget_last, last_step, remember, step_between
from reprise.web.backoffice.policy.words import TABLES
from reprise.web.refusals import status_of, tell

LONGEST_WORD: Final = 80


@desk_page(right=Right.CASES_READ)
def policy(request: StaffRequest, table: str = TableName.ANSWER) -> HttpResponse:
    """A table: its rows with those of the law on top, and what was asked of one of them."""
    if table not in set(TableName):
        raise NotFound
    name = TableName(table)
    if request.method != "POST":
        return draw(request, name)
    request.actor.require(Right.POLICY_EDIT)
    deed, _, row_id = request.POST.get("do", "").partition(":")
    try:
        said = _done(request, name, deed, row_id)
    except Refusal as refusal:
        return draw(request, name, fault=tell(refusal), status=status_of(refusal))
    if request.htmx:  # type: ignore[attr-defined]  # drawn in its place, without going round by an address
        return draw(request, name, said=said, focus=row_id)
    messages.success(request, said)
    where = {"page": request.GET.get("page", ""), "find": request.GET.get("find", "")}
    return HttpResponseRedirect(f"{table_address(request, name, **where)}#row-{row_id}")


def _done(request: StaffRequest, table: TableName, deed: str, row_id: str) -> str:
    """Do it to the draft as it is now; what it says afterwards."""
    if deed == "undo":
        return _undone(request)
    was: list[Policy] = []
    made: list[str] = [row_id]

    def do(policy: Policy) -> Policy:
        was[:] = [policy]
        place = found(policy, table, row_id).place
        match deed:
            case "up":
                return moved(policy, table, row_id, place - 1) if place else policy
            case "down":
                return moved(policy, table, row_id, place + 1)
            case "to":
                return moved(policy, table, row_id, _place(request.POST.get(f"to-{row_id}", ""), policy, table))
            case "copy":
                made[:] = [next_id(table, policy, work_of(request).base)]
                return copied(policy, table, row_id, made[0])
            case "drop":
                return without(policy, table, row_id)
        raise NotFound(field="do")

    before_said = overtaken(request.POST, work_of(request).policy, table)
    after = change(request, do)
    if was and after is not was[0]:
        remember(request, step_between(was[0], after, table, made[0]))
    sentences = {
        "up": gettext("Row moved up."), "down": gettext("Row moved down."), "to": gettext("Row moved."),
        "copy": gettext("Row copied below."), "drop": gettext("Row deleted. “Undo” brings it back."),
    }  # fmt: skip
    return " ".join(filter(None, [sentences[deed], before_said]))


def _place(typed: str, policy: Policy, table: TableName) -> int:
    plain = typed.strip()
    number = int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 7 else 1
    return max(0, min(number, len(policy.rows(table))) - 1)


def _undone(request: StaffRequest) -> str:
    step = last_step(request)
    if step is None:
        return gettext("There is nothing to undo.")
    try:
        change(request, step.undone)
    finally:
        forget_last(request)
    return gettext("Undone.")


def overtaken(sent: QueryDict, policy: Policy, table: TableName) -> str:
    """What colleagues changed among the rows the author was looking at; empty when nothing."""
    seen = dict(one.split(":", 1) for one in sent.get("seen", "")[:20_000].split() if ":" in one)
    gone = [row_id for row_id in seen if find(policy, table, row_id) is None]
    other = [
        str(at + 1)
        for at, row in enumerate(policy.rows(table))
        if row.id in seen and seen[row.id] != mark_of(table, row)
    ]
    if not gone and not other:
        return ""
    if not gone:
        return gettext(
            "Rows were changed since you opened this page, by a colleague or in another window: %(rows)s."
        ) % {"rows": ", ".join(other)}
    return gettext(
        "Rows were deleted since you opened this page, by a colleague or in another window; "
        "your change is made on the table as it is now."
    )


def draw(
    request: StaffRequest, table: TableName, *, said: str = "", fault: str = "", focus: str = "", status: int = 200
) -> HttpResponse:
    """The page of a table, or the part of it that changes when it is drawn in its place."""
    work = work_of(request)
    told = findings(work, request.shop)
    law = law_rows(table, request.shop.country, timezone.localdate())
    marked = by_row(told, table)
    rows = _looked_for(request, work, table, marked)
    page, pages = _page(request.GET.get("page", ""), len(rows))
    shown = rows[(page - 1) * PAGE : page * PAGE]
    title, question, empty = (gettext(words) for words in TABLES[table])
    trial = trial_of(request.shop, work.draft, timezone.localdate()) if work.draft else None
    context = {
        "table": table.value, "title": title, "question": question, "empty": empty,
        "grid": grid_of(request.shop, work.policy, table, law, shown, marked, base=work.base, trial=trial),
        "found": len(rows), "trial": trial,
        "here": table_address(request, table, **_where(request, page)), "where": _query(request, page),
        "pages": _links(request, table, page, pages), "plain": table_address(request, table),
        "find": request.GET.get("find", "")[:LONGEST_WORD], "only": request.GET.get("only", ""),
        "said": said, "fault": fault, "focus": focus, "total": len(work.policy.rows(table)),
        "in_place": bool(request.htmx),  # type: ignore[attr-defined]
    }  # fmt: skip
    return show_policy(request, "table_part" if request.htmx else "table", work, told, context,  # type: ignore[attr-defined]
                       tab=table.value, status=status)  # fmt: skip


def _where(request: StaffRequest, page: int) -> dict[str, object]:
    return {"page": page if page > 1 else "", "find": request.GET.get("find", "")[:LONGEST_WORD],
            "only": request.GET.get("only", "")[:10]}  # fmt: skip


def _query(request: StaffRequest, page: int) -> str:
    """Where in the table one is, for the addresses of its cells."""
    given = {name: value for name, value in _where(request, page).items() if value}
    return f"&{urlencode(given)}" if given else ""


def _looked_for(
    request: StaffRequest, work: Work, table: TableName, told: Mapping[str, Sequence[Told]]
) -> list[tuple[int, Row]]:
    """The rows with their places; only those with every word typed, or only those something is to be said of."""
    rows = list(enumerate(work.policy.rows(table)))
    if request.GET.get("only") == "told":
        rows = [(place, row) for place, row in rows if row.id in told]
    words = request.GET.get("find", "")[:LONGEST_WORD].casefold().split()
    if words:
        rows = [
            (place, row) for place, row in rows
            if all(word in spoken(table, row, request.shop.currency).casefold() for word in words)
        ]  # fmt: skip
    return rows


def _page(asked: str, rows: int) -> tuple[int, int]:
    pages = max(1, -(-rows // PAGE))
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    return max(1, min(page, pages)), pages


def _links(request: StaffRequest, table: TableName, page: int, pages: int) -> list[tuple[int, str, bool]]:
    """The pages, where there is more than one."""
    if pages == 1:
        return []
    return [(n, table_address(request, table, **_where(request, n)), n == page) for n in range(1, pages + 1)]
