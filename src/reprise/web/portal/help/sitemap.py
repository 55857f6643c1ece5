"""What search engines may list of a shop in one language, each page with its twin in the others."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from reprise.apps.knowledge.queries import shelf_of
from reprise.apps.knowledge.rules.guide_shelf import shipped_guides
from reprise.web.portal.door import ShopRequest, shop_page
from reprise.web.portal.help.structured import base_url, twins
from reprise.web.portal.request.draft import language

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop


@dataclass(frozen=True, slots=True)
class Listed:
    """A page, its twins by language, and the day it was last read through."""

    address: str
    twins: tuple[tuple[str, str], ...]
    changed: date | None = None


@shop_page()
def sitemap(request: ShopRequest) -> HttpResponse:
    """The map; it may only name pages of its own folder, so there is one for each language."""
    pages = list(_pages(request.shop))
    answer = render(request, "portal/help/sitemap.xml", {"pages": pages}, content_type="application/xml; charset=utf-8")
    patch_cache_control(answer, public=True, max_age=3600)
    return answer


def _pages(shop: "Shop") -> Iterator[Listed]:
    for name in ("home", "help", "guides", "conditions", "legal"):
        yield _listed(reverse(f"portal:{name}", args=[shop.slug]))
    for one in shelf_of(shop.pk).visible():
        yield _listed(reverse("portal:help_article", args=[shop.slug, one.article.id]), one.article.reviewed)
    for guide in shipped_guides().values():
        yield _listed(reverse("portal:guide", args=[shop.slug, guide.id]), guide.reviewed)


def _listed(path: str, changed: date | None = None) -> Listed:
    return Listed(base_url() + path, twins(path, language()), changed)
