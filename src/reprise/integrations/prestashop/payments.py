"""What was received for a PrestaShop order, and what went back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from reprise.apps.catalogue.ports import Home, ImportedLine, ImportedPayment
from reprise.apps.catalogue.reading.amounts import amount, amount_or_zero
from reprise.apps.catalogue.reading.dates import moment
from reprise.apps.catalogue.reading.paying import less_refunds, no_more_than
from reprise.apps.catalogue.reading.settling import refunded_in_full
from reprise.apps.catalogue.reading.shapes import number_of, record, records
from reprise.apps.catalogue.reading.texts import Notebook, clean, identifier, key
from reprise.core.money import Money
from reprise.integrations.prestashop.states import Meaning
from reprise.integrations.prestashop.surroundings import Row, Surroundings

Paid = tuple[tuple[ImportedPayment, ...], tuple[ImportedLine, ...]]


def payments_of(
    value: Mapping[str, Any],
    state: Meaning,
    around: Surroundings,
    lines: tuple[ImportedLine, ...],
    total: Decimal,
    currency: str,
    home: Home,
    notes: Notebook,
) -> Paid:
    """The payments with what went back of them, and the lines with what went back for each, where it is told."""
    whole = Money.of(total, currency).minor
    rows = around.payments.get(clean(value.get("reference")), [])
    payments = [_payment(row, value, currency, home, notes) for row in rows if not _is_back(row)]
    if not payments:
        payments = [_told_by_order(value, state, whole, currency, notes)]
    payments = list(no_more_than(payments, whole))
    slips = around.slips.get(number_of(value.get("id")), [])
    lines = _with_slips(lines, slips, currency)
    back = max(
        sum(_slip(slip, currency) for slip in slips),
        sum(line.refunded_minor for line in lines),
        _sent_back(rows, payments, currency),
    )
    if state.refunded and not back:
        back = sum(payment.captured_minor for payment in payments)
    if back and back >= sum(line.paid_minor for line in lines):
        lines = refunded_in_full(lines)
    return less_refunds(payments, back), lines


def _is_back(row: Row) -> bool:
    """Whether a row of the table of payments is money that went back, which shops note as less than nothing."""
    return clean(row.get("amount")).startswith("-")


def _sent_back(rows: Sequence[Row], payments: Sequence[ImportedPayment], currency: str) -> int:
    """What went back of this order's money by those rows: as much as is missing of what it took.

    Payments of a split order, and what a buyer paid too much and got back, are no refund of this part.
    """
    if not any(map(_is_back, rows)):
        return 0
    sums = (amount(row.get("amount"), "order_payments.amount", currency, negative=True) for row in rows)
    left = Money.of(max(Decimal(0), sum(sums, Decimal(0))), currency).minor
    return max(0, sum(payment.captured_minor for payment in payments) - left)


def _payment(row: Row, value: Mapping[str, Any], currency: str, home: Home, notes: Notebook) -> ImportedPayment:
    return ImportedPayment(
        captured_minor=Money.of(amount(row.get("amount"), "order_payments.amount", currency), currency).minor,
        provider=key(value.get("module")),
        means=notes.text(row.get("payment_method") or value.get("payment"), "order_payments.payment_method", 120),
        reference=identifier(row.get("transaction_id"), "order_payments.transaction_id", 255),
        captured_at=moment(row.get("date_add"), "order_payments.date_add", home.timezone),
    )


def _told_by_order(
    value: Mapping[str, Any], state: Meaning, whole: int, currency: str, notes: Notebook
) -> ImportedPayment:
    """Without a table of payments: what the order says was really paid, else all of it when its state means paid."""
    if clean(value.get("total_paid_real")):
        real = amount(value.get("total_paid_real"), "total_paid_real", currency)
        captured = Money.of(real, currency).minor
    else:
        captured = whole if state.paid else 0
    return ImportedPayment(
        captured_minor=captured,
        provider=key(value.get("module")),
        means=notes.text(value.get("payment"), "payment", 120),
    )


def _slip(slip: Row, currency: str) -> int:
    """A credit slip: goods and delivery, tax included."""
    goods = amount_or_zero(slip.get("total_products_tax_incl"), "order_slips.total_products_tax_incl", currency)
    sent = amount_or_zero(slip.get("total_shipping_tax_incl"), "order_slips.total_shipping_tax_incl", currency)
    whole = goods + sent or amount_or_zero(slip.get("amount"), "order_slips.amount", currency)
    return Money.of(whole, currency).minor


def _with_slips(lines: tuple[ImportedLine, ...], slips: list[Row], currency: str) -> tuple[ImportedLine, ...]:
    """The lines with what credit slips gave back for each."""
    by_line: dict[str, int] = {}
    for slip in slips:
        details = record(slip.get("associations")).get("order_slip_details")
        for row in records(details, "order_slip_detail"):
            told = amount_or_zero(row.get("amount_tax_incl"), "order_slip_details.amount_tax_incl", currency)
            number = number_of(row.get("id_order_detail"))
            by_line[number] = by_line.get(number, 0) + Money.of(told, currency).minor
    return tuple(
        replace(line, refunded_minor=min(line.paid_minor, max(line.refunded_minor, by_line.get(line.external_id, 0))))
        for line in lines
    )
