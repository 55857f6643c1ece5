"""The columns of the plain CSV file, and what stands in them for a whole order or for one line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reprise.apps.catalogue.reading.faults import RowFault
from reprise.apps.catalogue.reading.tables import Row
from reprise.core.refusals import mark

DIFFERENT = mark("The rows of this order say different things: “%(first)s” and “%(other)s”.")

REQUIRED: Final = ("order_number", "ordered_at", "product", "quantity")

_NAMES: Final = (
    "order_number", "ordered_at", "line_type", "line_discount", "line_refunded", "line_total", "net_price", "tax_rate",
    "cancelled_quantity", "second_hand", "vat_number", "buyer_kind", "billing_name", "billing_company",
    "billing_street", "billing_street2", "billing_postcode", "billing_city", "billing_region", "billing_country",
    "fulfilled_on", "delivered_on", "delivery_said_by", "promised_on", "tracking_number", "payment_method",
    "payment_reference", "paid_at", "line_id",
)  # fmt: skip

#: Header cells are read without regard to capitals, and with spaces or dashes for underscores.
ALIASES: Final = {spelt: name for name in _NAMES for spelt in (name.replace("_", " "), name.replace("_", "-"))}

OPTION: Final = "option:"


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one order, which stand together."""

    rows: Sequence[Row]

    def get(self, column: str) -> str:
        """What the rows say of the whole order; they may repeat it or leave it out, but not contradict each other."""
        told = ""
        for row in self.rows:
            value = row.get(column)
            if value and told and value != told:
                raise RowFault(column, DIFFERENT, first=told[:80], other=value[:80])
            told = told or value
        return told


def options_of(row: Row) -> dict[str, str]:
    """What a line says beyond its name, from the columns called “option: …”."""
    return {name.removeprefix(OPTION).strip(): row.get(name) for name in row.cells if name.startswith(OPTION)}
