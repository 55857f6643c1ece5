"""While the instance is looked after, or its database is away: a kind page that offers the withdrawal function."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import structlog
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext, override

from reprise.apps.accounts.faces import Face, face_kept, faces_kept
from reprise.core.refusals import mark
from reprise.platform.maintenance import maintenance
from reprise.platform.passing import SECONDS, has_no_room, passes
from reprise.web.api.problems import problem
from reprise.web.typed import typed_texts

RETRY_AFTER: Final = 600
TRY_AGAIN: Final = mark("The service is being looked after. Try again in a few minutes.")
AT_ONCE: Final = mark(
    "Others were changing the same at this very moment, so nothing was done. Try again in a few seconds."
)
NOT_KEPT: Final = mark(
    "We are looking after our service. What you sent just now was not kept: send it again in a few minutes."
)
MOST_SHOPS: Final = 20
#: What goes on: health, built files, and the withdrawal function with the colours of its shop.
OPEN: Final = re.compile(r"/(healthz/.*|static/.*|[a-z]{2}/s/[-\w]+/(withdraw/.*|brand\.css|logo\.png))")
_SHOP: Final = re.compile(r"/[a-z]{2}/s/([-\w]{1,60})/")
log = structlog.get_logger("reprise.maintenance")


@dataclass(frozen=True, slots=True)
class Said:
    """The page in one language."""

    language: str
    title: str
    text: str
    doors: tuple[tuple[str, str], ...]
    write: str


class MaintenanceMiddleware:
    """Before the session: nothing here asks the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = None if OPEN.fullmatch(request.path_info) else maintenance()
        return self.get_response(request) if told is None else closed(request, told.reason)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A database that does not answer is no fault of the visitor, and takes no right away."""
        return database_away(request, exception)


def database_away(request: HttpRequest, fault: Exception) -> HttpResponse | None:
    """The same page where the database does not answer, or the disk is full; None for any other fault."""
    if has_no_room(fault):
        log.exception("no room on the disk", path=request.path_info, exc_info=fault)
        return closed(request, "")
    if not isinstance(fault, OperationalError | InterfaceError):
        return None
    connection.close()
    if passes(fault):
        log.warning("database busy", path=request.path_info, fault=str(fault))
        return busy(request)
    log.exception("database away", path=request.path_info, exc_info=fault)
    return closed(request, "")


def busy(request: HttpRequest) -> HttpResponse:
    """The database is well and others were in the way: the same is worth another try in a moment."""
    if request.path_info.startswith("/api/"):
        response = problem(request, status=503, code="busy", detail=gettext(AT_ONCE))
    else:
        with override(_spoken(request)):
            context = {"message": gettext(AT_ONCE), "typed": _typed(request)}
            response = render(request, "errors/busy.html", context, status=503)
    return _later(response, SECONDS)


def closed(request: HttpRequest, reason: str) -> HttpResponse:
    """The page in every language, the visitor's own first; programs get a problem."""
    if request.path_info.startswith("/api/"):
        response = problem(request, status=503, code="closed", detail=reason or gettext(TRY_AGAIN))
    else:
        codes, first = [code for code, _ in settings.LANGUAGES], _spoken(request)
        lost = request.method == "POST"
        said = [_said(code, _faces(request), lost=lost) for code in sorted(codes, key=lambda code: code != first)]
        with override(first):
            context = {"said": said, "reason": reason, "typed": _typed(request)}
            response = render(request, "errors/closed.html", context, status=503)
    return _later(response, RETRY_AFTER)


def _later(response: HttpResponse, seconds: int) -> HttpResponse:
    response["Retry-After"] = str(seconds)
    add_never_cache_headers(response)
    return response


def _typed(request: HttpRequest) -> list[str]:
    """What a closed page had in its form, given back; of a form that cannot be read, nothing."""
    try:
        return typed_texts(request)
    except (SuspiciousOperation, UnicodeDecodeError, MultiPartParserError, UnreadablePostError):
        return []


def _said(language: str, faces: list[Face], *, lost: bool) -> Said:
    with override(language):
        safe = gettext("We are looking after our service. What you sent is safe; please come back in a few minutes.")
        text = gettext(NOT_KEPT) if lost else safe
        doors = tuple((face.name, reverse("portal:withdraw", args=[face.slug])) for face in faces)
        return Said(
            language, gettext("We are back shortly"),
            text, doors, faces[0].email if len(faces) == 1 else "",
        )  # fmt: skip


def _faces(request: HttpRequest) -> list[Face]:
    """The shop of the address; elsewhere all of the instance."""
    folder = Path(settings.ENV.data_dir) / "shops"
    found = _SHOP.match(request.path_info)
    face = face_kept(folder, found[1]) if found else None
    return [face] if face is not None else faces_kept(folder)[:MOST_SHOPS]


def _spoken(request: HttpRequest) -> str:
    """The language of the address, or the first of ours that the browser asks for."""
    codes = [code for code, _ in settings.LANGUAGES]
    return next((code for code in codes if request.path_info.startswith(f"/{code}/")), _wanted(request, codes))


def _wanted(request: HttpRequest, codes: list[str]) -> str:
    asked = re.findall(r"[a-z]{2}", request.headers.get("Accept-Language", "").lower()[:200])
    return next((code for code in asked if code in codes), codes[0])
