"""Every version of the conditions, and what changed from one to another."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from reprise.readmodels.conditions.history import Edition, changes, day_of, editions
from reprise.readmodels.conditions.section import Conditions
from reprise.readmodels.conditions.told import conditions as told
from reprise.web.portal.conditions.asked import number_asked
from reprise.web.portal.door import ShopRequest, shop_page
from reprise.web.portal.pages import Problem, show

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop


@shop_page()
def versions(request: ShopRequest) -> HttpResponse:
    """The list; with two numbers, what changed between them."""
    today = timezone.localdate(request.now)
    found = editions(request.shop.pk, today)
    by_number = {each.number: each for each in found}
    newest = found[0].number if found else 0
    before, after = number_asked(request, "from"), number_asked(request, "to")
    asked = "from" in request.GET or "to" in request.GET
    old = by_number.get(before if before is not None else max(newest - 1, 1))
    new = by_number.get(after if after is not None else newest)
    problems = []
    if asked and (old is None or new is None or before is None or after is None):
        problems = [Problem(gettext("There is no such version. Choose two of the list."), "from")]
    context: dict[str, object] = {"editions": found, "old": old, "new": new}
    if old and new and old.number != new.number and not problems:
        context["changes"] = changes(_told(request.shop, old), _told(request.shop, new))
        context["compared"] = True
    return show(request, "conditions/versions", context, problems=problems)


def _told(shop: "Shop", edition: Edition) -> Conditions:
    """A version with the law of the day it began: the two then differ by what the shop and the law changed."""
    return told(shop, edition.version, day=day_of(edition, edition.since), lang=get_language() or "fr")
