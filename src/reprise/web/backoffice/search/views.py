"""The one search field: straight to the case it names, else what was found, by sort, with the text that matched."""

from typing import Final

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import Turn
from reprise.apps.search.asking import LONGEST
from reprise.apps.search.kinds import Found
from reprise.core.money import Money
from reprise.core.refusals import mark
from reprise.readmodels.search_page import CaseHit, Excerpt, OrderHit, ParcelHit, SearchPage, exact_case, search_page
from reprise.web.backoffice import words
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.pages import address, show

ONE_SORT: Final = 50
PLACES: Final = {
    "reference": mark("reference"), "name": mark("name"), "email": mark("e-mail"), "phone": mark("telephone"),
    "company": mark("company"), "order": mark("order"), "rma": mark("RMA number"), "product": mark("article"),
    "sku": mark("SKU"), "serial": mark("serial number or option"), "description": mark("what the customer says"),
    "message": mark("message"), "tracking": mark("tracking number"), "payment": mark("payment"),
    "vat": mark("VAT number"), "defect": mark("what went wrong"),
    "note": mark("note"), "credit_note": mark("credit note"),
}  # fmt: skip


@desk_page(right=Right.CASES_READ, methods=READ)
def search(request: StaffRequest) -> HttpResponse:
    """Look for a text; nothing typed shows what can be looked for."""
    typed = request.GET.get("q", "").replace("\0", "").strip()
    if not typed:
        return show(request, "search/search", {"search": "", "page": None}, section="search")
    if reference := exact_case(request.actor, typed):
        return HttpResponseRedirect(address(request, "case", reference))
    only = request.GET.get("only", "")
    only = only if only in set(Found) else ""
    page = search_page(request.actor, typed, only=only, **({"limit": ONE_SORT} if only else {}))
    kept = typed[:LONGEST]
    context = {"search": kept, "page": page, "only": only, "longest": LONGEST, **_groups(page)}
    return show(request, "search/search", context, section="search")


def _groups(page: SearchPage) -> dict[str, object]:
    return {
        "cases": [_case(hit) for hit in page.cases], "orders": [_order(hit) for hit in page.orders],
        "customers": [(hit, _place(hit.excerpt)) for hit in page.customers],
        "parcels": [_parcel(hit) for hit in page.parcels],
        "conversations": [(hit, _place(hit.excerpt)) for hit in page.conversations],
    }  # fmt: skip


def _case(hit: CaseHit) -> dict[str, object]:
    case = hit.case
    stage = gettext(words.STAGES.get(case.stage, case.stage))
    return {
        "case": case, "excerpt": hit.excerpt, "place": _place(hit.excerpt), "over": case.closed_at is not None,
        "stage": stage, "ours": case.turn == Turn.US.value and case.closed_at is None,
    }  # fmt: skip


def _order(hit: OrderHit) -> dict[str, object]:
    order = hit.order
    who = (order.customer.name if order.customer else "") or str(order.shipping.get("name") or "") or order.email
    return {"order": order, "who": who, "cases": hit.cases, "total": Money(order.total_minor, order.currency),
            "excerpt": hit.excerpt, "place": _place(hit.excerpt)}  # fmt: skip


def _parcel(hit: ParcelHit) -> dict[str, object]:
    return {"parcel": hit.parcel, "excerpt": hit.excerpt, "place": _place(hit.excerpt)}


def _place(excerpt: Excerpt | None) -> str:
    return gettext(PLACES.get(excerpt.where, excerpt.where)) if excerpt else ""
