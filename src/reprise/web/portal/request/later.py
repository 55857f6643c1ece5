"""Going on later: the way back to an unfinished request, by a letter to the address of the order."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language

from reprise.apps.cases.draft_queries import draft_by_key
from reprise.core.refusals import Refusal
from reprise.web.portal.door import READ_AND_WRITE, ShopRequest, keep_private, prove, shop_page
from reprise.web.portal.pages import show, told
from reprise.web.portal.request.begin import buyer_of
from reprise.web.portal.request.place import Place
from reprise.workflows.mailed_links import draft_of_link, send_draft_link


@shop_page(READ_AND_WRITE)
def later(request: ShopRequest, key: str) -> HttpResponse:
    """Ask for the letter; nothing is sent unless one asks."""
    return way_back(Place(request), key)


def way_back(place: Place, key: str) -> HttpResponse:
    """Ask for the letter that leads back to a request, on a page or in a chat."""
    request = place.request
    draft = draft_by_key(request.shop.pk, key, request.now)
    missing = place.frame()
    if draft is None or draft.case_id is not None:
        return keep_private(show(request, "request/over", missing, status=410))
    if not place.lets_in(draft) or "changing" in draft.data:
        return keep_private(show(request, "request/prove", missing, status=403))
    _, order = buyer_of(request, draft.order_id)
    frame = {
        **place.frame(order), "order": order, "back": place.address("rights", key), "sent": False,
        "here": place.address("later", key),
    }  # fmt: skip
    if request.method != "POST":
        return keep_private(show(request, "request/go_on_later", frame))
    try:
        language = get_language() or "fr"
        send_draft_link(shop=request.shop, order=order, draft=draft, language=language, at=request.now)
    except Refusal as refusal:
        return keep_private(show(request, "request/go_on_later", frame, problems=[told(refusal)]))
    return keep_private(show(request, "request/go_on_later", {**frame, "sent": True}))


later.door = "draft"  # type: ignore[attr-defined]  # read by the authorisation matrix


@shop_page(READ_AND_WRITE)
def go_on(request: ShopRequest, secret: str) -> HttpResponse:
    """The mailed link: looking at it opens nothing (mail scanners look), pressing the button does."""
    try:
        draft = draft_by_key(request.shop.pk, draft_of_link(secret=secret, at=request.now), request.now)
    except Refusal as refusal:
        return keep_private(show(request, "order_link_over", {"said": told(refusal).message}, status=410))
    if draft is None:
        return keep_private(show(request, "request/over", Place(request).frame(), status=410))
    if request.method != "POST":
        return keep_private(show(request, "request/go_on"))
    request.session.cycle_key()
    prove(request, draft.order_id)
    return HttpResponseRedirect(reverse("portal:rights", args=[request.shop.slug, draft.key]))
