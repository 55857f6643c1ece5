"""Before a guide begins: what it is about, how long it takes, and what one prints with."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from reprise.apps.accounts.services.budget import spend
from reprise.apps.knowledge.kinds import Place
from reprise.apps.knowledge.rules.guide import Care
from reprise.apps.knowledge.rules.guide_shelf import shipped_guides
from reprise.apps.knowledge.rules.guide_walk import walk
from reprise.apps.knowledge.services.guide_runs import begin_guide
from reprise.core.refusals import NotFound, mark
from reprise.web.client_address import client_address
from reprise.web.portal.door import READ_AND_WRITE, ShopRequest, shop_page
from reprise.web.portal.guides.benches import fields_of, note_bench, remember, remembered, typed
from reprise.web.portal.guides.door import RunRequest, danger_href, place_path, run_page, run_path
from reprise.web.portal.guides.ends import note_end
from reprise.web.portal.guides.said import articles_of, picture
from reprise.web.portal.pages import show
from reprise.web.portal.request.draft import language

if TYPE_CHECKING:
    from reprise.apps.knowledge.rules.guide import Guide

BEGUN_IN_AN_HOUR: Final = 60  # by one address, which may be a whole school
CARES: Final[Mapping[Care, str]] = {
    Care.HOT: mark("The nozzle reaches 250 °C and the bed 100 °C: keep your fingers off both."),
    Care.MOVING: mark("Keep hands, hair and sleeves away from what moves."),
    Care.POWER: mark("Switch it off and pull the plug before you touch anything inside."),
    Care.RESIN: mark("Wear nitrile gloves and glasses, and open a window: resin harms skin and eyes."),
    Care.SHARP: mark("A scraper slips: push it away from you."),
}


@shop_page(READ_AND_WRITE)
def guide(request: ShopRequest, guide_id: str) -> HttpResponse:
    """A guide by itself; beginning it needs no order and no name."""
    found = shipped_guides().get(guide_id)
    if found is None:
        raise NotFound
    if request.method != "POST":
        around = {
            "danger_href": f"{reverse('portal:find', args=[request.shop.slug])}?for=defect",
            "back": reverse("portal:guides", args=[request.shop.slug]),
        }
        return show(request, "guides/front", {**front_of(found, remembered(request)), **around})
    spend(
        what="guide_begun", who=client_address(request), limit=BEGUN_IN_AN_HOUR, per=timedelta(hours=1), at=request.now
    )
    words = typed(request, found)
    remember(request, words)
    run = begin_guide(shop_id=request.shop.pk, guide=found.id, place=Place.HELP, at=request.now)
    note_bench(request, run, {"process": found.process, **words} if found.process else words)
    request.session["guide_run"] = run.key  # a claim begun after it knows what was tried
    return HttpResponseRedirect(run_path(request.shop.slug, run))


@run_page()
def run(request: RunRequest) -> HttpResponse:
    """Where a run stands; begun from a claim, it asks first what one prints with, once."""
    if request.method == "POST":
        if request.claim and request.claim.is_sent:
            return HttpResponseRedirect(request.claim.href)  # what was sent says what was tried, as it was
        words = typed(request, request.guide)
        remember(request, words)
        changed = note_bench(request, request.run, words)
        if changed is not request.run and (there := walk(request.guide, changed.path)) is not None:
            note_end(request, there.here)  # another bench may lead elsewhere
        return HttpResponseRedirect(run_path(request.shop.slug, request.run))
    asked = {str(entry[0])[1:] for entry in request.run.path}
    if "again" in request.GET or not asked.issuperset(request.guide.asks):
        said = {what: request.walk.bench.known(what) for what in request.guide.asks if what in asked}
        context = front_of(request.guide, {**remembered(request), **said})
        return show(
            request,
            "guides/front",
            {**context, "claim": request.claim, "run": True, "danger_href": danger_href(request)},
        )
    return HttpResponseRedirect(place_path(request, request.walk.here.id))


def front_of(guide: "Guide", known: Mapping[str, str]) -> dict[str, object]:
    """What is said before a guide begins."""
    first = next((step for step in guide.steps.values() if step.picture), None)
    return {
        "guide": guide, "front": guide.in_(language()), "cares": list(cares_of(guide)),
        "fields": list(fields_of(guide, known)), "picture": picture(first.picture) if first else None,
        "articles": articles_of(guide), "powered": "printer" in guide.things,
    }  # fmt: skip


def cares_of(guide: "Guide") -> Iterator[str]:
    """What to beware of."""
    for care in guide.care:
        yield gettext(CARES[care])
