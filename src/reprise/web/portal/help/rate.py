"""Whether an article helped: one press, and after a no a word on what is missing."""

import secrets
from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from reprise.apps.accounts.services.budget import afford
from reprise.apps.knowledge.queries import article_for
from reprise.apps.knowledge.services.rate_article import rate_article
from reprise.web.client_address import client_address
from reprise.web.portal.articles import article_path
from reprise.web.portal.door import WRITE, ShopRequest, shop_page

LONGEST_WORDS: Final = 1_000
RATED_IN_AN_HOUR: Final = 40  # by one address, which may be a whole school
_ANSWERS: Final = frozenset({"yes", "no"})
_STEPS: Final = frozenset({"yes", "no", "said"})


def rated(request: ShopRequest) -> str:
    """How far a reader has come: nothing said, yes, no, or no with words."""
    step = request.GET.get("rated", "")
    return step if step in _STEPS else ""


@shop_page(WRITE)
def rate(request: ShopRequest, slug: str) -> HttpResponse:
    """Keep the opinion of this browser about the version on the page; a second one takes the place of the first."""
    article_for(request.shop.pk, slug)
    said, words = request.POST.get("helpful", ""), request.POST.get("words", "").strip()[:LONGEST_WORDS]
    page = article_path(request.shop.slug, slug)
    if said not in _ANSWERS:
        return HttpResponseRedirect(f"{page}#rate")
    who, at = client_address(request), request.now
    if not afford(what="help_rated", who=who, limit=RATED_IN_AN_HOUR, per=timedelta(hours=1), at=at):
        messages.error(request, gettext("That was said very often from here. Try again in an hour."))
        return HttpResponseRedirect(page)
    rate_article(shop_id=request.shop.pk, slug=slug, helpful=said == "yes", words=words, asker=_asker(request), at=at)
    if words:
        messages.success(request, gettext("Thank you. Whoever writes these pages reads it."))
    return HttpResponseRedirect(f"{page}?rated={'said' if words else said}#rate")


def _asker(request: ShopRequest) -> str:
    """A random key for this browser, kept in its session; it tells nothing of who it is."""
    key = request.session.get("help_asker")
    if not isinstance(key, str):
        key = request.session["help_asker"] = secrets.token_hex(16)
    return key
