"""Which devices were seen before: by what a browser proved here, kept in a cookie that says nothing to anybody else."""

from datetime import timedelta
from typing import Final, TypeVar

from django.conf import settings
from django.core.signing import BadSignature, dumps, loads
from django.http import HttpResponseBase
from django.utils.crypto import salted_hmac

from reprise.web.portal.door import ShopRequest

COOKIE: Final = "reprise_known"
KNOWN_FOR: Final = timedelta(days=180)
MOST: Final = 20  # addresses and matters of one device; the oldest are asked for again
_SALT: Final = "reprise.device.known"
Response = TypeVar("Response", bound=HttpResponseBase)


def of_address(email: str) -> str:
    """What stands for somebody who reads the mail of an address."""
    return f"mail:{email.strip().lower()}"


def is_known(request: ShopRequest, *whats: str) -> bool:
    """Whether this device proved one of these things."""
    known = _known(request)
    return any(_sign(request, what) in known for what in whats)


def remember(request: ShopRequest, response: Response, what: str) -> Response:
    """Know this device again, where it matters: by the address whose mail it reads, or by a matter."""
    if not request.shop.asks_code:
        return response
    sign = _sign(request, what)
    kept = [*(one for one in _known(request) if one != sign), sign][-MOST:]
    response.set_cookie(
        COOKIE, dumps(kept, salt=_SALT), max_age=KNOWN_FOR, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response


def _known(request: ShopRequest) -> list[str]:
    try:
        kept = loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=KNOWN_FOR)
    except BadSignature:
        return []
    return [str(one) for one in kept]


def _sign(request: ShopRequest, what: str) -> str:
    """A sign of it that only this instance can make; of another shop it is another one."""
    return salted_hmac("reprise.known", f"{request.shop.pk} {what}", algorithm="sha256").hexdigest()[:24]
