"""Reads Shopify's admin export (CSV): several rows per order, of which only the first holds the order's own values."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from reprise.apps.catalogue.ports import Home, ImportedOrder, RefusedRow
from reprise.apps.catalogue.reading.encoding import open_text
from reprise.apps.catalogue.reading.faults import RowFault
from reprise.apps.catalogue.reading.tables import BadRow, Row, rows
from reprise.integrations.shopify.order import order_from

REQUIRED = (
    "name", "email", "financial status", "currency", "subtotal", "shipping", "total", "created at", "lineitem quantity",
    "lineitem name", "lineitem price", "lineitem sku",
)  # fmt: skip


@dataclass(slots=True)
class _Group:
    """The rows of one order, and rows nearby that could not be read."""

    rows: list[Row] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    broken: bool = False  # one of the unreadable rows is certainly its own

    @property
    def name(self) -> str:
        return self.rows[0].get("name") if self.rows else ""


class ShopifyOrders:
    """Shopify's orders, from the CSV file that its admin exports."""

    platform = "shopify"

    def read(self, file: BinaryIO, home: Home) -> Iterator[ImportedOrder | RefusedRow]:
        """Stream the orders, each from its group of rows."""
        with open_text(file) as text:
            yield from self._orders(rows(text, required=REQUIRED, format_name="Shopify"), home)

    def _orders(self, items: Iterator[Row | BadRow], home: Home) -> Iterator[ImportedOrder | RefusedRow]:
        group = _Group()
        for item in items:
            if isinstance(item, BadRow):
                group.bad.append(item)
            elif group.rows and item.get("name") == group.name and not item.get("total"):
                group.rows.append(item)
                group.broken = bool(group.bad)
            else:
                headless = not item.get("total") and bool(group.bad)
                following = _Group([item], group.bad, broken=True) if headless else _Group([item])
                if headless:
                    group.bad = []
                yield from _told(group, home)
                group = following
        yield from _told(group, home)


def _told(group: _Group, home: Home) -> Iterator[ImportedOrder | RefusedRow]:
    if group.broken:
        yield RefusedRow(group.bad[0].line, group.name, "", group.bad[0].reason)
        return
    bad = [RefusedRow(row.line, "", "", row.reason) for row in group.bad]
    if group.rows:
        try:
            yield order_from(group.rows, home)
        except RowFault as fault:
            if bad:  # most likely the unreadable row was one of its lines
                bad[0] = RefusedRow(bad[0].line, group.name, "", bad[0].reason)
            else:
                yield fault.refused(group.rows[0].line, group.name[:64])
    yield from bad
