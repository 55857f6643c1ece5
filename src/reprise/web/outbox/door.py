"""Who may read the instance's letters: the person sitting at the demo, and nobody else."""

import functools
import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


def at_this_machine(request: HttpRequest) -> bool:
    """Whether the request comes from this machine itself, through no proxy."""
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def demo_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Letters hold links that open cases and codes that sign in: outside the demo there is no such page."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not settings.ENV.demo or not at_this_machine(request):
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(require_safe(guarded))
