"""What else is in the file: the customers, addresses and tables that orders refer to by number.

It is read before the orders, which may come first in the file, and kept as small records: one per customer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final

from reprise.apps.catalogue.reading.encoding import open_text
from reprise.apps.catalogue.reading.objects import Found, objects
from reprise.apps.catalogue.reading.shapes import number_of, records
from reprise.apps.catalogue.reading.texts import clean
from reprise.integrations.prestashop.states import Meaning, meaning_of

_ONE: Final = {
    "customers": "customer", "addresses": "address", "countries": "country", "currencies": "currency",
    "languages": "language", "carriers": "carrier", "states": "state", "order_states": "order_state",
    "order_payments": "order_payment", "order_slips": "order_slip", "order_slip": "order_slip",
    "order_carriers": "order_carrier", "order_details": "order_detail",
}  # fmt: skip
_TABLES: Final = frozenset(_ONE) | frozenset(_ONE.values())
_COLUMNS: Final = {
    "customer": ("firstname", "lastname", "email", "company", "id_lang"),
    "address": ("firstname", "lastname", "company", "vat_number", "address1", "address2", "postcode", "city",
                "id_country", "id_state", "phone", "phone_mobile"),
    "country": ("iso_code",), "currency": ("iso_code",), "language": ("iso_code",), "carrier": ("name",),
    "state": ("name",),
}  # fmt: skip

Row = Mapping[str, Any]


@dataclass(slots=True)
class Surroundings:
    """The tables of the file by number, and what belongs to an order by the order's number or reference."""

    tables: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=lambda: {name: {} for name in _COLUMNS})
    states: dict[str, Meaning] = field(default_factory=dict)
    payments: dict[str, list[Row]] = field(default_factory=dict)
    slips: dict[str, list[Row]] = field(default_factory=dict)
    parcels: dict[str, Row] = field(default_factory=dict)
    parcels_of: dict[str, int] = field(default_factory=dict)  # how many with a number
    details: dict[str, Row] = field(default_factory=dict)

    def row(self, table: str, number: object) -> dict[str, str]:
        """A row by its number, empty when the file does not hold it."""
        found = self.tables[table].get(number_of(number))
        return dict(zip(_COLUMNS[table], found, strict=True)) if found else {}

    def keep(self, table: str, row: Row) -> None:
        """Remember a row in the shape in which orders ask for it."""
        number = number_of(row.get("id"))
        if table in self.tables:
            self.tables[table][number] = tuple(clean(row.get(column)) for column in _COLUMNS[table])
        elif table == "order_state":
            self.states[number] = meaning_of(row)
        elif table == "order_payment":
            self.payments.setdefault(clean(row.get("order_reference")), []).append(row)
        elif table == "order_slip":
            self.slips.setdefault(number_of(row.get("id_order")), []).append(row)
        elif table == "order_carrier":
            order = number_of(row.get("id_order"))
            self.parcels[order] = row
            self.parcels_of[order] = self.parcels_of.get(order, 0) + bool(clean(row.get("tracking_number")))
        elif table == "order_detail":
            self.details[number] = row


def surroundings_of(file: BinaryIO) -> Surroundings:
    """Read everything but the orders."""
    around = Surroundings()
    with open_text(file) as text:
        for found in objects(text, containers=_TABLES, format_name="PrestaShop"):
            if isinstance(found, Found) and found.container in _TABLES:
                table = _ONE.get(found.container, found.container)
                for row in _rows(found.value, table):
                    around.keep(table, row)
    return around


def _rows(value: Row, table: str) -> Iterator[Row]:
    """The object itself, or those it wraps under the name of one."""
    if table in value and "id" not in value:
        yield from records(value[table])
    else:
        yield value
