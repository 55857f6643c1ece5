"""A customer stays signed in on a device: a cookie of its own for each shop, never the session of the staff."""

from typing import TYPE_CHECKING, Final, TypeVar

from django.conf import settings
from django.http import HttpResponseBase
from django.utils.translation import get_language

from reprise.apps.accounts.customer_queries import customer_session
from reprise.apps.accounts.services.keep_signed_in import STAYS, keep_signed_in
from reprise.apps.accounts.services.stay_signed_in import stay_signed_in
from reprise.web.portal.door import ShopRequest

if TYPE_CHECKING:
    from reprise.apps.accounts.models import CustomerSession

Response = TypeVar("Response", bound=HttpResponseBase)
_BROWSERS: Final = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS: Final = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def cookie_of(shop_id: int) -> str:
    """What the cookie of a shop's customers is called."""
    return f"reprise_customer_{shop_id}"


def signed_in(request: ShopRequest) -> "CustomerSession | None":
    """Who stays signed in here, looked up once a request; a browser without the cookie costs nothing."""
    if not hasattr(request, "customer_session"):
        secret = request.COOKIES.get(cookie_of(request.shop.pk), "")
        request.customer_session = customer_session(request.shop.pk, secret, request.now)
    return request.customer_session


def written_in(request: ShopRequest) -> str:
    """The language of our letters: the one this customer chose, or the page's."""
    session = signed_in(request)
    return (session.account.language if session else "") or get_language() or "fr"


def begin_stay(request: ShopRequest, response: Response, email: str) -> Response:
    """Stay signed in here from now on; the browser has just proved the address."""
    secret = keep_signed_in(shop_id=request.shop.pk, email=email, device=device_of(request), at=request.now)
    return _keep(request, response, secret)


def go_on(request: ShopRequest, response: Response) -> Response:
    """Somebody is here again: the stay is counted anew from today."""
    session = signed_in(request)
    if session is not None and stay_signed_in(session=session, at=request.now):
        _keep(request, response, request.COOKIES[cookie_of(request.shop.pk)])
    return response


def device_of(request: ShopRequest) -> str:
    """The device as its owner knows it again, such as Firefox, Android."""
    agent = request.headers.get("User-Agent", "")
    named = [next((name for mark, name in marks if mark in agent), "") for marks in (_BROWSERS, _SYSTEMS)]
    return ", ".join(name for name in named if name)


def _keep(request: ShopRequest, response: Response, secret: str) -> Response:
    response.set_cookie(
        cookie_of(request.shop.pk), secret, max_age=STAYS, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response
