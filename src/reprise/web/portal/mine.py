"""All one's cases and orders by a mailed link or code: the same answer for every address, and no password."""

import secrets
from datetime import timedelta

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language

from reprise.apps.accounts.services.budget import spend
from reprise.apps.cases.queries import cases_of_address
from reprise.apps.catalogue.queries import orders_of_address
from reprise.core.refusals import NotFound, Refusal
from reprise.web.client_address import client_address
from reprise.web.portal.bought import bought
from reprise.web.portal.door import READ_AND_WRITE, ShopRequest, keep_private, prove, shop_page
from reprise.web.portal.finding import LONGEST_ADDRESS, LOOK_UPS_AN_HOUR, email_problems
from reprise.web.portal.links import case_path
from reprise.web.portal.opened import close_list, open_list, opened_address
from reprise.web.portal.pages import Problem, show, told
from reprise.web.portal.request.begin import begin
from reprise.web.portal.staying import go_on, signed_in
from reprise.web.refusals import status_of
from reprise.workflows.mailed_links import ask_for_cases_link, open_cases, open_cases_by_code

LONGEST_CODE = 20


@shop_page(READ_AND_WRITE)
def ask(request: ShopRequest) -> HttpResponse:
    """Whose cases? Whatever is typed, the answer is the same page."""
    frame = {"back": reverse("portal:home", args=[request.shop.slug])}
    if request.method != "POST":
        return keep_private(show(request, "mine/ask", {"email": "", "open": opened_address(request), **frame}))
    email = request.POST.get("email", "").strip()
    problems = email_problems(email) or _ask(request, email)
    if problems:
        typed = {"email": email[:LONGEST_ADDRESS], **frame}
        return keep_private(show(request, "mine/ask", typed, problems=problems))
    return HttpResponseRedirect(reverse("portal:cases_sent", args=[request.shop.slug]))


def _ask(request: ShopRequest, email: str) -> list[Problem]:
    """Have the letter sent; this browser alone keeps what makes the code in it worth something."""
    network, hour, holder = client_address(request), timedelta(hours=1), secrets.token_urlsafe(18)
    try:
        spend(what="cases_look_up", who=network, limit=LOOK_UPS_AN_HOUR, per=hour, at=request.now)
        ask_for_cases_link(
            shop=request.shop, email=email, language=get_language() or "fr", network=network, holder=holder,
            at=request.now,
        )  # fmt: skip
    except Refusal as refusal:
        return [told(refusal, {"email": "email"})]
    request.session["cases_for"] = {"shop": request.shop.pk, "email": email, "holder": holder}
    return []


@shop_page(READ_AND_WRITE)
def sent(request: ShopRequest) -> HttpResponse:
    """What happens now, in the same words whether the address is known or not; the code of the letter is typed here."""
    asked = request.session.get("cases_for", {})
    if asked.get("shop") != request.shop.pk:
        return keep_private(show(request, "mine/sent", {"email": ""}))
    frame = {"email": asked["email"], "stays": "stays" in request.POST, "typed": ""}
    if request.method != "POST":
        return keep_private(show(request, "mine/sent", frame))
    typed = request.POST.get("code", "")[:LONGEST_CODE]
    try:
        email = open_cases_by_code(
            shop=request.shop, email=asked["email"], holder=asked["holder"], code=typed, at=request.now
        )
    except Refusal as refusal:
        problems = [told(refusal, {"code": "code"})]
        return keep_private(
            show(request, "mine/sent", {**frame, "typed": typed}, problems=problems, status=status_of(refusal))
        )
    request.session.cycle_key()
    del request.session["cases_for"]
    return keep_private(open_list(request, email, stays="stays" in request.POST))


@shop_page(READ_AND_WRITE)
def open_link(request: ShopRequest, secret: str) -> HttpResponse:
    """The mailed link: looking at it spends nothing, pressing the button opens the list on this device."""
    if request.method != "POST":
        return keep_private(show(request, "mine/open"))
    try:
        email = open_cases(shop=request.shop, secret=secret, at=request.now)
    except Refusal as refusal:
        return keep_private(show(request, "mine/over", {"said": told(refusal).message}, status=410))
    return keep_private(open_list(request, email, stays="stays" in request.POST))


@shop_page(READ_AND_WRITE)
def mine(request: ShopRequest) -> HttpResponse:
    """Everything of one address: open cases, closed ones, and orders to ask about."""
    email = opened_address(request)
    if not email:
        return HttpResponseRedirect(reverse("portal:cases", args=[request.shop.slug]))
    if request.method == "POST" and "close" in request.POST:
        return close_list(request)
    if request.method == "POST" and "stay" in request.POST:
        return keep_private(open_list(request, email, stays=True))
    orders = orders_of_address(request.shop.pk, email)
    if request.method == "POST":
        chosen = next((order for order in orders if str(order.pk) == request.POST.get("order", "")), None)
        if chosen is None:
            raise NotFound
        prove(request, chosen.pk)
        return HttpResponseRedirect(begin(request, chosen))
    cases = [(case, case_path(request.shop, case)) for case in cases_of_address(request.shop.pk, email)]
    context = {
        "email": email,
        "orders": bought(orders),
        "going": [pair for pair in cases if pair[0].closed_at is None],
        "closed": [pair for pair in cases if pair[0].closed_at is not None],
        "session": signed_in(request),
    }
    return keep_private(go_on(request, show(request, "mine/list", context)))


mine.door = "order"  # type: ignore[attr-defined]  # read by the authorisation matrix
