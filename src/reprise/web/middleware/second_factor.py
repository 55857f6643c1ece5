"""Staff who may move money set up a second factor before they reach the desk."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from reprise.apps.accounts.queries import has_second_factor, moves_money


class SecondFactorMiddleware:
    """The desk stays closed until the factor exists; signing in then asks for it each time.

    Asked anew at every page, as a role may change meanwhile: one indexed look for those who have the factor.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Send somebody without the factor to the page that sets it up."""
        match = request.resolver_match
        if match is None or "desk" not in match.namespaces or request.user.pk is None:
            return None
        if has_second_factor(request.user.pk) or not moves_money(request.user.pk):
            return None
        return redirect("mfa_activate_totp")
