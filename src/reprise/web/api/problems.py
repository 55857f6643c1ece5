"""Refusals and unreadable input as RFC 9457 problems.

The handlers take any fault: Ninja hands each the kind it was added for, in a union that says less.
"""

import json
from collections.abc import Sequence
from typing import Any, Final

import structlog
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import get_language, gettext
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from reprise.core.refusals import Refusal
from reprise.web.api.errors_in_words import in_words
from reprise.web.refusals import status_of, tell

MEDIA_TYPE: Final = "application/problem+json"
MOST_FAULTS: Final = 50  # named in one answer: whoever sends thousands of unknown fields is told enough by these
Fault = dict[str, str]
log = structlog.get_logger(__name__)


def problem(request: HttpRequest, *, status: int, code: str, detail: str, errors: Sequence[Fault] = ()) -> HttpResponse:
    """A problem document; `errors` names each field at fault."""
    body: dict[str, object] = {
        "type": f"urn:reprise:problem:{code}", "title": code.replace("_", " "), "status": status, "detail": detail,
        "code": code, "request_id": request.META.get("REPRISE_REQUEST_ID", ""),
    }  # fmt: skip
    if errors:
        body["errors"] = list(errors)
    response = HttpResponse(json.dumps(body, ensure_ascii=False), MEDIA_TYPE, status=status)
    response["Content-Language"] = get_language() or "en"
    return response


def refused(request: HttpRequest, refusal: Any) -> HttpResponse:
    """The problem a refusal makes."""
    errors = [{"field": refusal.field, "message": tell(refusal)}] if refusal.field else []
    response = problem(request, status=status_of(refusal), code=refusal.code, detail=tell(refusal), errors=errors)
    if "retry_after" in refusal.params:
        response["Retry-After"] = str(refusal.params["retry_after"])
    return response


def _unreadable(request: HttpRequest, fault: Any) -> HttpResponse:
    errors = [
        {"field": ".".join(str(part) for part in error["loc"][1:] or error["loc"]), "message": in_words(error)}
        for error in fault.errors[:MOST_FAULTS]
    ]
    detail = gettext("Some values are missing or of the wrong kind. Correct the fields listed and send again.")
    return problem(request, status=422, code="unreadable", detail=detail, errors=errors)


def _unknown_caller(request: HttpRequest, _: Any) -> HttpResponse:
    detail = gettext("Send a valid API token: Authorization: Bearer reprise_…")
    response = problem(request, status=401, code="no_token", detail=detail)
    response["WWW-Authenticate"] = "Bearer"
    return response


def _stopped_early(request: HttpRequest, fault: Any) -> HttpResponse:
    detail = gettext("The request could not be read. Send the body as JSON, in UTF-8.")
    return problem(request, status=fault.status_code, code="unreadable", detail=detail)


def _broken_form(request: HttpRequest, _: Any) -> HttpResponse:
    detail = gettext("The form could not be read. Send it as multipart/form-data, with the boundary in Content-Type.")
    return problem(request, status=400, code="unreadable", detail=detail)


def _too_large(request: HttpRequest, _: Any) -> HttpResponse:
    detail = gettext("This is too large to send at once. Send fewer or smaller files.")
    return problem(request, status=413, code="too_large", detail=detail)


def _our_fault(request: HttpRequest, fault: Any) -> HttpResponse:
    log.exception("api fault", exc_info=fault)
    detail = gettext("Something went wrong on our side. Try again, and tell us the request id if it stays.")
    return problem(request, status=500, code="fault", detail=detail)


def not_this_way(request: HttpRequest, *, allowed: str) -> HttpResponse:
    """The address is there, and takes other methods."""
    detail = gettext("This address takes other methods: %(allowed)s.") % {"allowed": allowed}
    response = problem(request, status=405, code="method_not_allowed", detail=detail)
    response["Allow"] = allowed
    return response


@csrf_exempt
def no_such_address(request: HttpRequest) -> HttpResponse:
    """Nothing is at this address of the API."""
    detail = gettext("There is nothing at this address. The description is at /api/v1/openapi.json.")
    return problem(request, status=404, code="not_found", detail=detail)


def speak_problems(api: NinjaAPI) -> None:
    """Make an API answer every fault as a problem document."""
    api.add_exception_handler(Exception, _our_fault)
    api.add_exception_handler(HttpError, _stopped_early)
    for too_much in (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        api.add_exception_handler(too_much, _too_large)
    api.add_exception_handler(MultiPartParserError, _broken_form)
    api.add_exception_handler(Refusal, refused)
    api.add_exception_handler(ValidationError, _unreadable)
    api.add_exception_handler(AuthenticationError, _unknown_caller)
