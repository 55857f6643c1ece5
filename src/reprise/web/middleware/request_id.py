"""Give every request an id, bind it to the logs and send it back, so that a customer can quote it."""

import re
import secrets
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestIdMiddleware:
    """Outermost: everything logged below carries the id, refused and failed requests included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = identified(request)
        response = self.get_response(request)
        response["X-Request-Id"] = request_id
        return response


def identified(request: HttpRequest) -> str:
    """The id of a request, bound to what is logged from here on: the one it came with, or a new one."""
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    request_id = given if _GIVEN.fullmatch(given) else secrets.token_hex(8)
    request.META["REPRISE_REQUEST_ID"] = request_id
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request=request_id)
    return str(request_id)
