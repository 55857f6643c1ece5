"""What only people's pages need: sessions, forms, signed-in people, messages. Programs go past all of it.

A call of the API brings its token along and is answered with data; what these parts did for it was a tenth of its time.
"""

from dataclasses import asdict
from functools import cached_property
from typing import Any, Final

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django_htmx.middleware import HtmxMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware

from reprise.web.middleware.cookies import CookieMiddleware
from reprise.web.middleware.second_factor import SecondFactorMiddleware

PROGRAMS: Final = "/api/"


def _for_pages(middleware: Any) -> Any:
    """The same middleware, which programs go past."""

    class ForPages(middleware):  # type: ignore[misc]
        def __call__(self, request: HttpRequest) -> Any:
            if request.path_info.startswith(PROGRAMS):
                return self.get_response(request)
            return super().__call__(request)

    return ForPages


class ContentPolicy(CSPMiddleware):
    """What a browser may do with an answer; a program's is data and always gets the same line."""

    def __call__(self, request: HttpRequest) -> Any:
        if not request.path_info.startswith(PROGRAMS):
            return super().__call__(request)
        answer: Any = self.get_response(request)
        answer.headers.setdefault(HEADER, self._line)
        return answer

    @cached_property
    def _line(self) -> str:
        return build_policy(**asdict(self.get_policy_parts(HttpRequest(), HttpResponse())))


Files = _for_pages(WhiteNoiseMiddleware)
Cookies = _for_pages(CookieMiddleware)
Sessions = _for_pages(SessionMiddleware)
Forms = _for_pages(CsrfViewMiddleware)  # what the API does is asked for by a token, and by no cookie of a browser
Accounts = _for_pages(AuthenticationMiddleware)
Messages = _for_pages(MessageMiddleware)
Fragments = _for_pages(HtmxMiddleware)
SecondFactor = _for_pages(SecondFactorMiddleware)
