"""Turn refusals that no view handled into a page, and what was stopped at the door into a plain answer."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from reprise.core.refusals import Refusal
from reprise.web.refusals import status_of, tell


class RefusalMiddleware:
    """Innermost: the page keeps its language, its session and its headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer refusals and unreadable requests; leave real faults to the error page and the log."""
        if isinstance(exception, Refusal):
            status, message = status_of(exception), tell(exception)
        elif isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
            status, message = 413, gettext("This is too large to send at once. Send fewer or smaller files.")
        elif isinstance(exception, SuspiciousOperation | UnicodeDecodeError):
            status, message = 400, gettext("The request could not be read. Go back and try again.")
        else:
            return None
        context = {"status": status, "message": message}
        return render(request, "errors/refusal.html", context, status=status)
