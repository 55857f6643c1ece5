"""Reads PrestaShop's webservice answers in JSON: orders, with whatever they refer to in the same file."""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from reprise.apps.catalogue.ports import Home, ImportedOrder, RefusedRow
from reprise.apps.catalogue.reading.encoding import open_text
from reprise.apps.catalogue.reading.faults import ErrorAnswer, NoOrders, OnlyNumbers, RowFault
from reprise.apps.catalogue.reading.objects import BadObject, Found, objects
from reprise.apps.catalogue.reading.shapes import records
from reprise.apps.catalogue.reading.texts import clean
from reprise.integrations.prestashop.order import order_from
from reprise.integrations.prestashop.surroundings import surroundings_of

CONTAINERS = ("orders", "order", "errors")


class PrestaShopOrders:
    """PrestaShop's orders: a list, one order alone, or wrapped as its webservice wraps them."""

    platform = "prestashop"

    def read(self, file: BinaryIO, home: Home) -> Iterator[ImportedOrder | RefusedRow]:
        """Stream the orders, after a first reading of what they refer to."""
        around = surroundings_of(file)
        with open_text(file) as text:
            for found in objects(text, containers=CONTAINERS, format_name="PrestaShop"):
                if isinstance(found, BadObject):
                    yield RefusedRow(found.line, "", "", found.reason)
                    continue
                for value in _orders(found):
                    try:
                        yield order_from(value, found.line, around, home)
                    except RowFault as fault:
                        name = clean(value.get("reference")) or clean(value.get("id"))
                        yield fault.refused(found.line, name[:64])


def _orders(found: Found) -> list[Mapping[str, Any]]:
    """The order, or those it wraps; an error that stands in their place ends the reading."""
    value = found.value
    errors = [value] if found.container == "errors" else records(value.get("errors"), "error")
    if errors:
        raise ErrorAnswer(message=clean(errors[0].get("message"))[:200])
    if "order" in value and "id" not in value:
        return records(value["order"])
    if value.keys() == {"id"}:
        raise OnlyNumbers
    if found.container == "" and not value.keys() & {"id", "reference", "associations"}:
        raise NoOrders(format="PrestaShop")
    return [value]
