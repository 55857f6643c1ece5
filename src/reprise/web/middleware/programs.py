"""A program's call goes past everything that pages need: sessions, forms, signed-in people, fragments, built files.

What is left of it for data is done here in one go: the id, the language, the host, maintenance, and the headers that
Django's own parts would write. Those parts, one around the other, took longer than many a call's own work.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache, lru_cache
from typing import Any, Final

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from django.urls import resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers

from reprise.platform.maintenance import maintenance
from reprise.web.api.urls import api_addresses
from reprise.web.headers import Lines, lines_of, says, write_unless_said
from reprise.web.middleware.maintenance import closed, database_away
from reprise.web.middleware.request_id import identified

PROGRAMS: Final = "/api/v1/"
_LONGEST_KEPT: Final = 100  # characters of an Accept-Language whose answer is remembered

Answers = Callable[[HttpRequest], HttpResponse]


class ProgramsMiddleware:
    """Outermost: answers the API by itself, and hands everything else on."""

    def __init__(self, get_response: Answers) -> None:
        self.get_response = get_response
        self._viewed: Any = convert_exception_to_response(_viewed)
        self._policy = _policy()
        self._standing: dict[bool, Lines] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PROGRAMS):
            return self.get_response(request)
        request_id = identified(request)
        told = maintenance()
        answer = self._answered(request) if told is None else closed(request, told.reason)
        write_unless_said(answer, self._standing_of(request))
        answer["X-Request-Id"] = request_id
        return answer

    def _answered(self, request: HttpRequest) -> HttpResponse:
        """The answer in the caller's language, which it names."""
        language = _language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language  # where Django's own part puts it
        answer: HttpResponse = self._viewed(request)
        if says(answer, "vary"):
            patch_vary_headers(answer, ("Accept-Language",))
        write_unless_said(answer, _in(language))
        if not (answer.streaming or says(answer, "content-length")):
            answer.headers["Content-Length"] = str(len(answer.content))
        return answer

    def _standing_of(self, request: HttpRequest) -> Lines:
        """What Django's parts write on every answer, unless it says otherwise; it depends on the scheme alone."""
        secure = request.is_secure()
        if secure not in self._standing:
            blank = HttpResponse(headers={HEADER: self._policy})
            for part in (SecurityMiddleware, XFrameOptionsMiddleware):
                part(self.get_response).process_response(request, blank)
            del blank["Content-Type"]
            self._standing[secure] = lines_of(blank.items())
        return self._standing[secure]


def _viewed(request: HttpRequest) -> HttpResponse:
    """What the view answers; whoever calls this makes a page of a fault."""
    request.get_host()  # refuses a host that is not ours
    view, values = _view(request.path_info)
    try:
        return view(request, **values)
    except Exception as fault:
        if (away := database_away(request, fault)) is None:
            raise
        return away


def _view(path: str) -> tuple[Callable[..., HttpResponse], Mapping[str, Any]]:
    found = api_addresses.find(path[len(PROGRAMS) :])
    if found is None:
        match = resolve(path)
        found = match.func, match.kwargs
    return found


def _language(request: HttpRequest) -> str:
    accepted = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
    if "HTTP_COOKIE" in request.META or len(accepted) > _LONGEST_KEPT:
        return translation.get_language_from_request(request)
    return _spoken(accepted)


@cache
def _in(language: str) -> Lines:
    return lines_of({"Vary": "Accept-Language", "Content-Language": language}.items())


@lru_cache(200)
def _spoken(accepted: str) -> str:
    asked = HttpRequest()
    asked.META["HTTP_ACCEPT_LANGUAGE"] = accepted
    return translation.get_language_from_request(asked)


def _policy() -> str:
    """What a browser may do with an answer; a program's is data and always gets the same line."""
    policy = CSPMiddleware(lambda _: HttpResponse())
    return build_policy(**asdict(policy.get_policy_parts(HttpRequest(), HttpResponse())))
