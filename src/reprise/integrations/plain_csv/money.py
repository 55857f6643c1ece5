"""What the lines of a plain CSV order cost, and what was paid."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from reprise.apps.catalogue.kinds import Dispatch, LineType, ProductKind
from reprise.apps.catalogue.ports import Home, ImportedLine, ImportedPayment
from reprise.apps.catalogue.reading.amounts import MISSING, amount, amount_or_zero, quantity
from reprise.apps.catalogue.reading.dates import moment
from reprise.apps.catalogue.reading.faults import RowFault, blaming
from reprise.apps.catalogue.reading.nothing import without_nothing
from reprise.apps.catalogue.reading.settling import Priced, less_discount, refunded_in_full, settle
from reprise.apps.catalogue.reading.tables import Row
from reprise.apps.catalogue.reading.texts import Notebook, clean, identifier, key
from reprise.core.money import Money
from reprise.core.refusals import mark
from reprise.integrations.plain_csv.columns import Group, options_of
from reprise.integrations.plain_csv.words import word

NOT_A_DISPATCH = mark("“%(value)s” does not say whether it was sent. Write waiting or sent, or leave it empty.")
NOT_A_TYPE = mark("“%(value)s” is not a type of line. Write product, shipping, fee or discount.")
NOT_A_KIND = mark("“%(value)s” is not a product kind. The kinds are: %(kinds)s.")
NOT_A_RATE = mark("“%(value)s” is not a tax rate. Write it in per cent, such as 20.")
NOT_YES_OR_NO = mark("“%(value)s” is neither yes nor no.")
TOO_MUCH_LINE_DISCOUNT = mark("The discount of this line is more than its price.")
TOO_MANY_CANCELLED = mark("More pieces are cancelled than were bought.")

MOST_TAX: Final = 50  # per cent; no country asks for more
_DISCOUNT: Final = "discount"
_TYPES: Final = {type_.value: type_ for type_ in LineType}
_UNNAMED: Final = {LineType.PRODUCT: "—", LineType.SHIPPING: mark("Shipping"), LineType.FEE: mark("Fee")}
_KINDS: Final = frozenset(kind.value for kind in ProductKind)
_YES_OR_NO: Final = {"": False, "no": False, "yes": True}


def lines_of(
    group: Group, currency: str, notes: Notebook, *, cancelled: bool
) -> tuple[tuple[ImportedLine, ...], Decimal]:
    """The lines with what was paid for each, and the order's total: the one it tells, else their sum."""
    off = Decimal(0)
    priced: list[Priced] = []
    rows = without_nothing(group.rows, Row.get, notes, quantity="quantity", name="product", costs=_costs)
    for row in rows:
        with blaming(row.line):
            if word(row.get("line_type")) == _DISCOUNT:
                off += abs(_price(row, 1, currency, negative=True)[0])
            else:
                priced.append(_line(row, currency, notes, cancelled=cancelled))
    priced = less_discount(priced, off, currency, "line_type")
    summed = sum((each.price for each in priced), Decimal(0))
    told = group.get("total")
    total = amount(told, "total", currency, by_hand=True) if told else Money.of(summed, currency).decimal
    return settle(priced, total=total, currency=currency, field="total"), total


def payments_of(
    group: Group, lines: tuple[ImportedLine, ...], currency: str, home: Home, notes: Notebook
) -> tuple[tuple[ImportedPayment, ...], tuple[ImportedLine, ...]]:
    """The payment, when the file tells of one, and the lines with what went back for each."""
    total = sum(line.paid_minor for line in lines)
    told = group.get("refunded")
    by_line = sum(line.refunded_minor for line in lines)
    back = Money.of(amount(told, "refunded", currency, by_hand=True), currency).minor if told else by_line
    if back and back >= total:
        lines = refunded_in_full(lines)
    columns = ("paid", "paid_at", "payment_method", "payment_reference")
    if not told and not any(group.get(column) for column in columns):
        return (), lines
    paid, paid_at = group.get("paid"), moment(group.get("paid_at"), "paid_at", home.timezone)
    captured = Money.of(amount(paid, "paid", currency, by_hand=True), currency).minor if paid else total
    payment = ImportedPayment(
        captured_minor=captured,
        provider=key(group.get("payment_method")),
        means=notes.text(group.get("payment_method"), "payment_method", 120),
        reference=identifier(group.get("payment_reference"), "payment_reference", 255),
        captured_at=paid_at if captured else None,
        refunded_minor=max(back, by_line),
    )
    return (payment,), lines


