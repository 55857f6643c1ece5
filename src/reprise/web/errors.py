"""Pages for what went wrong, in the visitor's language and with the id to quote."""

import re
import sys
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reprise.web.middleware.maintenance import database_away

BELOW_A_SHOP: Final = re.compile(r"(/(?:fr|en)/s/[-\w]+/).")


def _page(request: HttpRequest, status: int) -> HttpResponse:
    context = {
        "request_id": request.META.get("REPRISE_REQUEST_ID", ""), "status": status, "shop_href": _shop_above(request),
    }  # fmt: skip
    return render(request, f"errors/{status}.html", context, status=status)


def _shop_above(request: HttpRequest) -> str:
    """The first page of the shop an address lies below; empty elsewhere, and on that page itself."""
    found = BELOW_A_SHOP.match(request.path)
    return found[1] if found else ""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request could not be read."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The visitor may not do this."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing is at this address."""
    return _page(request, 404)


def fault(request: HttpRequest) -> HttpResponse:
    """Our fault; the log has the details under the request's id.

    What met a database that is away before its view began, such as who is signed in, comes here and nowhere else.
    """
    met = sys.exc_info()[1]
    away = database_away(request, met) if isinstance(met, Exception) else None
    return away or _page(request, 500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form did not come from a page of ours, or the page was open for too long."""
    return _page(request, 403)
