"""Orders in, from a platform's export sent as the body of the request."""

import io
from typing import Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Router, Schema

from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.ports import RefusedRow
from reprise.apps.catalogue.services.import_orders import import_orders
from reprise.web.api.once import once_done
from reprise.web.api.scopes import scope
from reprise.web.api.tokens import caller

router = Router(tags=["orders"])


class RefusedOut(Schema):
    """An order that did not land: where in the file, and what is wrong with which field."""

    line: int
    order: str
    field: str
    reason: str


class ImportOut(Schema):
    """What became of the orders of a file."""

    read: int
    created: int
    updated: int
    unchanged: int
    refused: list[RefusedOut]


@router.post("/imports", response={201: ImportOut})
@scope(Right.ORDERS_IMPORT)
@once_done
def import_file(
    request: HttpRequest,
    format: Literal["shopify", "woocommerce", "prestashop", "csv"],  # noqa: A002
) -> tuple[int, ImportOut]:
    """Import an export of at most 1 MB, sent as it is; larger files go through `reprise orders import`."""
    report = import_orders(actor=caller(request), file=io.BytesIO(request.body), format=format, at=timezone.now())
    return 201, ImportOut(
        read=report.read, created=report.created, updated=report.updated, unchanged=report.unchanged,
        refused=[_told(row) for row in report.refused],
    )  # fmt: skip


def _told(row: RefusedRow) -> RefusedOut:
    sentence = gettext(row.reason.text)
    reason = sentence % row.reason.params if row.reason.params else sentence
    return RefusedOut(line=row.line, order=row.order, field=row.field, reason=reason)
