"""Turn refusals that no view handled into a page, and what was stopped at the door into a plain answer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Final

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext

from reprise.core.refusals import NotFound, Refusal
from reprise.web.refusals import status_of, tell
from reprise.web.typed import typed_texts

TOO_LARGE: Final = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)

View = Callable[..., HttpResponse]


class RefusalMiddleware:
    """Innermost: the page keeps its language, its session and its headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if isinstance(answer, HttpResponseNotAllowed) and not answer.content:  # a form's address opened like a page
            told = _page(request, 405, gettext("This address only takes a form. Go back to the page it was on."))
            told["Allow"] = answer["Allow"]
            return told
        return answer

    def process_view(
        self, request: HttpRequest, view: View, _: Sequence[object], kwargs: Mapping[str, object]
    ) -> HttpResponse | None:
        """Stop a NUL character in an address or a form of a page: no text keeps it. The API checks its own."""
        if getattr(view, "csrf_exempt", False):
            return None
        if _has_nul(kwargs.values()):
            return _page(request, status_of(NotFound()), tell(NotFound()))
        try:
            typed = (*request.GET.lists(), *request.POST.lists())
        except TOO_LARGE as fault:  # nobody has read the form before, so it is here that it turns out too large
            return self.process_exception(request, fault)
        if _has_nul(chain.from_iterable(typed)):
            return _page(request, 422, gettext("The request could not be read. Go back and try again."))
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer refusals and unreadable requests; leave real faults to the error page and the log."""
        if isinstance(exception, Refusal):
            return _page(request, status_of(exception), tell(exception))
        if isinstance(exception, TOO_LARGE):
            return _page(request, 413, gettext("This is too large to send at once. Send fewer or smaller files."))
        if isinstance(exception, SuspiciousOperation | UnicodeDecodeError):
            return _page(request, 400, gettext("The request could not be read. Go back and try again."))
        return None


def _page(request: HttpRequest, status: int, message: str) -> HttpResponse:
    typed = typed_texts(request) if status in {403, 404} else []  # the page it stood on may be closed now
    context = {"status": status, "message": message, "typed": typed}
    answer = render(request, "errors/refusal.html", context, status=status)
    add_never_cache_headers(answer)  # it may hold what was typed, and the next answer may be another
    return answer


def _has_nul(values: Iterable[object]) -> bool:
    """Whether a text, or one of a list of texts, holds the character."""
    return any(
        "\x00" in value if isinstance(value, str) else _has_nul(value) if isinstance(value, list) else False
        for value in values
    )
