"""The doors of the customer pages: the shop in the address, the order a browser proved, the case a link opens."""

import functools
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar, cast
from zoneinfo import ZoneInfo

import structlog
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from reprise.apps.accounts.queries import shop_by_slug

if TYPE_CHECKING:
    from reprise.apps.accounts.models import CustomerSession, Shop

READ = ("GET", "HEAD")
READ_AND_WRITE = ("GET", "HEAD", "POST")
WRITE = ("POST",)
PROVED_FOR = timedelta(hours=24)  # how long a browser that opened a mailed link may show the order

Response = TypeVar("Response", bound=HttpResponseBase)
View = Callable[..., HttpResponseBase]


class ShopRequest(HttpRequest):
    """A request to a customer page of one shop."""

    shop: "Shop"
    now: datetime
    customer_session: "CustomerSession | None"  # looked up when it is asked for


def shop_page(methods: tuple[str, ...] = READ) -> Callable[[View], View]:
    """Open to everybody; the days and hours of the page are the shop's."""

    def declare(view: View) -> View:
        @functools.wraps(view)
        def opened(request: HttpRequest, shop_slug: str, **kwargs: object) -> HttpResponseBase:
            customer = cast(ShopRequest, request)
            customer.shop, customer.now = shop_by_slug(shop_slug), timezone.now()
            structlog.contextvars.bind_contextvars(shop=customer.shop.slug)
            with timezone.override(ZoneInfo(customer.shop.timezone)):
                return view(customer, **kwargs)

        page = require_http_methods(methods)(opened)
        page.door = "shop"  # type: ignore[attr-defined]  # read by the authorisation matrix
        return page

    return declare


def keep_private(response: Response) -> Response:
    """Nobody keeps a copy of the page, no engine lists it, and its address is told to no other site.

    The policy is not `no-referrer`: browsers then send forms with the origin "null", which the check against forged
    requests must refuse.
    """
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response


def prove(request: ShopRequest, order_id: int) -> None:
    """Remember that this browser opened the order's mailed link."""
    orders = {key: until for key, until in _proved(request).items() if until > request.now.timestamp()}
    orders[str(order_id)] = (request.now + PROVED_FOR).timestamp()
    request.session["orders"] = orders


def proved_orders(request: ShopRequest) -> list[int]:
    """The orders this browser may see now."""
    return [int(key) for key, until in _proved(request).items() if until > request.now.timestamp()]


def is_proved(request: ShopRequest, order_id: int) -> bool:
    """Whether this browser may see the order."""
    return _proved(request).get(str(order_id), 0) > request.now.timestamp()


def forget_proofs(request: ShopRequest) -> None:
    """Let this browser forget every order it opened."""
    for name in ("orders", "drafts", "asked_for", "cases_for", "code_for"):
        request.session.pop(name, None)


def let_change(request: ShopRequest, draft_key: str) -> None:
    """Let this browser, which holds a case’s link, change that request; it opens nothing else of the order."""
    drafts = {key: until for key, until in _drafts(request).items() if until > request.now.timestamp()}
    drafts[draft_key] = (request.now + PROVED_FOR).timestamp()
    request.session["drafts"] = drafts


def may_change(request: ShopRequest, draft_key: str) -> bool:
    """Whether this browser came from the case that a draft changes."""
    return _drafts(request).get(draft_key, 0) > request.now.timestamp()


def _drafts(request: ShopRequest) -> dict[str, float]:
    return cast(dict[str, float], request.session.get("drafts", {}))


def _proved(request: ShopRequest) -> dict[str, float]:
    return cast(dict[str, float], request.session.get("orders", {}))
