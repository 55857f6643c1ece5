"""Reads the plain CSV file: one row per line of an order, the rows of an order together."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import TextIOWrapper
from typing import BinaryIO

from reprise.apps.catalogue.ports import Home, ImportedOrder, RefusedRow, Sentence
from reprise.apps.catalogue.reading.encoding import open_text
from reprise.apps.catalogue.reading.faults import RowFault, UnknownColumns
from reprise.apps.catalogue.reading.month_first import refuse_month_first
from reprise.apps.catalogue.reading.tables import BadRow, Row, rows
from reprise.apps.catalogue.reading.texts import MISSING
from reprise.core.refusals import mark
from reprise.integrations.plain_csv.columns import DATES, REQUIRED, Group
from reprise.integrations.plain_csv.names import called_here
from reprise.integrations.plain_csv.order import order_from

APART = mark("The rows of this order do not stand together. Sort the file by order number.")


class PlainCsvOrders:
    """Orders of any other platform, from the CSV file described in docs/orders/csv.md."""

    platform = "csv"

    def read(self, file: BinaryIO, home: Home) -> Iterator[ImportedOrder | RefusedRow]:
        """Stream the orders, each from its rows; a row that cannot be read takes its order with it."""
        with open_text(file) as text:
            refuse_month_first(text, DATES, partial(_rows, text))
            yield from self._orders(_rows(text), home)

    def _orders(self, items: Iterator[Row | BadRow], home: Home) -> Iterator[ImportedOrder | RefusedRow]:
        seen: set[str] = set()
        group: list[Row | BadRow] = []
        for item in items:
            number = item.get("order_number")
            unknown = isinstance(item, BadRow) and not number  # then it is taken for one of the rows before it
            if group and number != group[0].get("order_number") and not unknown:
                yield _told(group, seen, home)
                group = []
            group.append(item)
        if group:
            yield _told(group, seen, home)


def _rows(text: TextIOWrapper) -> Iterator[Row | BadRow]:
    return rows(text, required=REQUIRED, format_name="CSV", lacking=_lacking, naming=called_here)


def _lacking(columns: str, found: str) -> UnknownColumns:
    return UnknownColumns(columns=columns, found=found)


def _told(group: list[Row | BadRow], seen: set[str], home: Home) -> ImportedOrder | RefusedRow:
    line, number = group[0].line, group[0].get("order_number")[:64]
    again = number in seen
    seen.add(number)
    for row in group:
        if isinstance(row, BadRow):
            return RefusedRow(row.line, number, "", row.reason)
    if not number:
        return RefusedRow(line, "", "order_number", Sentence(MISSING))
    if again:
        return RefusedRow(line, number, "order_number", Sentence(APART))
    whole = [row for row in group if isinstance(row, Row)]
    try:
        order = order_from(Group(whole), home)
    except RowFault as fault:
        refused = fault.refused(line, number)
        return replace(refused, field=whole[0].spelt.get(refused.field, refused.field))
    remarks = tuple(replace(each, field=whole[0].spelt.get(each.field, each.field)) for each in order.remarks)
    return replace(order, remarks=remarks)
