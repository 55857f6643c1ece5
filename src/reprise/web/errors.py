"""Pages for what went wrong, in the visitor's language and with the id to quote."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def _page(request: HttpRequest, status: int) -> HttpResponse:
    context = {"request_id": request.META.get("REPRISE_REQUEST_ID", ""), "status": status}
    return render(request, f"errors/{status}.html", context, status=status)


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
    """Our fault; the log has the details under the request's id."""
    return _page(request, 500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form did not come from a page of ours, or the page was open for too long."""
    return _page(request, 403)
