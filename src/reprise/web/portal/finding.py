"""Finding an order without an account: number and address, the same answer for everybody, a mailed link."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext

from reprise.apps.accounts.services.budget import spend
from reprise.core.refusals import NotFound, Refusal
from reprise.web.client_address import client_address
from reprise.web.portal.bought import bought
from reprise.web.portal.door import READ_AND_WRITE, ShopRequest, keep_private, prove, shop_page
from reprise.web.portal.known import of_address, remember
from reprise.web.portal.opened import open_own_order, opened_address, own_orders
from reprise.web.portal.pages import Problem, show, told
from reprise.web.portal.request.answers import STEPS
from reprise.web.portal.request.begin import entrance
from reprise.workflows.order_link import ask_for_order_link, open_order

INTENTS = ("request", "defect", "wrong", "withdraw", "cancel", "delivery", "follow")
LONGEST_NUMBER, LONGEST_ADDRESS = 80, 254
LOOK_UPS_AN_HOUR = 30  # from one network address, which may be a whole office; each e-mail address has its own limit


@shop_page(READ_AND_WRITE)
def find(request: ShopRequest) -> HttpResponse:
    """Which order is it? Whatever is typed, the answer is the same page."""
    intent = request.GET.get("for", "")
    if intent in INTENTS:
        request.session["intent"] = intent
    frame = {
        "intent": request.session.get("intent", ""),
        "step": 1,
        "steps": STEPS,
        "back": reverse("portal:home", args=[request.shop.slug]),
    }
    if request.method != "POST":
        asked = request.session.get("asked_for", {})
        mine = {"orders": bought(own_orders(request)), "own": opened_address(request)}
        return keep_private(show(request, "find", {"number": "", "email": mine["own"], **asked, **mine, **frame}))
    if "order" in request.POST:
        chosen = open_own_order(request, request.POST["order"])
        if chosen is None:
            raise NotFound
        return HttpResponseRedirect(entrance(request, chosen))
    number, email = request.POST.get("number", "").strip(), request.POST.get("email", "").strip()
    if problems := look_up(request, number, email):
        typed = {"number": number[:LONGEST_NUMBER], "email": email[:LONGEST_ADDRESS]}
        return keep_private(show(request, "find", {**typed, **frame}, problems=problems))
    request.session["asked_for"] = {"number": number, "email": email}
    return HttpResponseRedirect(reverse("portal:find_sent", args=[request.shop.slug]))


def look_up(request: ShopRequest, number: str, email: str, *, holder: str = "") -> list[Problem]:
    """Ask for the order, unless what was typed can be none; a letter has the answer. `holder`: the chat that asks."""
    if problems := [*_number_problems(number), *email_problems(email)]:
        return problems
    try:
        network, hour = client_address(request), timedelta(hours=1)
        spend(what="order_look_up", who=network, limit=LOOK_UPS_AN_HOUR, per=hour, at=request.now)
        ask_for_order_link(
            shop=request.shop, number=number, email=email, language=get_language() or "fr", network=network,
            at=request.now, holder=holder,
        )  # fmt: skip
    except Refusal as refusal:
        return [told(refusal, {"number": "number", "email": "email"})]
    return []


def _number_problems(number: str) -> list[Problem]:
    if not number:
        return [Problem(gettext("Enter the order number. It is on the confirmation e-mail."), "number")]
    if len(number) > LONGEST_NUMBER:
        return [
            Problem(gettext("This is too long for an order number. Copy it from the confirmation e-mail."), "number")
        ]
    return []


def email_problems(email: str) -> list[Problem]:
    """What is wrong with a typed address."""
    if not email:
        return [Problem(gettext("Enter the e-mail address used for the purchase."), "email")]
    try:
        validate_email(email)
    except ValidationError:
        return [Problem(gettext("Enter an e-mail address such as camille@example.com."), "email")]
    return []


@shop_page()
def find_sent(request: ShopRequest) -> HttpResponse:
    """What happens now, in the same words whether the order exists or not."""
    return keep_private(show(request, "find_sent", {"asked_for": request.session.get("asked_for", {})}))


@shop_page(READ_AND_WRITE)
def order_link(request: ShopRequest, secret: str) -> HttpResponse:
    """The mailed link: looking at it spends nothing (mail scanners look), pressing the button opens the order."""
    if request.method != "POST":
        return keep_private(show(request, "order_link"))
    try:
        order, shop = open_order(secret=secret, at=request.now)
    except Refusal as refusal:
        return keep_private(show(request, "order_link_over", {"said": told(refusal).message}, status=410))
    if shop.pk != request.shop.pk:
        return keep_private(show(request, "order_link_over", {"said": ""}, status=410))
    request.session.cycle_key()
    prove(request, order.pk)
    request.session.pop("asked_for", None)
    return remember(request, HttpResponseRedirect(entrance(request, order)), of_address(order.email))
