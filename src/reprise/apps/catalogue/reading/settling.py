"""From prices and discounts to what was really paid for each line, exact to the cent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from reprise.apps.catalogue.kinds import LineType
from reprise.apps.catalogue.ports import ImportedLine
from reprise.apps.catalogue.reading.amounts import minor
from reprise.apps.catalogue.reading.faults import RowFault
from reprise.core.money import Money, share
from reprise.core.refusals import mark

NOT_THE_TOTAL = mark("The lines add up to %(lines)s, but the order says %(total)s.")
TOO_MUCH_DISCOUNT = mark("The discount of %(discount)s is more than the lines cost (%(lines)s).")
NO_LINES = mark("The order has no lines.")
TOO_MANY_LINES = mark("The order has more than %(limit)s lines.")

MOST_LINES: Final = 1_000
_FINE: Final = 10**6  # weights keep six decimals of a minor unit


@dataclass(frozen=True, slots=True)
class Priced:
    """A line with its price for all pieces, tax included, after its own discount and before the order's.

    `tax` is the part of the price that is tax, where the export tells. `figures` counts the rounded figures the price
    was made of: each may hide half a minor unit.
    """

    line: ImportedLine
    price: Decimal
    tax: Decimal | None = None
    taxable: bool = True
    figures: int = 0


def settle(
    priced: Sequence[Priced], *, total: Decimal, currency: str, field: str, taxes: Decimal | None = None
) -> tuple[ImportedLine, ...]:
    """Give every line what was paid for it, so that all add up to the order's total.

    `taxes` is the order's tax where its lines do not tell theirs; the taxable ones share it. A difference that rounding
    explains is shared too; any other is a RowFault.
    """
    if not priced:
        raise RowFault(field, NO_LINES)
    if len(priced) > MOST_LINES:
        raise RowFault(field, TOO_MANY_LINES, limit=MOST_LINES)
    exact = sum((minor(each.price, currency) for each in priced), Decimal(0))
    due = _whole(minor(total, currency))
    hidden = Decimal(sum(each.figures for each in priced)) / 2
    if abs(exact - due) > hidden or (due and not exact):
        raise RowFault(field, NOT_THE_TOTAL, lines=_money(exact, currency), total=_money(Decimal(due), currency))
    paid = share(due, [_fine(each.price, currency) for each in priced]) if exact else [0] * len(priced)
    return tuple(
        replace(each.line, paid_minor=due, tax_minor=taxed, refunded_minor=min(each.line.refunded_minor, due))
        for each, due, taxed in zip(priced, paid, _taxes(priced, paid, taxes, currency), strict=True)
    )


def less_discount(priced: Sequence[Priced], discount: Decimal, currency: str, field: str) -> list[Priced]:
    """The lines after a discount on the whole order: products bear it by their price, other lines only the rest."""
    if not discount:
        return list(priced)
    products = [each.price if each.line.type is LineType.PRODUCT else Decimal(0) for each in priced]
    others = [each.price - product for each, product in zip(priced, products, strict=True)]
    on_products = min(discount, sum(products, Decimal(0)))
    on_others = discount - on_products
    if on_others > sum(others, Decimal(0)):
        lines = _money(minor(sum(products + others, Decimal(0)), currency), currency)
        raise RowFault(field, TOO_MUCH_DISCOUNT, discount=_money(minor(discount, currency), currency), lines=lines)
    shares = zip(
        shared_amount(on_products, products, currency), shared_amount(on_others, others, currency), strict=True
    )
    return [_cheaper(each, sum(parts, Decimal(0))) for each, parts in zip(priced, shares, strict=True)]


def with_taxes(priced: Sequence[Priced], taxes: Decimal, currency: str, *, rate: int | None = None) -> list[Priced]:
    """Add tax to net prices, in proportion, where the line is taxed; delivery is taxed when goods are not.

    A `rate` in hundredths of a per cent, where it is told, shows whether delivery is taxed beside the goods.
    """
    prices = [each.price if each.taxable and each.line.type is LineType.PRODUCT else Decimal(0) for each in priced]
    if not any(prices):
        prices = [each.price for each in priced]
    elif rate:
        both = [each.price if each.taxable else Decimal(0) for each in priced]  # delivery has no mark of its own
        prices = min((prices, both), key=lambda taxed: abs(sum(taxed, Decimal(0)) * rate / 10_000 - taxes))
    parts = shared_amount(taxes, prices, currency)
    return [replace(each, price=each.price + part, tax=part) for each, part in zip(priced, parts, strict=True)]


def shared_amount(amount: Decimal, weights: Sequence[Decimal], currency: str) -> list[Decimal]:
    """Parts in proportion to the weights, no part above its weight where the whole is not; they add up exactly."""
    whole = sum(weights, Decimal(0))
    if not amount or not whole:
        return [Decimal(0)] * len(weights)
    if amount == whole:
        return list(weights)
    units = _whole(minor(amount, currency))
    parts = [Money(part, currency).decimal for part in share(units, [_fine(weight, currency) for weight in weights])]
    return [min(part, weight) if amount < whole else part for part, weight in zip(parts, weights, strict=True)]


def refunded_in_full(lines: Sequence[ImportedLine]) -> tuple[ImportedLine, ...]:
    """The lines of an order whose whole price went back."""
    return tuple(replace(line, refunded_minor=line.paid_minor) for line in lines)


def _cheaper(priced: Priced, discount: Decimal) -> Priced:
    """The line after a discount, its tax less in the same proportion."""
    if not discount or not priced.price:
        return priced
    price = priced.price - discount
    return replace(priced, price=price, tax=None if priced.tax is None else priced.tax * price / priced.price)


def _taxes(priced: Sequence[Priced], paid: Sequence[int], taxes: Decimal | None, currency: str) -> list[int]:
    taxed = [most if each.taxable else 0 for each, most in zip(priced, paid, strict=True)]
    if taxes is not None:
        if not any(taxed):
            return [0] * len(paid)
        shared = share(min(_whole(minor(taxes, currency)), sum(taxed)), taxed)
        return [min(tax, most) for tax, most in zip(shared, paid, strict=True)]
    told = [_whole(minor(each.tax, currency)) if each.tax is not None else 0 for each in priced]
    return [max(0, min(tax, most)) for tax, most in zip(told, paid, strict=True)]


def _fine(price: Decimal, currency: str) -> int:
    return int(minor(price, currency) * _FINE)


def _whole(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _money(amount: Decimal, currency: str) -> str:
    return str(Money(_whole(amount), currency))
