"""The shop's public return conditions."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from reprise.apps.policies.queries import policy_on
from reprise.readmodels.conditions.sections import conditions as conditions_of
from reprise.web.portal.door import ShopRequest, shop_page
from reprise.web.portal.pages import show


@shop_page()
def conditions(request: ShopRequest) -> HttpResponse:
    """The conditions in force today, in the page's language."""
    today = request.now.astimezone(timezone.get_current_timezone()).date()
    version = policy_on(request.shop.pk, today)
    return show(request, "conditions", {"conditions": conditions_of(request.shop, version, get_language() or "fr")})
