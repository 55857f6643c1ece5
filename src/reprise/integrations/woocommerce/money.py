"""What a WooCommerce order cost and what was paid: every line tells its net price and its tax, discounts taken off."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from reprise.apps.catalogue.kinds import LineType
from reprise.apps.catalogue.ports import Home, ImportedLine, ImportedPayment
from reprise.apps.catalogue.reading.amounts import amount, amount_or_zero
from reprise.apps.catalogue.reading.nothing import without_nothing
from reprise.apps.catalogue.reading.paying import less_refunds
from reprise.apps.catalogue.reading.settling import Priced, less_discount, refunded_in_full, settle, with_taxes
from reprise.apps.catalogue.reading.shapes import records
from reprise.apps.catalogue.reading.texts import Notebook, clean, identifier, key
from reprise.core.money import Money
from reprise.core.refusals import mark
from reprise.integrations.woocommerce.lines import costs, goods, other
from reprise.integrations.woocommerce.times import moment_of

_PAID: Final = frozenset({"completed", "refunded"})
_PREFIXES: Final = {"line_items": "", "shipping_lines": "s:", "fee_lines": "f:"}
_PAID_LATER: Final = frozenset({"cod", "bacs", "cheque"})


def lines_of(
    value: Mapping[str, Any], currency: str, notes: Notebook, *, cancelled: bool
) -> tuple[tuple[ImportedLine, ...], Decimal]:
    """The lines with what was paid for each, and the order's total, what gift cards and store credit paid included."""
    total = amount(value.get("total"), "total", currency) + _gift_cards(value, currency)
    named = records(value.get("line_items"))
    items = without_nothing(named, _get, notes, quantity="quantity", name="name", costs=costs)
    rates = _rates(value)
    priced = [goods(item, currency, notes, rates, cancelled=cancelled) for item in items]
    fees = [other(fee, LineType.FEE, "fee_lines", currency, notes) for fee in records(value.get("fee_lines"))]
    priced += [fee for fee in fees if fee.price] + _shipping(value, currency, notes)
    off = -sum((each.price for each in priced if each.price < 0), Decimal(0))  # some plug-ins sell vouchers below zero
    priced = less_discount([each for each in priced if each.price >= 0], off, currency, "fee_lines")
    if items and not any("total_tax" in item for item in items):
        taxes = amount_or_zero(value.get("total_tax"), "total_tax", currency)
        if sum((each.price for each in priced), Decimal(0)) + taxes == total:
            priced = with_taxes(priced, taxes, currency)
    total += _store_credit(value, sum((each.price for each in priced), Decimal(0)) - total, currency)
    return settle(priced, total=total, currency=currency, field="total"), total


def payments_of(
    value: Mapping[str, Any],
    status: str,
    lines: tuple[ImportedLine, ...],
    total: Decimal,
    currency: str,
    home: Home,
    notes: Notebook,
) -> tuple[tuple[ImportedPayment, ...], tuple[ImportedLine, ...]]:
    """The payments with what went back of them, and the lines with what went back for each, where it is told."""
    cards = total - amount(value.get("total"), "total", currency)
    paid_at = moment_of(value, "date_paid", home)
    method = key(value.get("payment_method"))
    told = "date_paid" in value or "date_paid_gmt" in value
    received = paid_at is not None or status in _PAID
    received = received or (status == "processing" and not told and method not in _PAID_LATER)
    payments = [
        ImportedPayment(
            captured_minor=Money.of(total - cards, currency).minor if received else 0,
            provider=method,
            means=notes.text(value.get("payment_method_title"), "payment_method_title", 120),
            reference=identifier(value.get("transaction_id"), "transaction_id", 255),
            captured_at=paid_at if received else None,
        )
    ]
    if cards:
        payments.append(ImportedPayment(Money.of(cards, currency).minor, "gift_card", mark("Gift card")))
    back = _refunded(value, currency)
    if status == "refunded" and not back:
        back = sum(payment.captured_minor for payment in payments)
    if back and back >= sum(line.paid_minor for line in lines):
        return less_refunds(payments, back), refunded_in_full(lines)
    return less_refunds(payments, back), _with_refunds(value, lines, currency)


def _get(item: Mapping[str, Any], name: str) -> object:
    return item.get(name)


def _shipping(value: Mapping[str, Any], currency: str, notes: Notebook) -> list[Priced]:
    found = [
        other(each, LineType.SHIPPING, "shipping_lines", currency, notes)
        for each in records(value.get("shipping_lines"))
    ]
    if "shipping_lines" not in value and "shipping_total" in value:
        whole = {"total": value["shipping_total"], "total_tax": value.get("shipping_tax")}
        found = [other(whole, LineType.SHIPPING, "shipping", currency, notes)]
    return [each for each in found if each.price]


def _gift_cards(value: Mapping[str, Any], currency: str) -> Decimal:
    """What gift cards paid: the plug-in takes it off the total, though it is money received earlier."""
    used = (amount_or_zero(card.get("amount"), "gift_cards", currency) for card in records(value.get("gift_cards")))
    return sum(used, Decimal(0))


def _store_credit(value: Mapping[str, Any], missing: Decimal, currency: str) -> Decimal:
    """What coupons paid like money: some plug-ins take them off the total, and off no line."""
    used = Decimal(0)
    for coupon in records(value.get("coupon_lines")):
        used += amount_or_zero(coupon.get("discount"), "coupon_lines", currency)
        used += amount_or_zero(coupon.get("discount_tax"), "coupon_lines", currency)
    return used if used and Money.of(used, currency) == Money.of(max(Decimal(0), missing), currency) else Decimal(0)


def _refunded(value: Mapping[str, Any], currency: str) -> int:
    """The refunds together; each is told as a negative total, or as a positive amount."""
    found = Decimal(0)
    for refund in records(value.get("refunds")):
        told = refund.get("total") if refund.get("total") is not None else refund.get("amount")
        found += abs(amount_or_zero(told, "refunds.total", currency, negative=True))
    return Money.of(found, currency).minor


def _with_refunds(value: Mapping[str, Any], lines: Sequence[ImportedLine], currency: str) -> tuple[ImportedLine, ...]:
    """The lines with the refunds that name them; an export with plain refunds tells only their sums."""
    by_line: dict[str, Decimal] = {}
    for refund in records(value.get("refunds")):
        for name, prefix in _PREFIXES.items():
            for item in records(refund.get(name)):
                meta = records(item.get("meta_data"))
                of = next((clean(m.get("value")) for m in meta if clean(m.get("key")) == "_refunded_item_id"), "")
                parts = (item.get("total"), item.get("total_tax"))
                sums = (abs(amount_or_zero(part, "refunds.total", currency, negative=True)) for part in parts)
                by_line[prefix + of] = by_line.get(prefix + of, Decimal(0)) + sum(sums, Decimal(0))
    return tuple(
        replace(line, refunded_minor=min(line.paid_minor, Money.of(by_line[line.external_id], currency).minor))
        if line.external_id in by_line else line
        for line in lines
    )  # fmt: skip


def _rates(value: Mapping[str, Any]) -> dict[str, int]:
    """The tax rates by their number, in hundredths of a per cent; under "" when there is only one."""
    rates = {}
    for tax in records(value.get("tax_lines")):
        percent = tax.get("rate_percent")
        if percent is not None and clean(percent):
            rates[clean(tax.get("rate_id"))] = int(amount(percent, "tax_lines.rate_percent", "EUR") * 100)
    if len(rates) == 1:
        rates[""] = next(iter(rates.values()))
    return rates
