from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.db.models import prefetch_related_objects

from reprise.apps.catalogue.kinds import DeliveryOrigin, Dispatch, KindSource, LineType
from reprise.apps.catalogue.models import Order, OrderLine, Payment
from reprise.apps.catalogue.rules.numbers import number_key
from reprise.platform.transactions import atomic

#: The platform of orders that nobody made: what is written under it is no sale of the shop.
SYNTHETIC: Final = "synthetic"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLine:
    """A line of a past order; money in minor units, tax included."""

    name: str
    paid_minor: int
    tax_minor: int
    sku: str = ""
    kind: str = ""
    quantity: int = 1
    type: LineType = LineType.PRODUCT
    second_hand: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PastOrder:
    """An order that nobody made, paid by card and delivered, or still on its way."""

    number: str
    customer_id: int | None
    email: str
    name: str
    country: str
    buyer_kind: str
    ordered_at: datetime
    fulfilled_on: date | None
    delivered_on: date | None
    promised_on: date | None
    lines: tuple[PastLine, ...]
    currency: str = "EUR"


@dataclass(frozen=True, slots=True)
class Held:
    """What cases and refunds hold of an order line and of the payment it was paid by."""

    line_id: int
    pieces: int
    payment_id: int
    minor: int


Kept = tuple[Order, list[OrderLine], Payment]


@atomic
def keep_past_orders(*, shop_id: int, orders: Sequence[PastOrder], at: datetime) -> list[Kept]:
    """Write many synthetic orders in a few statements, and answer their rows."""
    rows = Order.objects.bulk_create([_order(shop_id, order, at) for order in orders])
    prefetch_related_objects(rows, "customer")
    lines = [
        [_line(row, n, line, sent=order.fulfilled_on is not None) for n, line in enumerate(order.lines, start=1)]
        for row, order in zip(rows, orders, strict=True)
    ]  # fmt: skip
    OrderLine.objects.bulk_create([line for of_order in lines for line in of_order], batch_size=500)
    payments = Payment.objects.bulk_create([_payment(row) for row in rows], batch_size=500)
    return list(zip(rows, lines, payments, strict=True))


@atomic
def hold_past(*, held: Collection[Held]) -> None:
    """Note what the cases and refunds of synthetic orders hold: nothing else writes these rows."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE catalogue_orderline SET claimed_quantity = %s, reserved_minor = %s WHERE id = %s",
            [(each.pieces, each.minor, each.line_id) for each in held],
        )
        cursor.executemany(
            "UPDATE catalogue_payment SET reserved_minor = reserved_minor + %s WHERE id = %s",
            [(each.minor, each.payment_id) for each in held if each.minor],
        )


def _order(shop_id: int, order: PastOrder, at: datetime) -> Order:
    place = {"name": order.name, "lines": ["1 rue de l’Exemple"], "postcode": "00000", "country": order.country}
    return Order(
        shop_id=shop_id, customer_id=order.customer_id, platform=SYNTHETIC, external_id=order.number,
        number=order.number, number_key=number_key(order.number), email=order.email, ordered_at=order.ordered_at,
        currency=order.currency, country=order.country, buyer_kind=order.buyer_kind, fulfilled_on=order.fulfilled_on,
        delivered_on=order.delivered_on, promised_on=order.promised_on,
        delivery_origin=DeliveryOrigin.CARRIER.value if order.delivered_on else DeliveryOrigin.UNKNOWN.value,
        total_minor=sum(line.paid_minor for line in order.lines), shipping=place, billing=place, carrier="Colissimo",
        fingerprint=order.number, imported_at=at, changed_at=at,
    )  # fmt: skip


def _line(order: Order, position: int, line: PastLine, *, sent: bool) -> OrderLine:
    is_product = line.type is LineType.PRODUCT
    return OrderLine(
        order=order, position=position, type=line.type.value, sku=line.sku, name=line.name, kind=line.kind,
        kind_source=(KindSource.EXPORT if line.kind else KindSource.UNKNOWN).value, exported_kind=line.kind,
        second_hand=line.second_hand, quantity=line.quantity, paid_minor=line.paid_minor, tax_minor=line.tax_minor,
        tax_rate_bp=2_000, dispatch=(Dispatch.SENT if sent else Dispatch.WAITING).value if is_product else "",
    )  # fmt: skip


def _payment(order: Order) -> Payment:
    return Payment(
        order=order, provider="stripe", means="Carte bancaire (Stripe)", reference=f"card-{order.number}",
        captured_minor=order.total_minor, captured_at=order.ordered_at,
    )  # fmt: skip
