"""Reads WooCommerce's orders: JSON with every order complete."""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from reprise.apps.catalogue.ports import Home, ImportedOrder, RefusedRow
from reprise.apps.catalogue.reading.encoding import open_text
from reprise.apps.catalogue.reading.faults import ErrorAnswer, RowFault
from reprise.apps.catalogue.reading.objects import BadObject, objects
from reprise.apps.catalogue.reading.texts import clean
from reprise.integrations.woocommerce.order import order_from

CONTAINERS = ("orders", "order")


class WooCommerceOrders:
    """WooCommerce's orders: a list, an object that holds the list, one order alone, or one per line."""

    platform = "woocommerce"

    def read(self, file: BinaryIO, home: Home) -> Iterator[ImportedOrder | RefusedRow]:
        """Stream the orders."""
        with open_text(file) as text:
            for found in objects(text, containers=CONTAINERS, format_name="WooCommerce"):
                if isinstance(found, BadObject):
                    yield RefusedRow(found.line, "", "", found.reason)
                    continue
                _refuse_error(found.value)
                try:
                    yield order_from(found.value, found.line, home)
                except RowFault as fault:
                    name = clean(found.value.get("number")) or clean(found.value.get("id"))
                    yield fault.refused(found.line, name[:64])


def _refuse_error(value: Mapping[str, Any]) -> None:
    """The interface answers {"code": …, "message": …} when it does not answer with orders."""
    if "line_items" not in value and "code" in value and "message" in value:
        raise ErrorAnswer(message=clean(value["message"])[:200])
