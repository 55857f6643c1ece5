"""Whose list of cases is open in a browser: for a day by a mailed link or code, or as long as they stay signed in."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core.signing import BadSignature, dumps, loads
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from reprise.apps.accounts.customer_queries import account_of
from reprise.apps.accounts.services.sign_out_customer import sign_out_customer
from reprise.apps.catalogue.queries import orders_of_address
from reprise.web.portal.door import ShopRequest, forget_proofs, prove
from reprise.web.portal.known import COOKIE as KNOWN_BY
from reprise.web.portal.known import of_address, remember
from reprise.web.portal.staying import begin_stay, cookie_of, signed_in

if TYPE_CHECKING:
    from reprise.apps.catalogue.models import Order

OPEN_FOR: Final = timedelta(days=1)
COOKIE: Final = "reprise_cases"
_SALT: Final = "reprise.cases.opened"


def open_list(request: ShopRequest, email: str, *, stays: bool) -> HttpResponse:
    """The list of an address that was just proved, open here for a day, or until its owner signs out.

    Whoever stayed signed in here with another address is signed out: a browser shows one person's list.
    """
    response = HttpResponseRedirect(reverse("portal:my_cases", args=[request.shop.slug]))
    session = signed_in(request)
    if session is not None and (stays or session.account.email != email):
        sign_out_customer(account=session.account, device_id=session.pk, at=request.now)
        response.delete_cookie(cookie_of(request.shop.pk))
    if stays:
        response.delete_cookie(COOKIE)
        return remember(request, begin_stay(request, response, email), of_address(email))
    account = account_of(request.shop.pk, email)
    opened = {
        "shop": request.shop.pk, "email": email, "at": request.now.timestamp(), "account": account.pk if account else 0
    }  # fmt: skip
    kept = dumps(opened, salt=_SALT)
    response.set_cookie(
        COOKIE, kept, max_age=OPEN_FOR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return remember(request, response, of_address(email))


def opened_address(request: ShopRequest) -> str:
    """The address whose list is open on this device; empty when none is."""
    session = signed_in(request)
    if session is not None:
        return session.account.email
    try:
        told = loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=OPEN_FOR)
    except BadSignature:
        return ""
    if told.get("shop") != request.shop.pk:
        return ""
    return "" if _was_closed(request, told) else str(told["email"])


def _was_closed(request: ShopRequest, told: dict[str, Any]) -> bool:
    """Whether its owner has signed out everywhere since, or ended the account that it had then."""
    account = account_of(request.shop.pk, str(told["email"]))
    if account is None or told.get("account", 0) not in {0, account.pk}:
        return bool(told.get("account"))
    return account.signed_out_at is not None and bool(told.get("at", 0) <= account.signed_out_at.timestamp())


def own_orders(request: ShopRequest) -> "list[Order]":
    """The orders of whoever's list is open here, to choose from instead of typing a number."""
    email = opened_address(request)
    return orders_of_address(request.shop.pk, email) if email else []


def open_own_order(request: ShopRequest, typed: str) -> "Order | None":
    """One of these orders, opened in this browser as its mailed link would."""
    chosen = next((order for order in own_orders(request) if str(order.pk) == typed), None)
    if chosen is not None:
        prove(request, chosen.pk)
    return chosen


def close_list(request: ShopRequest) -> HttpResponse:
    """Close the list here, and sign this device out."""
    response = HttpResponseRedirect(reverse("portal:home", args=[request.shop.slug]))
    forget_all(request, response)
    return response


def forget_all(request: ShopRequest, answer: HttpResponse) -> None:
    """Let this browser forget every order and list of cases that was opened in it, and that it was known."""
    forget_proofs(request)
    session = signed_in(request)
    if session is not None:
        sign_out_customer(account=session.account, device_id=session.pk, at=request.now)
    for name in (COOKIE, KNOWN_BY, cookie_of(request.shop.pk)):
        answer.delete_cookie(name)
