"""Cookies that no page of ours could have set are not even looked up."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_UNWRITABLE = "\x00"  # a quoted cookie can spell it; PostgreSQL refuses to look for it


class CookieMiddleware:
    """Before the session: a forged cookie counts as none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for name in [name for name, value in request.COOKIES.items() if _UNWRITABLE in value]:
            del request.COOKIES[name]
        return self.get_response(request)
