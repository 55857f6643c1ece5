"""What every address of the API does with the method of a call, before its route looks at it."""

import functools
import time
from collections.abc import Callable, Iterable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt

from reprise.web.api.problems import not_this_way
from reprise.web.headers import Lines, lines_of, says, write_unless_said

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
            _keep_nowhere(response)
        return response

    answering.csrf_exempt = True  # type: ignore[attr-defined]  # as the decorator says it, without its own step
    return answering


def _keep_nowhere(response: HttpResponse) -> None:
    """What a token shows is kept by nobody on the way."""
    if says(response, "cache-control") or says(response, "expires"):
        add_never_cache_headers(response)
    else:
        write_unless_said(response, _uncached(int(time.time())))


@functools.lru_cache(2)
def _uncached(_second: int) -> Lines:
    """What Django writes on an answer that is not to be kept, in one second."""
    blank = HttpResponse()
    del blank["Content-Type"]
    add_never_cache_headers(blank)
    return lines_of(blank.items())


def _open(view: View) -> View:
    """Readable from any site: a browser asks beforehand with OPTIONS, and reads faults too."""

    @functools.wraps(view)
    def answering(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = HttpResponse(status=204) if request.method == "OPTIONS" else view(request, *args, **kwargs)
        for name, value in OPEN.items():
            response[name] = value
        return response

    return answering
