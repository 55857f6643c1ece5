"""Refusals and unreadable input as RFC 9457 problems."""

import json
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, get_language
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from reprise.core.refusals import Refusal
from reprise.web.refusals import status_of, tell

Fault = dict[str, str]


def problem(
    request: HttpRequest, *, status: int, code: str, detail: str, errors: Sequence[Fault] = ()
) -> HttpResponse:
    """A problem document; `errors` names each field at fault."""
    body: dict[str, object] = {
        "type": f"urn:reprise:problem:{code}", "title": code.replace("_", " "), "status": status, "detail": detail,
        "code": code, "request_id": request.META.get("REPRISE_REQUEST_ID", ""),
    }  # fmt: skip
    if errors:
        body["errors"] = list(errors)
    response = HttpResponse(json.dumps(body, ensure_ascii=False), "application/problem+json", status=status)
    response["Content-Language"] = get_language() or "en"
    return response


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The problem a refusal makes."""
    errors = [{"field": refusal.field, "message": tell(refusal)}] if refusal.field else []
    return problem(request, status=status_of(refusal), code=refusal.code, detail=tell(refusal), errors=errors)


def _unreadable(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    errors = [
        {"field": ".".join(str(part) for part in error["loc"][1:] or error["loc"]), "message": error["msg"]}
        for error in fault.errors
    ]
    detail = gettext("Some values are missing or of the wrong kind. Correct the fields listed and send again.")
    return problem(request, status=422, code="unreadable", detail=detail, errors=errors)


def _unknown_caller(request: HttpRequest, _: AuthenticationError) -> HttpResponse:
    detail = gettext("Send a valid API token: Authorization: Bearer reprise_…")
    response = problem(request, status=401, code="no_token", detail=detail)
    response["WWW-Authenticate"] = "Bearer"
    return response


def speak_problems(api: NinjaAPI) -> None:
    """Make an API answer every fault as a problem document."""
    api.add_exception_handler(Refusal, refused)
    api.add_exception_handler(ValidationError, _unreadable)
    api.add_exception_handler(AuthenticationError, _unknown_caller)
