"""Checklists: what comes back with an article and what is looked at, edited as plain rows that need no script."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.checklists import checklist_for, own_checklists, shipped_checklist
from reprise.apps.catalogue.kinds import ProductKind
from reprise.apps.catalogue.rules.checklists import LONGEST_ITEM, Checklist, Item, Section, from_json, to_json
from reprise.apps.catalogue.services.save_checklist import forget_checklist, save_checklist
from reprise.core.refusals import Overtaken, Refusal, mark
from reprise.readmodels.product_kinds import kind_name
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.pages import address, go
from reprise.web.backoffice.settings.checklist_rows import Editing, read_rows
from reprise.web.backoffice.settings.frame import show_settings
from reprise.web.refusals import status_of, tell

NAMES: Final = {
    Section.ACCESSORIES: mark("Accessories that come back with it"), Section.DOCUMENTS: mark("Documents"),
    Section.PACKAGING: mark("Packaging"), Section.CHECKS: mark("Looked at when it is here"),
}  # fmt: skip
EMPTY_ROWS: Final = 2


@desk_page(right=Right.CASES_READ, methods=READ)
def checklists(request: StaffRequest) -> HttpResponse:
    """The list of lists: one for each kind, and those of single products."""
    own = own_checklists(request.actor)
    kinds = {row.kind for row in own if row.kind}
    rows = [(kind.value, kind_name(kind), kind.value in kinds) for kind in ProductKind if kind != "digital_file"]
    context = {
        "rows": rows, "products": [row.sku for row in own if row.sku], "longest": LONGEST_ITEM,
        "may_edit": request.actor.may(Right.SETTINGS_EDIT),
    }  # fmt: skip
    return show_settings(request, "checklists", context, page="checklists")


@desk_page(right=Right.CASES_READ)
def checklist(request: StaffRequest) -> HttpResponse:
    """The list of one kind, or of one product named by its SKU; that begins as the list of its kind."""
    sku = request.GET.get("sku", "").strip()[:LONGEST_ITEM]
    kind = request.GET.get("kind", "")
    kind = kind if kind in set(ProductKind) else ""
    if not sku and not kind:
        return HttpResponseRedirect(address(request, "checklists"))
    return _edited(request, kind=kind, sku=sku)


def _edited(request: StaffRequest, *, kind: str, sku: str = "") -> HttpResponse:
    if request.method == "POST":
        request.actor.require(Right.SETTINGS_EDIT)
    whose = {"sku": sku} if sku else {"kind": kind}
    kept = replace(checklist_for(request.shop.pk, kind, sku), article=())
    editing = Editing(kept, json.dumps(to_json(_stored(request, whose))))
    if request.method == "POST":
        if request.POST.get("do") == "forget":
            forget_checklist(actor=request.actor, **whose)
            return go(request, gettext("The list is again the one Reprise ships."), "checklists")
        editing = read_rows(request.POST, editing)
        if request.POST.get("do", "save") == "save":
            editing, done = _saved(request, editing, whose)
            if done:
                told = gettext("List saved. It holds for returns authorised from now on.")
                return go(request, told, "checklists")
    return _page(request, editing, kind, sku)


def _stored(request: StaffRequest, whose: dict[str, str]) -> Checklist:
    """What the service will compare with: the own list, or the one it stands in for."""
    for row in own_checklists(request.actor):
        if (row.kind, row.sku) == (whose.get("kind", ""), whose.get("sku", "").upper()):
            return from_json(row.items)
    return replace(shipped_checklist(whose.get("kind", "")), article=())


def _saved(request: StaffRequest, editing: Editing, whose: dict[str, str]) -> tuple[Editing, bool]:
    try:
        save_checklist(
            actor=request.actor, **whose, checklist=editing.typed, seen=_seen(editing.seen), at=timezone.now()
        )
    except Overtaken as refusal:
        now = _stored(request, whose)
        said = gettext("Somebody saved this list while you were writing. What you typed is still here; saving again "
                       "puts it in the place of theirs: %(theirs)s")  # fmt: skip
        theirs = "; ".join(
            one.name(request.LANGUAGE_CODE or "fr") for part in Section for one in now.section(part)
            if one.code not in {mine.code for mine in editing.typed.section(part)}
        )  # fmt: skip
        fault = said % {"theirs": theirs or gettext("the same items, in other words or in another order")}
        return replace(editing, status=status_of(refusal), fault=fault, seen=json.dumps(to_json(now))), False
    except Refusal as refusal:
        return replace(editing, status=status_of(refusal), fault=tell(refusal)), False
    return editing, True


def _seen(given: str) -> Checklist | None:
    try:
        kept: Any = json.loads(given)
        return from_json(kept)
    except (ValueError, TypeError, AttributeError):
        return None


def _page(request: StaffRequest, editing: Editing, kind: str, sku: str) -> HttpResponse:
    parts = [
        (part.value, gettext(words), _numbered(editing.typed.section(part)), EMPTY_ROWS * [Item("")])
        for part, words in NAMES.items()
    ]
    title = gettext("Checklist of %(sku)s") % {"sku": sku} if sku else kind_name(kind)
    context = {
        "parts": parts, "title": title, "editing": editing, "sku": sku, "longest": LONGEST_ITEM,
        "may_edit": request.actor.may(Right.SETTINGS_EDIT), "fault": editing.fault,
        "is_own": any((row.kind, row.sku) == ("" if sku else kind, sku.upper())
                      for row in own_checklists(request.actor)),
        "article": shipped_checklist(kind).article, "language": request.LANGUAGE_CODE,
    }  # fmt: skip
    return show_settings(request, "checklist", context, page="checklists", status=editing.status)


def _numbered(items: Sequence[Item]) -> list[tuple[int, Item, bool, bool]]:
    last = len(items) - 1
    return [(at, item, at == 0, at == last) for at, item in enumerate(items)]
