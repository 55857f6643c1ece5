"""What was typed, laid aside in the visitor's own browser between two pages: the server keeps nothing unconfirmed.

Each page to check has an address of its own, and its cookie goes to that address only, so that tabs do not mix.
"""

import secrets
from typing import Final

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from reprise.apps.cases.stated import Stated
from reprise.web.portal.withdrawal.door import StatementRequest
from reprise.web.portal.withdrawal.typed import Typed, unsealed

NAME: Final = "withdrawal"
LONGEST: Final = 3_600  # browsers keep cookies of 4 kB, name and path included
KEPT_FOR: Final = 60 * 60


def lay_aside(request: StatementRequest, seal: str) -> HttpResponse | None:
    """Lead to the page to check, or None when so much was typed that no cookie holds it."""
    if len(seal) > LONGEST:
        return None
    address = reverse("portal:withdraw_check", args=[request.face.slug, secrets.token_hex(6)])
    response = HttpResponseRedirect(address)
    response.set_cookie(
        NAME, seal, max_age=KEPT_FOR, path=address, secure=settings.SESSION_COOKIE_SECURE, httponly=True,
        samesite="Lax",
    )  # fmt: skip
    return response


def laid_aside(request: StatementRequest) -> tuple[str, tuple[Typed, Stated]] | None:
    """What was laid aside for this page."""
    seal = request.COOKIES.get(NAME, "")
    held = unsealed(seal)
    return (seal, held) if held is not None else None
