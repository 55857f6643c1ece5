"""One row as a form: the whole of it on its own page, or a single cell in its place in the table."""

from dataclasses import dataclass, replace
from typing import Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.policies.rules import Policy, Row, TableName
from reprise.core.refusals import Kind, NotFound, Refusal, mark
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import Problem
from reprise.web.backoffice.pages import address
from reprise.web.backoffice.policy.controls import LONGEST_NOTE
from reprise.web.backoffice.policy.drafting import Work, change, work_of
from reprise.web.backoffice.policy.edits import find, mark_of, next_id, put
from reprise.web.backoffice.policy.frame import show_policy, table_address
from reprise.web.backoffice.policy.grid import USUAL
from reprise.web.backoffice.policy.reading import TOGETHER, Typed, controls_of, read_row
from reprise.web.backoffice.policy.spoken import PAGE, spoken
from reprise.web.backoffice.policy.tables import LONGEST_WORD, draw
from reprise.web.backoffice.policy.undo import remember, step_between
from reprise.web.backoffice.policy.words import TABLES
from reprise.web.refusals import status_of, tell

NEW: Final = "new"
GONE: Final = "gone"


class RowChanged(Refusal):
    """Somebody changed the row since its author saw it."""

    code = "row_changed"
    kind = Kind.CONFLICT
    sentence = mark(
        "This row was changed since you opened it, by a colleague or in another window. What you typed is still here."
    )


class RowGone(Refusal):
    """Somebody deleted the row since its author saw it."""

    code = "row_gone"
    kind = Kind.CONFLICT
    sentence = mark(
        "This row was deleted since you opened it, by a colleague or in another window. "
        "Saving puts it back, at the end."
    )


@dataclass(frozen=True, slots=True)
class Editing:
    """A row on its way: what is typed, the sign of what was seen, and what to say above it."""

    typed: Typed
    seen: str
    status: int = 200
    fault: str = ""
    theirs: str = ""


@desk_page(right=Right.CASES_READ)
def row(request: StaffRequest, table: str, row_id: str) -> HttpResponse:
    """A row, or the blank one for a new row; what was typed is kept whatever is wrong with it."""
    if table not in set(TableName):
        raise NotFound
    name = TableName(table)
    work = work_of(request)
    kept = _kept(work, name, row_id, request.GET.get("like", ""))
    only = request.GET.get("cell", "")[:60]
    if request.method != "POST":
        editing = Editing(controls_of(name, kept, request.shop.currency), _mark(work, name, row_id))
        return _page(request, work, name, row_id, editing, only)
    request.actor.require(Right.POLICY_EDIT)
    typed = read_row(name, kept, request.POST, request.shop.currency, only)
    editing = Editing(typed, request.POST.get("seen", "")[:20])
    if typed.faults:
        return _page(request, work, name, row_id, replace(editing, status=422), only)
    try:
        made = _saved(request, name, row_id, editing, only)
    except Refusal as refusal:
        return _page(request, work_of(request), name, row_id, _refused(request, name, row_id, editing, refusal), only)
    return _done(request, name, row_id, made)


def _kept(work: Work, table: TableName, row_id: str, like: str) -> Row:
    if row_id != NEW:
        known = find(work.policy, table, row_id)
        return known.row if known else Row(row_id)
    model = find(work.policy, table, like) if like else None
    return (
        replace(model.row, id=NEW)
        if model
        else Row(NEW, then={"verdict": "person"} if table is TableName.ANSWER else {})
    )


def _mark(work: Work, table: TableName, row_id: str) -> str:
    known = find(work.policy, table, row_id)
    return mark_of(table, known.row) if known else ""


def _saved(request: StaffRequest, table: TableName, row_id: str, editing: Editing, only: str) -> str:
    """Write the row into the draft as it is now; the id it has."""
    was: list[Policy] = []
    made = [row_id]

    def do(policy: Policy) -> Policy:
        was[:] = [policy]
        if row_id == NEW:
            made[:] = [next_id(table, policy, work_of(request).base)]
            return put(policy, table, replace(editing.typed.row, id=made[0]), _place(request, policy, table))
        now = find(policy, table, row_id)
        if now is None and editing.seen == GONE:  # they were told, and put it back
            return put(policy, table, editing.typed.row)
        if now is None:
            raise RowGone if editing.seen else NotFound
        if mark_of(table, now.row) != editing.seen:
            raise RowChanged
        return policy if now.row == editing.typed.row else put(policy, table, editing.typed.row)

    after = change(request, do)
    if after is not was[-1]:
        remember(request, step_between(was[-1], after, table, made[0]))
    return made[0]


def _place(request: StaffRequest, policy: Policy, table: TableName) -> int | None:
    """Where a new row goes: before or after the row it was asked at."""
    at = find(policy, table, request.GET.get("before", "") or request.GET.get("after", ""))
    if at is None:
        return None
    return at.place if request.GET.get("before") else at.place + 1


def _refused(request: StaffRequest, table: TableName, row_id: str, editing: Editing, refusal: Refusal) -> Editing:
    """What was typed, with what became of the row in the meantime; saving again means knowing it."""
    now = find(work_of(request).policy, table, row_id)
    theirs = spoken(table, now.row, request.shop.currency) if now and isinstance(refusal, RowChanged) else ""
    seen = editing.seen
    if isinstance(refusal, RowChanged) and now:
        seen = mark_of(table, now.row)
    elif isinstance(refusal, RowGone):
        seen = GONE
    return replace(editing, seen=seen, status=status_of(refusal), fault=tell(refusal), theirs=theirs)


def _done(request: StaffRequest, table: TableName, row_id: str, made: str) -> HttpResponse:
    said = gettext("Row added.") if row_id == NEW else gettext("Saved.")
    if request.htmx:  # type: ignore[attr-defined]
        cell = request.GET.get("cell", "")[:60]
        return draw(request, table, said=said, focus=f"{made}:{cell}" if cell else made)
    messages.success(request, said)
    where = find(work_of(request).policy, table, made)
    page = where.place // PAGE + 1 if where else 1
    return HttpResponseRedirect(f"{table_address(request, table, page=page if page > 1 else '')}#row-{made}")


def _page(
    request: StaffRequest, work: Work, table: TableName, row_id: str, editing: Editing, only: str
) -> HttpResponse:
    if row_id != NEW and not find(work.policy, table, row_id) and not editing.seen:
        raise NotFound
    typed = editing.typed
    known = find(work.policy, table, row_id)
    cells = [control for control in typed.controls if control.name in TOGETHER.get(only, (only,))]
    first = [one for one in typed.when if one.said or one.error or one.column in USUAL[table]]
    query = {
        key: request.GET.get(key, "")[:LONGEST_WORD] for key in ("before", "after", "like", "page", "find", "only")
    }
    context = {
        "table": table.value, "table_title": gettext(TABLES[table][0]), "row_id": row_id, "known": known,
        "number": known.place + 1 if known else None, "row": typed.row, "editing": editing,
        "cells": cells, "only": only,
        "first": first, "more": [one for one in typed.when if one not in first], "then": typed.then,
        "problems": [Problem(one.first_id, f"{one.label}\u00a0: {one.error}") for one in typed.faults],
        "words": spoken(table, typed.row, request.shop.currency), "longest_note": LONGEST_NOTE,
        "back": table_address(request, table), "here": address(request, "policy_row", table.value, row_id, **query),
        "rows": len(work.policy.rows(table)),
    }  # fmt: skip
    template = "cell" if cells and request.htmx else "row"  # type: ignore[attr-defined]
    return show_policy(request, template, work, [], context, tab=table.value, status=editing.status)
