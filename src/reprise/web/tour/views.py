"""The tour's own page, its steps, one-click sign-in as anybody of the demo's staff, and beginning it all again."""

import functools
import os
import signal
import threading
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from reprise.apps.accounts.queries import active_person, shop_by_slug
from reprise.apps.accounts.rights import LABELS
from reprise.core.refusals import NotFound
from reprise.demo.again import ask_for_a_fresh_one
from reprise.demo.staff import STAFF, Colleague
from reprise.demo.tour import SLUG, STEPS
from reprise.web.outbox.door import at_this_machine
from reprise.web.tour.places import address_of
from reprise.web.tour.stand import COOKIE, stand

BACKEND: Final = "allauth.account.auth_backends.AuthenticationBackend"
LAST_WORD: Final = 0.5  # seconds the answer has to leave before the server stops


def demo_page(*methods: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Open at the demo's own machine, where its shop is; anywhere else there is no such page."""

    def declare(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not settings.ENV.demo or not at_this_machine(request):
                raise Http404
            try:
                shop_by_slug(SLUG)
            except NotFound:
                raise Http404 from None
            return view(request, *args, **kwargs)

        return never_cache(require_http_methods(methods)(guarded))

    return declare


@demo_page("GET", "HEAD")
def start(request: HttpRequest) -> HttpResponse:
    """What can be tried, as whom."""
    steps = [stand(number) for number in range(1, len(STEPS) + 1)]
    staff = [(one, LABELS[one.role]) for one in STAFF]
    return render(request, "tour/start.html", {"steps": steps, "staff": staff, "slug": SLUG})


@demo_page("POST")
def step(request: HttpRequest, number: int) -> HttpResponse:
    """Become who the step needs, and go where it plays."""
    if stand(number) is None:
        raise Http404
    there = STEPS[number - 1]
    if there.role is not None:
        _become(request, next(one for one in STAFF if one.role is there.role))
    response = HttpResponseRedirect(address_of(there, timezone.now()))
    response.set_cookie(COOKIE, str(number), samesite="Lax", httponly=True)
    return response


@demo_page("POST")
def end(request: HttpRequest) -> HttpResponse:
    """Leave the tour; the person one is stays signed in."""
    response = HttpResponseRedirect(reverse("tour:start"))
    response.delete_cookie(COOKIE)
    return response


@demo_page("POST")
def become(request: HttpRequest, role: str) -> HttpResponse:
    """Sign in as one of the demo's staff, without password or code."""
    colleague = next((one for one in STAFF if one.role.value == role), None)
    if colleague is None:
        raise Http404
    _become(request, colleague)
    return HttpResponseRedirect(reverse("desk:overview", args=[SLUG]))


@demo_page("POST")
def again(request: HttpRequest) -> HttpResponse:
    """Throw away what was tried and make the demo anew: the server stops, and its command begins again."""
    ask_for_a_fresh_one(settings.ENV.data_dir)
    logout(request)
    threading.Timer(LAST_WORD, os.kill, [os.getpid(), signal.SIGTERM]).start()
    response = render(request, "tour/again.html", {"back": reverse("tour:start")})
    response.delete_cookie(COOKIE)
    return response


def _become(request: HttpRequest, colleague: Colleague) -> None:
    person = active_person(colleague.email)
    if person is None:
        raise Http404
    if request.user.pk != person.pk:
        login(request, person, backend=BACKEND)
