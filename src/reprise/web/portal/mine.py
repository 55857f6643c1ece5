"""All one's cases and orders by a mailed link: the same answer for every address, a page that stays open for a day."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.signing import BadSignature, dumps, loads
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language

from reprise.apps.accounts.services.budget import spend
from reprise.apps.cases.queries import cases_of_address
from reprise.apps.catalogue.queries import orders_of_address
from reprise.core.refusals import NotFound, Refusal
from reprise.web.client_address import client_address
from reprise.web.portal.door import READ, READ_AND_WRITE, ShopRequest, forget_proofs, keep_private, prove, shop_page
from reprise.web.portal.finding import LONGEST_ADDRESS, LOOK_UPS_AN_HOUR, email_problems
from reprise.web.portal.known import COOKIE as KNOWN_BY
from reprise.web.portal.known import of_address, remember
from reprise.web.portal.links import case_path
from reprise.web.portal.pages import show, told
from reprise.web.portal.request.begin import begin
from reprise.workflows.mailed_links import ask_for_cases_link, open_cases

OPEN_FOR: Final = timedelta(days=1)
COOKIE: Final = "reprise_cases"
_SALT: Final = "reprise.cases.opened"


@shop_page(READ_AND_WRITE)
def ask(request: ShopRequest) -> HttpResponse:
    """Whose cases? Whatever is typed, the answer is the same page."""
    frame = {"back": reverse("portal:home", args=[request.shop.slug])}
    if request.method != "POST":
        return keep_private(show(request, "mine/ask", {"email": "", "open": opened_address(request), **frame}))
    email = request.POST.get("email", "").strip()
    problems = email_problems(email)
    if not problems:
        try:
            network, hour = client_address(request), timedelta(hours=1)
            spend(what="cases_look_up", who=network, limit=LOOK_UPS_AN_HOUR, per=hour, at=request.now)
            ask_for_cases_link(
                shop=request.shop, email=email, language=get_language() or "fr", network=network, at=request.now
            )
        except Refusal as refusal:
            problems = [told(refusal, {"email": "email"})]
    if problems:
        typed = {"email": email[:LONGEST_ADDRESS], **frame}
        return keep_private(show(request, "mine/ask", typed, problems=problems))
    return HttpResponseRedirect(reverse("portal:cases_sent", args=[request.shop.slug]))


@shop_page(READ)
def sent(request: ShopRequest) -> HttpResponse:
    """What happens now, in the same words whether the address is known or not."""
    return keep_private(show(request, "mine/sent"))


@shop_page(READ_AND_WRITE)
def open_link(request: ShopRequest, secret: str) -> HttpResponse:
    """The mailed link: looking at it spends nothing, pressing the button opens the list on this device for a day."""
    if request.method != "POST":
        return keep_private(show(request, "mine/open"))
    try:
        email = open_cases(shop=request.shop, secret=secret, at=request.now)
    except Refusal as refusal:
        return keep_private(show(request, "mine/over", {"said": told(refusal).message}, status=410))
    response = HttpResponseRedirect(reverse("portal:my_cases", args=[request.shop.slug]))
    kept = dumps({"shop": request.shop.pk, "email": email}, salt=_SALT)
    response.set_cookie(
        COOKIE, kept, max_age=OPEN_FOR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return keep_private(remember(request, response, of_address(email)))


@shop_page(READ_AND_WRITE)
def mine(request: ShopRequest) -> HttpResponse:
    """Everything of one address: open cases, closed ones, and orders to ask about."""
    email = opened_address(request)
    if not email:
        return HttpResponseRedirect(reverse("portal:cases", args=[request.shop.slug]))
    orders = orders_of_address(request.shop.pk, email)
    if request.method == "POST" and "close" in request.POST:
        response = HttpResponseRedirect(reverse("portal:home", args=[request.shop.slug]))
        response.delete_cookie(COOKIE)
        return response
    if request.method == "POST":
        chosen = next((order for order in orders if str(order.pk) == request.POST.get("order", "")), None)
        if chosen is None:
            raise NotFound
        prove(request, chosen.pk)
        return HttpResponseRedirect(begin(request, chosen.pk))
    cases = [(case, case_path(request.shop, case)) for case in cases_of_address(request.shop.pk, email)]
    context = {
        "email": email,
        "orders": orders,
        "going": [pair for pair in cases if pair[0].closed_at is None],
        "closed": [pair for pair in cases if pair[0].closed_at is not None],
    }
    return keep_private(show(request, "mine/list", context))


mine.door = "order"  # type: ignore[attr-defined]  # read by the authorisation matrix


def forget_all(request: ShopRequest, answer: HttpResponse) -> None:
    """Let this browser forget every order and list of cases that was opened in it, and that it was known."""
    forget_proofs(request)
    answer.delete_cookie(COOKIE)
    answer.delete_cookie(KNOWN_BY)


def opened_address(request: ShopRequest) -> str:
    """The address whose list is open on this device; empty when none is."""
    try:
        told = loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=OPEN_FOR)
    except BadSignature:
        return ""
    return str(told["email"]) if told.get("shop") == request.shop.pk else ""
