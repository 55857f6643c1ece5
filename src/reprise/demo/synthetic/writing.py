"""Write an imagined history into a shop, batch by batch: what law and policy answer is computed as for anybody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from reprise.apps.accounts.services.keep_customers import Buyer as Known
from reprise.apps.accounts.services.keep_customers import keep_customers
from reprise.apps.cases.services.keep_past import keep_past
from reprise.apps.catalogue.kinds import LineType
from reprise.apps.catalogue.services.keep_past_orders import (
    Held,
    PastLine,
    PastOrder,
    hold_past,
    keep_past_orders,
)
from reprise.apps.payments.services.keep_past_refunds import PastRefund, keep_past_refunds
from reprise.core.money import portion
from reprise.demo.synthetic.imagining import Imagined, imagine
from reprise.demo.synthetic.living import Lived, live, past_case
from reprise.demo.synthetic.numbering import Numbers, numbered
from reprise.demo.synthetic.selling import Selling
from reprise.readmodels.clocks import day_of

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.catalogue.models import Order, OrderLine, Payment

BATCH: Final = 250


@dataclass(frozen=True, slots=True)
class Written:
    """How much of the history is there."""

    cases: int
    lines: int
    refunds: int


def write_history(*, shop: "Shop", cases: int, seed: int, start: int, at: datetime) -> Iterator[Written]:
    """Imagine so many requests and write them down, each batch in a transaction of its own; tells after each."""
    story = imagine(seed=seed, start=start, count=cases, until=day_of(shop, at))
    done, selling = Written(0, 0, 0), Selling(shop)
    while batch := list(islice(story, BATCH)):
        with transaction.atomic():
            lines, refunds = _write(selling, batch, seed, at)
        done = Written(done.cases + len(batch), done.lines + lines, done.refunds + refunds)
        yield done


def _write(selling: Selling, batch: Sequence[Imagined], seed: int, at: datetime) -> tuple[int, int]:
    shop, luck = selling.shop, Random(f"{seed}:{batch[0].number}:fate")  # noqa: S311  # a history, not a secret
    orders = _orders(shop, batch, at)
    lived = [
        live(luck, f"{shop.pk}:{seed}:{one.number}", selling, one, order, lines, at)
        for one, (order, lines, _) in zip(batch, orders, strict=True)
    ]
    numbers = numbered(shop, lived)
    kept = keep_past(
        shop_id=shop.pk, zone=shop.timezone,
        cases=[past_case(shop, seed, one, numbers) for one in lived],
        key=lambda: luck.randbytes(16).hex(), salt=lambda: luck.randbytes(16),
    )  # fmt: skip
    refunds = [
        refund
        for one, rows, (order, lines, payment) in zip(lived, kept, orders, strict=True)
        for refund in _refunds(one, rows, order, lines, payment, numbers)
    ]
    keep_past_refunds(shop=shop, refunds=refunds)
    hold_past(held=[
        each for one, (_, lines, payment) in zip(lived, orders, strict=True) for each in _held(one, lines, payment)
    ])  # fmt: skip
    return sum(len(one.fates) for one in lived), len(refunds)


def _orders(
    shop: "Shop", batch: Sequence[Imagined], at: datetime
) -> "list[tuple[Order, list[OrderLine], Payment]]":  # fmt: skip
    buyers = {
        one.buyer.email: Known(one.buyer.email, one.buyer.name, language=one.buyer.language, kind=one.buyer.kind)
        for one in batch
    }
    customers = keep_customers(shop_id=shop.pk, buyers=list(buyers.values()))
    return keep_past_orders(shop_id=shop.pk, orders=[_order(one, customers) for one in batch], at=at)


def _order(one: Imagined, customers: dict[str, int]) -> PastOrder:
    goods = [
        PastLine(
            name=bought.article.name, sku=bought.article.sku, kind=bought.article.kind, quantity=bought.quantity,
            paid_minor=bought.paid, tax_minor=bought.paid // 6, second_hand=bought.second_hand,
        )
        for bought in one.lines
    ]  # fmt: skip
    if one.delivery:
        fee = PastLine(
            name="Colissimo", paid_minor=one.delivery, tax_minor=one.delivery // 6, type=LineType.SHIPPING
        )  # fmt: skip
        goods.append(fee)
    return PastOrder(
        number=f"SYN-{one.number + 1:07d}", customer_id=customers[one.buyer.email], email=one.buyer.email,
        name=one.buyer.name, country=one.buyer.country, buyer_kind=one.buyer.kind, ordered_at=one.ordered_at,
        fulfilled_on=one.fulfilled_on, delivered_on=one.delivered_on, promised_on=one.promised_on, lines=tuple(goods),
    )  # fmt: skip


def _refunds(
    one: Lived, rows: Any, order: "Order", lines: "Sequence[OrderLine]", payment: "Payment", numbers: Numbers
) -> Iterator[PastRefund]:
    for place, (fate, asked) in enumerate(zip(one.fates, one.imagined.asked, strict=True)):
        remedy, bought = rows.remedies[place], lines[asked.line]
        if fate.repaid and fate.repaid_at and remedy is not None:
            number, note = numbers.refunds[one.imagined.number, place]
            yield PastRefund(
                number=number, note=note, case_id=rows.case.pk, remedy_id=remedy.pk, order_id=order.pk,
                payment_id=payment.pk, order_line_id=bought.pk, case_line_id=rows.lines[place].pk, name=bought.name,
                quantity=fate.granted, amount_minor=fate.repaid,
                tax_minor=portion(bought.tax_minor, fate.repaid, bought.paid_minor), decided_at=fate.repaid_at,
                settled_at=fate.repaid_at,
            )  # fmt: skip


def _held(one: Lived, lines: "Sequence[OrderLine]", payment: "Payment") -> Iterator[Held]:
    for fate, asked in zip(one.fates, one.imagined.asked, strict=True):
        pieces = asked.quantity if fate.is_open else fate.granted
        if pieces or fate.repaid:
            yield Held(lines[asked.line].pk, pieces, payment.pk, fate.repaid)