def _line(row: Row, currency: str, notes: Notebook, *, cancelled: bool) -> Priced:
    said = word(row.get("line_type"))
    if said and said not in _TYPES:
        raise RowFault("line_type", NOT_A_TYPE, value=row.get("line_type")[:40])
    type_ = _TYPES.get(said, LineType.PRODUCT)
    pieces = quantity(row.get("quantity") or ("" if type_ is LineType.PRODUCT else "1"), "quantity")
    price, rate, figures = _price(row, pieces, currency)
    discount = amount_or_zero(row.get("line_discount"), "line_discount", currency, by_hand=True)
    if discount > price:
        raise RowFault("line_discount", TOO_MUCH_LINE_DISCOUNT)
    price -= discount
    sku = identifier(row.get("sku"), "sku", 80)
    refunded = amount_or_zero(row.get("line_refunded"), "line_refunded", currency, by_hand=True)
    line = ImportedLine(
        name=notes.text(row.get("product"), "product", 240) or sku or _UNNAMED[type_],
        quantity=pieces,
        paid_minor=0,
        type=type_,
        sku=sku,
        external_id=identifier(row.get("line_id"), "line_id", 64),
        tax_rate_bp=rate,
        cancelled_quantity=pieces if cancelled else _cancelled(row, pieces),
        refunded_minor=Money.of(refunded, currency).minor,
        kind=_kind(row),
        second_hand=yes(row.get("second_hand"), "second_hand"),
        dispatch=_dispatch(row),
        attributes=notes.attributes(options_of(row), "option"),
    )
    tax = None if rate is None else price * rate / (10_000 + rate)
    return Priced(line, price, tax, figures=figures)


def _costs(row: Row) -> bool:
    """Whether a line of no pieces has a price all the same: a voucher, or a slip."""
    return bool(row.get("line_total").strip("0., ")) or word(row.get("line_type")) == _DISCOUNT


def _price(row: Row, pieces: int, currency: str, *, negative: bool = False) -> tuple[Decimal, int | None, int]:
    """The price of all pieces with tax, the rate, and how many rounded figures it is made of."""
    rate = _rate(row)
    for column, times in (("line_total", 1), ("price", pieces)):
        if written := row.get(column):
            return times * amount(written, column, currency, by_hand=True, negative=negative), rate, 0
    if not row.get("net_price"):
        raise RowFault("price", MISSING)
    if rate is None:
        raise RowFault("tax_rate", MISSING)
    net = pieces * amount(row.get("net_price"), "net_price", currency, by_hand=True, negative=negative)
    return net * (10_000 + rate) / 10_000, rate, pieces


def _rate(row: Row) -> int | None:
    """The tax rate in hundredths of a per cent; 20, 20 % and 5,5 are rates."""
    written = row.get("tax_rate").removesuffix("%").strip()
    if not written:
        return None
    percent = amount(written.replace(",", "."), "tax_rate", "EUR")
    if 0 < percent < 1 or percent > MOST_TAX:  # a fraction, or an amount
        raise RowFault("tax_rate", NOT_A_RATE, value=written[:40])
    return int((percent * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _cancelled(row: Row, pieces: int) -> int:
    written = row.get("cancelled_quantity")
    if written in {"", "0"}:
        return 0
    gone = quantity(written, "cancelled_quantity")
    if gone > pieces:
        raise RowFault("cancelled_quantity", TOO_MANY_CANCELLED)
    return gone


def _kind(row: Row) -> str:
    written = clean(row.get("kind")).lower().replace(" ", "_")
    if written and written not in _KINDS:
        raise RowFault("kind", NOT_A_KIND, value=written[:40], kinds=", ".join(sorted(_KINDS)))
    return written


def _dispatch(row: Row) -> Dispatch:
    said = word(row.get("dispatch"))
    if said not in set(Dispatch):
        raise RowFault("dispatch", NOT_A_DISPATCH, value=row.get("dispatch")[:40])
    return Dispatch(said)


def yes(written: str, column: str) -> bool:
    """Whether a cell says yes; nothing written is no."""
    said = word(written)
    if said not in _YES_OR_NO:
        raise RowFault(column, NOT_YES_OR_NO, value=written[:40])
    return _YES_OR_NO[said]
