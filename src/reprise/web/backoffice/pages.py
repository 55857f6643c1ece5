"""How a staff page is drawn: the frame around it knows the shop, the person and what they may open."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from reprise.apps.accounts.queries import shops_of
from reprise.readmodels.desk_counts import desk_counts
from reprise.web.backoffice.door import StaffRequest


def show(
    request: StaffRequest, template: str, context: Mapping[str, object], *, section: str, status: int = 200
) -> HttpResponse:
    """Draw a page of the desk."""
    frame = {
        "shop": request.shop,
        "actor": request.actor,
        "may": frozenset(right.name.lower() for right in request.actor.rights),
        "section": section,
        "shops": shops_of(request.actor.person_id or 0),
        "counts": counts_of(request),
    }
    response = render(request, f"desk/{template}.html", {**frame, **context}, status=status)
    add_never_cache_headers(response)
    return response


def counts_of(request: StaffRequest) -> dict[str, int]:
    """What the navigation counts: asked once, however often a page is drawn for one request."""
    known: dict[str, int] | None = getattr(request, "desk_counts", None)
    if known is None:
        known = desk_counts(request.actor, timezone.now())
        request.desk_counts = known
    return known


def address(request: StaffRequest, name: str, *args: object, **query: object) -> str:
    """The address of another page of the same shop's desk; empty parameters are left out."""
    path = reverse(f"desk:{name}", args=[request.shop.slug, *args])
    given = {key: value for key, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


def go(request: StaffRequest, said: str, name: str, *args: object, **query: object) -> HttpResponse:
    """Say that it is done and lead on to another page: a reload does nothing twice."""
    messages.success(request, said)
    return HttpResponseRedirect(address(request, name, *args, **query))
