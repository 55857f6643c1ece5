"""The columns of the plain CSV file, and what stands in them for a whole order or for one line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reprise.apps.catalogue.reading.faults import RowFault
from reprise.apps.catalogue.reading.tables import Row
from reprise.core.refusals import mark

DIFFERENT = mark("The rows of this order say different things: “%(first)s” and “%(other)s”.")

REQUIRED: Final = ("order_number", "ordered_at", "product", "quantity")
DATES: Final = ("ordered_at", "paid_at", "fulfilled_on", "delivered_on", "promised_on")
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
