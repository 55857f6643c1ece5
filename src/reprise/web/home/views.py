"""The instance's front door, and the choice of light or dark."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from reprise.apps.accounts.queries import is_unclaimed, open_shops
from reprise.web.context import THEMES

A_YEAR = int(timedelta(days=365).total_seconds())


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The only shop's customer page; with none or several a page that says where to go, with nobody the first one."""
    shops = open_shops()
    if not shops and is_unclaimed():
        return redirect("first_shop")
    if len(shops) == 1 and not settings.ENV.demo:
        return redirect("portal:home", shops[0].slug)
    return render(request, "home/start.html", {"shops": shops if settings.ENV.demo else []})


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the colours the visitor chose in a cookie, and return to the page they were on."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(target if safe else "/")
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie("theme", chosen, A_YEAR, samesite="Lax", secure=settings.ENV.https, httponly=True)
    return response
