"""The door every staff page passes: signed in, of this shop, with the right the page asks for."""

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

import structlog
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import is_unclaimed, staff_actor
from reprise.apps.accounts.rights import Right
from reprise.web.typed import typed_texts

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

READ = ("GET", "HEAD")
READ_AND_WRITE = ("GET", "HEAD", "POST")


class StaffRequest(HttpRequest):
    """A request of somebody who works for the shop in the address."""

    actor: Actor
    shop: "Shop"
    desk_counts: dict[str, int]


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open to whoever is signed in: the page itself shows only what is theirs."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect("first_shop") if is_unclaimed() else redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.right = None  # type: ignore[attr-defined]  # read by the authorisation matrix
    return require_http_methods(READ)(guarded)


def desk_page(
    *, right: Right, methods: tuple[str, ...] = READ_AND_WRITE
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Open to the shop's staff who hold a right, which the view carries as `view.right` for whoever checks them all.

    A shop one does not work for looks like no shop at all; its days and hours are those of the page.
    """

    def declare(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, shop_slug: str, **kwargs: object) -> HttpResponse:
            if request.user.pk is None or not request.user.is_authenticated:
                return _signed_out(request)
            staff = cast(StaffRequest, request)
            staff.actor, staff.shop = staff_actor(request.user.pk, shop_slug)
            structlog.contextvars.bind_contextvars(shop=staff.shop.slug, actor=staff.actor.key)
            staff.actor.require(right)
            with timezone.override(ZoneInfo(staff.shop.timezone)):
                answer = view(staff, **kwargs)
            if "Cache-Control" not in answer:  # files, letters and previews too: nobody keeps what the desk shows
                add_never_cache_headers(answer)
            return answer

        allowed = require_http_methods(methods)(guarded)
        allowed.right = right  # type: ignore[attr-defined]  # read by the authorisation matrix
        return allowed

    return declare


def _signed_out(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in page; whoever had typed something gets it back instead of losing it."""
    answer = redirect_to_login(request.get_full_path())
    typed = typed_texts(request)
    if not typed:
        return answer
    home = redirect_to_login(reverse("desk:home"))["Location"]  # a deed's own address cannot be opened
    context = {"status": 403, "typed": typed, "sign_in": home}
    return render(request, "errors/signed_out.html", context, status=403)
