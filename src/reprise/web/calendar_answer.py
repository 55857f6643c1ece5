"""A calendar as an answer: typed, named, and not sent again while it is the same."""

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control


def calendar_answer(
    request: HttpRequest, write: Callable[[], bytes], *, version: bytes, filename: str
) -> HttpResponse:  # fmt: skip
    """The calendar, or, without writing it, that its version is the one the program has (If-None-Match)."""
    tag = f'"{hashlib.sha256(version).hexdigest()[:32]}"'
    known = [part.strip().removeprefix("W/") for part in request.headers.get("If-None-Match", "").split(",")]
    answer: HttpResponse
    if tag in known or "*" in known:
        answer = HttpResponseNotModified()
    else:
        answer = HttpResponse(write(), content_type="text/calendar; charset=utf-8")
        answer["Content-Disposition"] = f'inline; filename="{filename}"'
    answer["ETag"] = tag
    answer["X-Robots-Tag"] = "noindex"
    patch_cache_control(answer, private=True, max_age=300)
    return answer
