"""A request that a guide made needless: closed by whoever made it, and opened again by a word."""

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from reprise.apps.cases.draft_queries import draft_by_key
from reprise.apps.cases.services.drafts import begin_draft, save_draft
from reprise.apps.knowledge.guide_queries import run_by_key
from reprise.apps.knowledge.rules.guide_shelf import shipped_guides
from reprise.apps.knowledge.services.guide_runs import reopen_guide
from reprise.web.portal.door import READ_AND_WRITE, ShopRequest, is_proved, keep_private, shop_page
from reprise.web.portal.guides.door import run_path
from reprise.web.portal.links import draft_path
from reprise.web.portal.pages import show
from reprise.web.portal.request.draft import language
from reprise.web.portal.request.place import Place

if TYPE_CHECKING:
    from reprise.apps.cases.models import RequestDraft


@shop_page(READ_AND_WRITE)
def solved(request: ShopRequest, key: str) -> HttpResponse:
    """“It is not solved after all” goes on where the request stood; something else begins a new one."""
    draft = draft_by_key(request.shop.pk, key, request.now)
    if draft is None or draft.case_id is not None:
        return keep_private(show(request, "request/over", _missing(request), status=410))
    if not is_proved(request, draft.order_id):
        return keep_private(show(request, "request/prove", _missing(request), status=403))
    if request.method == "POST":
        return HttpResponseRedirect(_opened(request, draft))
    if not draft.data.get("solved"):
        return HttpResponseRedirect(draft_path(request.shop, draft))
    return keep_private(show(request, "guides/solved", _context(request, draft)))


def _opened(request: ShopRequest, draft: "RequestDraft") -> str:
    if request.POST.get("do") == "other":
        other = begin_draft(shop_id=request.shop.pk, order_id=draft.order_id, at=request.now)
        return reverse("portal:items", args=[request.shop.slug, other.key])
    if run_key := draft.data.get("solved"):
        reopen_guide(key=str(run_key), at=request.now)
        save_draft(draft=draft, changes={"solved": ""}, at=request.now)
    return reverse("portal:rights", args=[request.shop.slug, draft.key])


def _context(request: ShopRequest, draft: "RequestDraft") -> dict[str, object]:
    run = run_by_key(request.shop.pk, str(draft.data["solved"]))
    guide = shipped_guides().get(run.guide) if run else None
    return {
        "run": run, "guide_title": guide.in_(language()).title if guide else "",
        "run_href": run_path(request.shop.slug, run) if run and guide else "",
        "back": reverse("portal:home", args=[request.shop.slug]),
    }  # fmt: skip


def _missing(request: ShopRequest) -> dict[str, object]:
    return {"find_href": reverse("portal:find", args=[request.shop.slug]), "layout": Place.layout}


solved.door = "draft"  # type: ignore[attr-defined]  # read by the authorisation matrix
