"""The door of the withdrawal function: the shop in the address, or its face on the disk while the database is away."""

import functools
from pathlib import Path
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from reprise.apps.accounts.faces import Face, face_kept, keep_face
from reprise.apps.accounts.queries import shop_by_slug
from reprise.core.refusals import NotFound
from reprise.web.portal.door import READ, ShopRequest, View, keep_private

if TYPE_CHECKING:
    from collections.abc import Callable

    from reprise.apps.accounts.models import Shop

BLANK = "X-Blank-Form"  # between a view and its door only: the page holds nothing of anybody
log = structlog.get_logger("reprise.statements")


class StatementRequest(ShopRequest):
    """A request to the withdrawal function. `shop` is the face while the row cannot be read: `kept` is None then."""

    face: Face
    kept: "Shop | None"


def withdrawal_page(methods: tuple[str, ...] = READ, door: str = "shop") -> "Callable[[View], View]":
    """Open to everybody, at any moment; nothing of it is kept by browsers or listed by engines."""

    def declare(view: View) -> View:
        @functools.wraps(view)
        def opened(request: HttpRequest, shop_slug: str, **kwargs: object) -> HttpResponseBase:
            customer = cast(StatementRequest, request)
            customer.now = timezone.now()
            customer.kept = _row(shop_slug)
            customer.face = _face(customer.kept, shop_slug)
            customer.shop = cast("Shop", customer.kept or customer.face)
            structlog.contextvars.bind_contextvars(shop=shop_slug)
            with timezone.override(ZoneInfo(customer.face.timezone)):
                return _kept_by_nobody(view(customer, **kwargs))

        page = require_http_methods(methods)(opened)
        page.door = door  # type: ignore[attr-defined]  # read by the authorisation matrix
        return page

    return declare


def _kept_by_nobody(response: HttpResponseBase) -> HttpResponseBase:
    """An empty form may be shown again as it was left; whatever holds somebody's data is fetched anew."""
    blank = response.headers.pop(BLANK, "")
    keep_private(response)
    if blank:
        response.headers["Cache-Control"] = "private, no-cache, max-age=0"
    return response


def _row(slug: str) -> "Shop | None":
    """The shop's row; None while the database is away."""
    try:
        return shop_by_slug(slug)
    except Error as fault:
        log.error("database away, the withdrawal function goes on", fault=type(fault).__name__)
        connection.close()
        return None


def _face(row: "Shop | None", slug: str) -> Face:
    folder = Path(settings.ENV.data_dir) / "shops"
    if row is None:
        face = face_kept(folder, slug)
        if face is None:
            raise NotFound
        return face
    face = Face.of(row)
    try:
        keep_face(folder, face)
    except OSError as fault:
        log.warning("face not kept", fault=type(fault).__name__)
    return face
