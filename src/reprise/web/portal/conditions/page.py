"""The conditions in force, and each version at its permanent address."""

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from reprise.core.refusals import NotFound
from reprise.readmodels.conditions.about import about
from reprise.readmodels.conditions.history import Edition, day_of, edition, editions
from reprise.readmodels.conditions.national import national_table
from reprise.readmodels.conditions.structured import organization
from reprise.readmodels.conditions.told import conditions as told
from reprise.readmodels.papers.conditions import holds
from reprise.web.portal.conditions.asked import countries, country_asked
from reprise.web.portal.door import ShopRequest, shop_page
from reprise.web.portal.pages import show


@shop_page()
def conditions(request: ShopRequest) -> HttpResponse:
    """The conditions in force today, in the page's language."""
    all_of_them = editions(request.shop.pk, timezone.localdate(request.now))
    current = next((each for each in all_of_them if each.state == "in_force"), None)
    if current is None:
        raise NotFound
    announced = [each for each in reversed(all_of_them) if each.state == "announced"]
    return _page(request, current, {"announced": announced, "versions": len(all_of_them), "is_current": True})


@shop_page()
def version(request: ShopRequest, number: int) -> HttpResponse:
    """One version at the address that stays."""
    found = edition(request.shop.pk, number, timezone.localdate(request.now))
    return _page(request, found, {})


def _page(request: ShopRequest, found: Edition, more: dict[str, object]) -> HttpResponse:
    lang, today = get_language() or "fr", timezone.localdate(request.now)
    country, problems = country_asked(request)
    day = day_of(found, today)
    context = {
        "conditions": told(request.shop, found.version, day=day, lang=lang, country=country),
        "edition": found, "holds": holds(found, "fr" if lang == "fr" else "en"), "country": country,
        "countries": countries(lang, request.shop.country), "national": national_table(day, lang), **more,
    }  # fmt: skip
    if more and country == request.shop.country:
        base = settings.ENV.base_url.rstrip("/")
        said = organization(about(request.shop, found.version, day=day, lang=lang), base)
        context |= {"structured": said, "base_url": base}
    return show(request, "conditions/page", context, problems=problems)
