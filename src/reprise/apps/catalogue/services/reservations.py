"""Money that refunds reserve, per order line and per payment: what was paid is never given back twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import F

from reprise.apps.catalogue.models import Order, OrderLine, Payment
from reprise.apps.catalogue.queries import bought_asked
from reprise.core.money import Money
from reprise.core.refusals import Invalid, Kind, NotFound, Overtaken, Refusal, mark
from reprise.platform.statements import Question, Reading, Writing, settle, together
from reprise.platform.transactions import atomic

_HOLD = Reading(lambda order_id: Order.objects.filter(pk=order_id).select_for_update(no_key=True))
_RESERVE_LINE = Writing(
    lambda order_id, line_id, amount: (
        OrderLine.objects.filter(
            pk=line_id, order_id=order_id,
            paid_minor__gte=F("refunded_elsewhere_minor") + F("reserved_minor") + amount,
        ),
        {"reserved_minor": F("reserved_minor") + amount},
    )
)  # fmt: skip
_RESERVE_PAYMENT = Writing(
    lambda order_id, payment_id, amount: (
        Payment.objects.filter(
            pk=payment_id, order_id=order_id,
            captured_minor__gte=F("refunded_elsewhere_minor") + F("reserved_minor") + amount,
        ),
        {"reserved_minor": F("reserved_minor") + amount},
    )
)  # fmt: skip


class MoreThanPaid(Refusal):
    """More would be repaid than was paid, less what went back already."""

    code = "more_than_paid"
    kind = Kind.CONFLICT
    sentence = mark(
        "For “%(name)s”, %(left)s can still be repaid: the rest went back already or belongs to another refund. "
        "Choose a smaller amount."
    )


@dataclass(frozen=True, slots=True)
class HeldOrder:
    """An order that nobody else changes before the transaction ends, with its lines and payments as they are by then.

    Imports, reservations and releases hold it first, so that its sums can be looked at.
    """

    order: Order
    lines: Sequence[OrderLine]
    payments: Sequence[Payment]


def hold_order(order_id: int, *also: Question[Any]) -> tuple[HeldOrder, list[list[Any]]]:
    """Hold an order and read it, together with whatever else depends on it: the answers to those questions."""
    orders, lines, payments, *others = together(_HOLD.of(order_id), *bought_asked(order_id), *also)
    if not orders:
        raise NotFound
    return HeldOrder(orders[0], lines, payments), others


@atomic
def reserve_refund(*, payment_id: int | None, lines: Mapping[int, int], held: HeldOrder | None = None) -> None:
    """Reserve minor units per order line, and their sum on the payment they go back by.

    Without a payment the order's payments together still bound the sum; an order whose export told of no payment at all
    is bound by its lines alone. `held`, where the caller has their order already.
    """
    _check(lines)
    held = held or hold_order(_found(payment_id, lines))[0]
    order = held.order
    for line_id, amount in sorted(lines.items()):  # in one order, so that two refunds never wait for each other
        _RESERVE_LINE.surely(order.pk, line_id, amount, otherwise=partial(_line_refused, line_id, order))
    if payment_id is not None:
        refused = partial(_payment_refused, payment_id, order)
        _RESERVE_PAYMENT.surely(order.pk, payment_id, sum(lines.values()), otherwise=refused)
    _check_order(held, sum(lines.values()))


@atomic
def release_refund(*, payment_id: int | None, lines: Mapping[int, int]) -> None:
    """Give up a reservation whose refund will not happen, with the arguments that made it."""
    _check(lines)
    hold_order(_found(payment_id, lines))
    for line_id, amount in sorted(lines.items()):
        held = OrderLine.objects.filter(pk=line_id, reserved_minor__gte=amount)
        if held.update(reserved_minor=F("reserved_minor") - amount) != 1:
            raise Overtaken(field="amount")
    if payment_id is not None:
        total = sum(lines.values())
        held_on_payment = Payment.objects.filter(pk=payment_id, reserved_minor__gte=total)
        if held_on_payment.update(reserved_minor=F("reserved_minor") - total) != 1:
            raise Overtaken(field="amount")


def _check(lines: Mapping[int, int]) -> None:
    if not lines or any(amount < 1 for amount in lines.values()):
        raise Invalid(field="amount", why=mark("write an amount above zero for each article."))


def _found(payment_id: int | None, lines: Mapping[int, int]) -> int:
    """The one order all this belongs to."""
    found = list(OrderLine.objects.filter(pk__in=list(lines)).values_list("order_id", flat=True))
    owners = set(found)
    if payment_id is not None:
        owners.update(Payment.objects.filter(pk=payment_id).values_list("order_id", flat=True) or [0])
    if len(found) != len(lines) or len(owners) != 1:
        raise NotFound
    return owners.pop()


def _line_refused(line_id: int, order: Order) -> Refusal:
    line = OrderLine.objects.filter(pk=line_id, order=order).first()
    if line is None:
        return NotFound()
    return _too_much(line.name, line.paid_minor - line.refunded_elsewhere_minor - line.reserved_minor, order)


def _payment_refused(payment_id: int, order: Order) -> Refusal:
    payment = Payment.objects.filter(pk=payment_id, order=order).first()
    if payment is None:
        return NotFound()
    left = payment.captured_minor - payment.refunded_elsewhere_minor - payment.reserved_minor
    return _too_much(payment.means or payment.provider or order.number, left, order)


def _check_order(held: HeldOrder, new: int) -> None:
    """All that refunds reserve, the new one too, stays within what the order's payments still hold."""
    received = sum(payment.captured_minor - payment.refunded_elsewhere_minor for payment in held.payments)
    reserved = sum(line.reserved_minor for line in held.lines)
    if held.payments and reserved + new > received:
        settle()  # the refusal of a line or of the payment says more, and comes first
        raise _too_much(held.order.number, received - reserved, held.order)


def _too_much(name: str, left: int, order: Order) -> MoreThanPaid:
    return MoreThanPaid(field="amount", name=name, left=str(Money(max(left, 0), order.currency)))
