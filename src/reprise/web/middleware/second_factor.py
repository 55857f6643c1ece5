"""Staff who may move money set up a second factor before they reach the desk."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from reprise.apps.accounts.queries import moves_money


class SecondFactorMiddleware:
    """The desk stays closed until the factor exists; signing in then asks for it each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Send somebody without the factor to the page that sets it up."""
        match = request.resolver_match
        if match is None or match.namespace != "desk" or not request.user.is_authenticated:
            return None
        if request.session.get("second_factor_known"):
            return None
        if is_mfa_enabled(request.user) or not moves_money(request.user.pk):
            request.session["second_factor_known"] = True
            return None
        return redirect(reverse("mfa_activate_totp"))
