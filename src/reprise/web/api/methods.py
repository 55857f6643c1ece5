"""What every address of the API does with the method of a call, before its route looks at it."""

import functools
from collections.abc import Callable, Iterable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt

from reprise.web.api.problems import not_this_way

View = Callable[..., HttpResponse]
READ = ("GET", "HEAD")
CONDITIONS: Final = "conditions"  # what anybody may read, from any site
#: For browsers that read it from another site: nothing there depends on who asks.
OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Accept-Language, If-None-Match, If-Modified-Since",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Content-Language",
    "Access-Control-Max-Age": "86400",
}


def well_mannered(patterns: Iterable[URLPattern]) -> list[URLPattern]:
    """The same addresses, each answering a method it does not know with a problem."""
    found = list(patterns)
    for pattern in found:
        callback = _mannered(pattern.callback, read_only=pattern.name in {"openapi-json", "api-root", CONDITIONS})
        pattern.callback = csrf_exempt(_open(callback)) if pattern.name == CONDITIONS else callback
    return found


def _mannered(view: View, *, read_only: bool) -> View:
    """No form of a browser comes here, so a token is asked for and no form's secret; HEAD is GET without the answer."""

    @functools.wraps(view)
    def answering(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if read_only and request.method not in READ:
            return not_this_way(request, allowed="GET, HEAD")
        if request.method == "HEAD":
            request.method = "GET"  # the server sends the headers alone
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponseNotAllowed):
            return not_this_way(request, allowed=response["Allow"])
        if not read_only:
            add_never_cache_headers(response)  # what a token shows is kept by nobody on the way
        return response

    return csrf_exempt(answering)


def _open(view: View) -> View:
    """Readable from any site: a browser asks beforehand with OPTIONS, and reads faults too."""

    @functools.wraps(view)
    def answering(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = HttpResponse(status=204) if request.method == "OPTIONS" else view(request, *args, **kwargs)
        for name, value in OPEN.items():
            response[name] = value
        return response

    return answering
