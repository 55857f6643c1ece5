"""What a Shopify order cost and what was paid: the export tells it in the sums of the first row."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from reprise.apps.catalogue.kinds import Dispatch, LineType
from reprise.apps.catalogue.ports import ImportedLine, ImportedPayment
from reprise.apps.catalogue.reading.amounts import amount, amount_or_zero, quantity
from reprise.apps.catalogue.reading.dates import moment
from reprise.apps.catalogue.reading.faults import RowFault, blaming
from reprise.apps.catalogue.reading.nothing import without_nothing
from reprise.apps.catalogue.reading.settling import (
    NO_LINES,
    NOT_THE_TOTAL,
    Priced,
    less_discount,
    settle,
    with_taxes,
)
from reprise.apps.catalogue.reading.tables import Row
from reprise.apps.catalogue.reading.texts import Notebook, identifier, key
from reprise.core.money import Money
from reprise.core.refusals import mark

SEVERAL = mark("Several means of payment: the export does not say how much came by each. Repay by hand.")

_RATE = re.compile(r"(\d{1,2}(?:[.,]\d{1,3})?)\s*%")
_RECEIVED = frozenset({"paid", "refunded", "partially_refunded", "partially_paid"})
#: What Shopify says of one line; part of its pieces sent is neither.
_DISPATCH: Final = {"pending": Dispatch.WAITING, "unfulfilled": Dispatch.WAITING, "fulfilled": Dispatch.SENT}
_NOTHING_RECEIVED = frozenset({"pending", "authorized", "voided", "expired"})


def lines_of(
    rows: Sequence[Row], currency: str, notes: Notebook, *, cancelled: bool
) -> tuple[tuple[ImportedLine, ...], Decimal]:
    """The lines with what was paid for each, and the order's total.

    The subtotal says what all goods cost after discounts, so the order's discount is what the lines cost more. The
    total says the rest: whether tax comes on top, and whether shipping was discounted.
    """
    head = rows[0]
    named = [row for row in rows if _is_line(row)]
    named = without_nothing(named, Row.get, notes, quantity="lineitem quantity", name="lineitem name")
    goods = [_goods(row, currency, notes, cancelled=cancelled) for row in named]
    if not goods:
        raise RowFault("Lineitem name", NO_LINES)
    rate = _only_rate(head)
    sums = _Sums(head, currency)
    priced = sums.discounted(goods)
    extras = [
        (sums.shipping, LineType.SHIPPING, "shipping method", mark("Shipping")),
        (sums.duties, LineType.FEE, "", mark("Duties")),
    ]
    for price, type_, column, otherwise in extras:
        if price:
            name = notes.text(head.get(column), column.title(), 240) if column else ""
            priced.append(Priced(ImportedLine(name or otherwise, 1, 0, type_), price))
    if sums.taxes_on_top:
        priced = with_taxes(priced, sums.taxes, currency, rate=rate)
    within = None if sums.taxes_on_top else sums.taxes
    lines = settle(priced, total=sums.total, currency=currency, field="Total", taxes=within)
    return tuple(replace(line, tax_rate_bp=rate if line.tax_minor else None) for line in lines), sums.total


def payment_of(head: Row, total: Decimal, currency: str, zone: str, notes: Notebook) -> ImportedPayment:
    """The payment: what was received by its status and outstanding balance, and what went back."""
    status = head.get("financial status").lower().replace(" ", "_")
    paid_at = moment(head.get("paid at"), "Paid at", zone)
    open_balance = _amount(head, "outstanding balance", currency, negative=True)
    received = status in _RECEIVED or (status not in _NOTHING_RECEIVED and paid_at is not None)
    captured = max(Decimal(0), total - max(Decimal(0), open_balance)) if received else Decimal(0)
    if "+" in head.get("payment method"):
        notes.note("Payment Method", SEVERAL)
    references = (head.get(column) for column in ("payment reference", "payment references", "payment id"))
    return ImportedPayment(
        captured_minor=Money.of(captured, currency).minor,
        provider=key(head.get("payment method")),
        means=notes.text(head.get("payment method"), "Payment Method", 120),
        reference=identifier(next(filter(None, references), ""), "Payment Reference", 255),
        captured_at=paid_at if captured else None,
        refunded_minor=Money.of(_amount(head, "refunded amount", currency), currency).minor,
    )


class _Sums:
    """The sums of the first row, and how they fit together."""

    def __init__(self, head: Row, currency: str) -> None:
        self.currency = currency
        self.total = amount(head.get("total"), "Total", currency, by_hand=True)
        self.subtotal = amount(head.get("subtotal"), "Subtotal", currency, by_hand=True)
        self.shipping = _amount(head, "shipping", currency)
        self.taxes = _amount(head, "taxes", currency)
        self.duties = _amount(head, "duties", currency)
        self.discount = _amount(head, "discount amount", currency)
        self.taxes_on_top = False

    def discounted(self, goods: Sequence[tuple[Priced, Decimal]]) -> list[Priced]:
        """The goods at what they cost in the end; also finds how the total is made. Goods come with their discount."""
        before = sum((each.price for each, _ in goods), Decimal(0))
        own = sum((discount for _, discount in goods), Decimal(0))
        if before - own >= self.subtotal:
            priced = [replace(each, price=each.price - discount) for each, discount in goods]
        else:  # the prices are already those after the lines' own discounts
            priced, own = [each for each, _ in goods], Decimal(0)
        of_order = before - own - self.subtotal
        if not 0 <= of_order <= max(self.discount, Decimal(0)):
            raise RowFault(
                "Subtotal", NOT_THE_TOTAL, lines=str(Money.of(before - own, self.currency)),
                total=str(Money.of(self.subtotal, self.currency)),
            )  # fmt: skip
        self._explain_total(max(Decimal(0), self.discount - of_order))
        return less_discount(priced, of_order, self.currency, "Discount Amount")

    def _explain_total(self, unused_discount: Decimal) -> None:
        net = self.subtotal + self.shipping + self.duties
        of_shipping = min(self.shipping, unused_discount)
        for discount in (Decimal(0), of_shipping):
            for taxes in (Decimal(0), self.taxes):
                if net - discount + taxes == self.total:
                    self.shipping -= discount
                    self.taxes_on_top = bool(taxes)
                    return
        raise RowFault(
            "Total", NOT_THE_TOTAL, lines=str(Money.of(net, self.currency)),
            total=str(Money.of(self.total, self.currency)),
        )  # fmt: skip


def _is_line(row: Row) -> bool:
    return any(row.get(f"lineitem {column}") for column in ("name", "price", "quantity", "sku"))


def _goods(row: Row, currency: str, notes: Notebook, *, cancelled: bool) -> tuple[Priced, Decimal]:
    with blaming(row.line):
        return _read(row, currency, notes, cancelled=cancelled)


def _read(row: Row, currency: str, notes: Notebook, *, cancelled: bool) -> tuple[Priced, Decimal]:
    pieces = quantity(row.get("lineitem quantity"), "Lineitem quantity")
    price = pieces * amount(row.get("lineitem price"), "Lineitem price", currency, by_hand=True)
    discount = _amount(row, "lineitem discount", currency)
    if discount > price:
        raise RowFault("Lineitem discount", NOT_THE_TOTAL, lines=f"{price}", total=f"{price - discount}")
    status = row.get("lineitem fulfillment status").lower()
    gone = status == "restocked" or (cancelled and status != "fulfilled")
    sku = identifier(row.get("lineitem sku"), "Lineitem sku", 80)
    line = ImportedLine(
        name=notes.text(row.get("lineitem name"), "Lineitem name", 240) or sku or "—",
        quantity=pieces,
        paid_minor=0,
        sku=sku,
        cancelled_quantity=pieces if gone else 0,
        dispatch=_DISPATCH.get(status, Dispatch.UNKNOWN),
    )
    return Priced(line, price, taxable=row.get("lineitem taxable").lower() != "false"), discount


def _only_rate(head: Row) -> int | None:
    """The tax rate in hundredths of a per cent, when one tax alone was charged and its name tells."""
    names = [head.get(f"tax {n} name") for n in range(1, 6) if head.get(f"tax {n} name")]
    found = _RATE.search(names[0]) if len(names) == 1 else None
    return int(Decimal(found.group(1).replace(",", ".")) * 100) if found else None


def _amount(row: Row, column: str, currency: str, *, negative: bool = False) -> Decimal:
    name = column.capitalize() if column.startswith("lineitem") else column.title()
    return amount_or_zero(row.get(column), name, currency, negative=negative, by_hand=True)
