"""Try this first: one card in a request, as easy to pass by as to take up, and said no to once for all."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from reprise.apps.knowledge.guide_queries import run_by_key
from reprise.apps.knowledge.kinds import Place
from reprise.apps.knowledge.rules.bench import named_in, process_of
from reprise.apps.knowledge.rules.guide_shelf import shipped_guides
from reprise.apps.knowledge.services.guide_runs import begin_guide
from reprise.apps.knowledge.services.tie_guide import tie_guide
from reprise.web.portal.guides.benches import note_bench, remembered
from reprise.web.portal.guides.door import run_path
from reprise.web.portal.guides.said import Picture, picture
from reprise.web.portal.pages import Problem
from reprise.web.portal.request.draft import DraftRequest, ask, keep, keep_here, language
from reprise.web.portal.request.windows import windows_of

if TYPE_CHECKING:
    from reprise.apps.knowledge.models import GuideRun
    from reprise.apps.knowledge.rules.guide import Front, Guide
    from reprise.web.portal.request.answers import Offer, Stop


@dataclass(frozen=True, slots=True)
class Offered:
    """One guide to try."""

    guide: "Guide"
    front: "Front"


def try_first(request: DraftRequest, stop: "Stop") -> HttpResponse:
    """Start, or go on: both keep the request as it is, and neither is asked twice."""
    offer = request.said.offer
    if offer is None:  # its door has looked: an article that just left the order
        return keep(request, stop)
    if request.method != "POST":
        return _page(request, stop, offer)
    if request.POST.get("do") != "start":
        if run := _tried(request, offer):
            tie_guide(shop_id=request.shop.pk, key=run.key, draft_key=request.draft.key)
        return keep(request, stop, tried=offer.key)
    chosen = request.POST.get("guide", "")
    if chosen not in offer.guides:
        problem = Problem(gettext("Choose what is nearest, or continue with your claim."), "guide-1")
        return _page(request, stop, offer, [problem])
    run = begin_guide(
        shop_id=request.shop.pk, guide=chosen, place=Place.CLAIM, draft_key=request.draft.key, at=request.now
    )
    note_bench(request, run, _bench(request, offer, shipped_guides()[chosen]))
    keep_here(request, {"tried": offer.key})
    return HttpResponseRedirect(run_path(request.shop.slug, run))


def _bench(request: DraftRequest, offer: "Offer", guide: "Guide") -> dict[str, str]:
    """What the order and this browser know already: nobody is asked what they bought."""
    line = request.goods[offer.line_id]
    known = {what: word for what, word in remembered(request).items() if what in guide.asks}
    named = {what: word for what, word in named_in(line.name).items() if what in guide.asks}
    process = process_of(line.kind, line.name) or guide.process
    return {"thing": line.kind, **({"process": process} if process else {}), **known, **named}


def _tried(request: DraftRequest, offer: "Offer") -> "GuideRun | None":
    """A guide this browser went through by itself before, when it is one of those offered now."""
    run = run_by_key(request.shop.pk, str(request.session.get("guide_run", "")))
    if run is None or run.draft_key or run.guide not in offer.guides:
        return None
    return run if run.path else None


def _page(request: DraftRequest, stop: "Stop", offer: "Offer", problems: list[Problem] | None = None) -> HttpResponse:
    line = request.goods[offer.line_id]
    offered = [Offered(guide, guide.in_(language())) for guide in map(shipped_guides().get, offer.guides) if guide]
    tried = _tried(request, offer)
    context: dict[str, object] = {
        "offered": offered, "name": line.name, "picture": _picture(offered),
        "tried": next((one.front.title for one in offered if tried and one.guide.id == tried.guide), ""),
        "windows": windows_of(request.shop, request.order, {line.pk: line}, request.now, request.held).get(line.pk),
    }  # fmt: skip
    return ask(request, stop, context, problems or ())


def _picture(offered: list[Offered]) -> Picture | None:
    """Of a single guide only: of several, one drawing would mislead."""
    named = [step.picture for step in offered[0].guide.steps.values() if step.picture] if len(offered) == 1 else []
    return picture(named[0]) if named else None
