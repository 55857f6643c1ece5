"""A letter's own page inside a frame: it runs nothing, loads nothing and leads nowhere."""

from collections.abc import Callable
from typing import Final, cast

from csp.decorators import csp
from django.http import HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin

from reprise.web.backoffice.door import StaffRequest
from reprise.web.letter_logo import logo_in_place

POLICY: Final = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'self'"],
    "sandbox": [],
}
_DARK: Final = "@media (prefers-color-scheme: dark)"


def in_a_frame(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a page of the desk stand in a frame of the desk, with the rights of a picture."""
    framed = cast("Callable[..., HttpResponse]", xframe_options_sameorigin(csp(POLICY)(view)))
    if hasattr(view, "right"):
        framed.right = view.right  # type: ignore[attr-defined]  # read by the authorisation matrix
    return framed


def framed(request: StaffRequest, page: str, *, theme: str = "") -> HttpResponse:
    """The HTML of a letter as its reader sees it: the logo in place, in the light or the dark, if one is asked for."""
    page = logo_in_place(page, request.shop)
    if theme:
        page = page.replace(_DARK, "@media all" if theme == "dark" else "@media not all")
    return HttpResponse(page.replace("<head>", '<head><base target="_blank">', 1))
