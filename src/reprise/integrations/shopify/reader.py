"""Reads Shopify's admin export (CSV): several rows per order, of which only the first holds the order's own values."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from io import TextIOWrapper
from typing import BinaryIO

from reprise.apps.catalogue.ports import Home, ImportedOrder, RefusedRow
from reprise.apps.catalogue.reading.encoding import open_text
from reprise.apps.catalogue.reading.faults import MissingColumns, RowFault
from reprise.apps.catalogue.reading.month_first import refuse_month_first
from reprise.apps.catalogue.reading.tables import BadRow, Row, rows
from reprise.integrations.shopify.order import order_from

REQUIRED = (
    "name", "email", "financial status", "currency", "subtotal", "shipping", "total", "created at", "lineitem quantity",
    "lineitem name", "lineitem price", "lineitem sku",
)  # fmt: skip
DATES = ("created at", "paid at", "fulfilled at", "cancelled at")


@dataclass(slots=True)
class _Group:
    """The rows of one order, an unreadable one among them, and unreadable ones after them, which may be anybody's."""

    rows: list[Row] = field(default_factory=list)
    torn: BadRow | None = None
    bad: list[BadRow] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.rows[0].get("name") if self.rows else ""


class ShopifyOrders:
    """Shopify's orders, from the CSV file that its admin exports."""

    platform = "shopify"

    def read(self, file: BinaryIO, home: Home) -> Iterator[ImportedOrder | RefusedRow]:
        """Stream the orders, each from its group of rows."""
        with open_text(file) as text:
            refuse_month_first(text, DATES, partial(_rows, text))
            yield from self._orders(_rows(text), home)

    def _orders(self, items: Iterator[Row | BadRow], home: Home) -> Iterator[ImportedOrder | RefusedRow]:
        group = _Group()
        for item in items:
            if isinstance(item, BadRow):
                group.bad.append(item)
            elif group.rows and item.get("name") == group.name and not item.get("total"):
                group.rows.append(item)
                group.torn, group.bad = group.torn or next(iter(group.bad), None), []
            else:
                following = _Group([item])
                if not item.get("total") and group.bad:  # the first row of this order was the unreadable one
                    following.torn, group.bad = group.bad[0], []
                yield from _told(group, home)
                group = following
        yield from _told(group, home)


def _told(group: _Group, home: Home) -> Iterator[ImportedOrder | RefusedRow]:
    bad = [RefusedRow(row.line, row.get("name")[:64], "", row.reason) for row in group.bad]
    if group.torn:
        yield RefusedRow(group.torn.line, group.name[:64], "", group.torn.reason)
    elif group.rows:
        try:
            yield order_from(group.rows, home)
        except RowFault as fault:
            if bad:  # most likely the unreadable row was one of its lines
                bad[0] = RefusedRow(bad[0].line, group.name[:64], "", bad[0].reason)
            else:
                yield fault.refused(group.rows[0].line, group.name[:64])
    yield from bad


def _rows(text: TextIOWrapper) -> Iterator[Row | BadRow]:
    return rows(text, required=REQUIRED, format_name="Shopify", lacking=_lacking)


def _lacking(columns: str, _: str) -> MissingColumns:
    return MissingColumns(columns=columns, format="Shopify")
