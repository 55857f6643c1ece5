"""The pages that need no proof: the shop's door, who it is, and its colours."""

import re

from django.http import HttpResponse
from django.utils import timezone

from reprise.apps.accounts.brand import logo_of
from reprise.apps.knowledge.queries import shelf_of
from reprise.core.refusals import NotFound
from reprise.readmodels.hours_words import hours_told
from reprise.web.portal.door import ShopRequest, shop_page
from reprise.web.portal.help.subjects import often_read
from reprise.web.portal.pages import show
from reprise.web.portal.request.draft import language

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@shop_page()
def home(request: ShopRequest) -> HttpResponse:
    """What is the matter? One tap to the right path."""
    return show(request, "home", {"quicker": list(often_read(shelf_of(request.shop.pk), language()))})


@shop_page()
def legal(request: ShopRequest) -> HttpResponse:
    """Who the seller is, the mediator, accessibility, and what becomes of personal data."""
    return show(request, "legal", {"told": hours_told(request.shop, timezone.now())})


@shop_page()
def brand(request: ShopRequest) -> HttpResponse:
    """The shop's colour as a style sheet, since pages hold no style of their own; dark pages keep ours."""
    colour = request.shop.brand_colour
    css = ""
    if _COLOUR.fullmatch(colour):
        css = (
            f'[data-bs-theme="light"]{{--rp-brand:{colour};--rp-link:{colour};'
            f"--rp-brand-hover:color-mix(in srgb,{colour} 82%,#000);"
            f"--rp-brand-soft:color-mix(in srgb,{colour} 9%,#fff);"
            f"--rp-brand-deep:color-mix(in srgb,{colour} 60%,#000)}}"
        )
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    return response


@shop_page()
def logo(request: ShopRequest) -> HttpResponse:
    """The shop's logo, a PNG we drew; its address changes with it, so browsers may keep it."""
    picture = logo_of(request.shop)
    if picture is None:
        raise NotFound
    response = HttpResponse(picture, content_type="image/png")
    response["Cache-Control"] = "public, max-age=604800"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
