"""What a PrestaShop order cost: unit prices with six decimals, rounded by the shop in one of three ways."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from reprise.apps.catalogue.kinds import LineType
from reprise.apps.catalogue.ports import ImportedLine
from reprise.apps.catalogue.reading.amounts import MISSING, amount, amount_or_zero, minor, quantity
from reprise.apps.catalogue.reading.faults import RowFault
from reprise.apps.catalogue.reading.nothing import without_nothing
from reprise.apps.catalogue.reading.settling import Priced, less_discount, settle, shared_amount, with_taxes
from reprise.apps.catalogue.reading.shapes import number_of, record, records, said
from reprise.apps.catalogue.reading.texts import Notebook, clean, identifier
from reprise.core.refusals import mark
from reprise.integrations.prestashop.surroundings import Surroundings

_EXTRAS: Final = (
    ("shipping", LineType.SHIPPING, mark("Shipping")),
    ("wrapping", LineType.FEE, mark("Gift wrapping")),
)
_TYPED: Final = ("customization", "customizations", "customized_data", "personalization")


def lines_of(
    value: Mapping[str, Any], around: Surroundings, currency: str, notes: Notebook, *, cancelled: bool
) -> tuple[tuple[ImportedLine, ...], Decimal]:
    """The lines with what was paid for each, and the order's total. Vouchers come off the goods, then the rest."""
    named = next((name for name in ("total_paid_tax_incl", "total_paid") if clean(value.get(name))), "total_paid")
    total = amount(value.get(named), named, currency)
    rows = records(record(value.get("associations")).get("order_rows") or value.get("order_rows"), "order_row")
    rows = [{**around.details.get(number_of(row.get("id")), {}), **row} for row in rows]
    net = any(not clean(row.get("unit_price_tax_incl")) for row in rows)
    side = "tax_excl" if net else "tax_incl"
    rows = without_nothing(rows, _get, notes, quantity="product_quantity", name="product_name")
    priced = [_goods(row, side, currency, notes, cancelled=cancelled) for row in rows]
    if priced:  # an order without goods is refused as such, not for its sums
        priced += [
            extra for name, type_, label in _EXTRAS if (extra := _extra(value, name, side, type_, label, currency))
        ]
    discounts = _sum(value, "discounts", side, currency)
    priced = less_discount(priced, discounts, currency, f"total_discounts_{side}")
    if net:
        without = amount(value.get("total_paid_tax_excl"), "total_paid_tax_excl", currency)
        priced = with_taxes(priced, max(Decimal(0), total - without), currency)
    else:
        priced = _untold_taxes(priced, value, total, currency)
    if priced and discounts and _fraction(discounts, currency):
        priced[0] = replace(priced[0], figures=priced[0].figures + 1)
    return settle(priced, total=total, currency=currency, field=named), total


def _get(row: Mapping[str, Any], name: str) -> object:
    return row.get(name)


def _goods(row: Mapping[str, Any], side: str, currency: str, notes: Notebook, *, cancelled: bool) -> Priced:
    pieces = quantity(row.get("product_quantity"), "product_quantity")
    if not clean(row.get(f"unit_price_{side}")):
        raise RowFault(f"unit_price_{side}", MISSING)
    unit = amount(row.get(f"unit_price_{side}"), f"unit_price_{side}", currency)
    net = amount_or_zero(row.get("unit_price_tax_excl"), "unit_price_tax_excl", currency)
    tax = max(Decimal(0), unit - net) * pieces if side == "tax_incl" and net else None
    sku = identifier(row.get("product_reference"), "product_reference", 80)
    line = ImportedLine(
        name=notes.text(row.get("product_name"), "product_name", 240) or sku or "—",
        quantity=pieces,
        paid_minor=0,
        sku=sku,
        external_id=identifier(number_of(row.get("id")), "order_rows.id", 64),
        tax_rate_bp=_rate(unit, net) if tax else None,
        cancelled_quantity=pieces if cancelled else 0,
        refunded_minor=_refunded(row, currency),
        attributes=notes.attributes({name: said(row[name]) for name in _TYPED if said(row.get(name))}, "customization"),
    )
    return Priced(line, unit * pieces, tax, figures=pieces if _fraction(unit, currency) else 0)


def _refunded(row: Mapping[str, Any], currency: str) -> int:
    """What went back for a line, where the order's details are in the file."""
    return int(minor(amount_or_zero(row.get("total_refunded_tax_incl"), "total_refunded_tax_incl", currency), currency))


def _extra(value: Mapping[str, Any], name: str, side: str, type_: LineType, label: str, currency: str) -> Priced | None:
    price = _sum(value, name, side, currency)
    if not price:
        return None
    net = amount_or_zero(value.get(f"total_{name}_tax_excl"), f"total_{name}_tax_excl", currency)
    tax = max(Decimal(0), price - net) if side == "tax_incl" and net else None
    return Priced(ImportedLine(label, 1, 0, type_), price, tax, figures=1 if _fraction(price, currency) else 0)


def _untold_taxes(priced: list[Priced], value: Mapping[str, Any], total: Decimal, currency: str) -> list[Priced]:
    """Where the order tells its whole tax, what its lines do not tell belongs to the others: delivery, mostly."""
    without = amount_or_zero(value.get("total_paid_tax_excl"), "total_paid_tax_excl", currency)
    rest = total - without - sum((each.tax for each in priced if each.tax is not None), Decimal(0))
    silent = [each.price if each.tax is None else Decimal(0) for each in priced]
    if not without or not 0 < rest < sum(silent, Decimal(0)):
        return priced
    parts = shared_amount(rest, silent, currency)
    return [replace(each, tax=part) if each.tax is None else each for each, part in zip(priced, parts, strict=True)]


def _sum(value: Mapping[str, Any], name: str, side: str, currency: str) -> Decimal:
    """A sum of the order on one side of the tax; older versions tell it without saying which."""
    column = next((c for c in (f"total_{name}_{side}", f"total_{name}") if clean(value.get(c))), "")
    return amount_or_zero(value.get(column), column, currency)


def _fraction(price: Decimal, currency: str) -> bool:
    """Whether an amount has fractions of a cent, which the shop rounded somewhere."""
    scaled = minor(price, currency)
    return scaled != scaled.to_integral_value()


def _rate(gross: Decimal, net: Decimal) -> int | None:
    """The tax rate in hundredths of a per cent, when price and net price show it beyond doubt."""
    if net < 1:
        return None
    exact = (gross / net - 1) * 10_000
    rate = round(exact / 10) * 10
    return rate if abs(exact - rate) < 1 else None
