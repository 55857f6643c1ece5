"""Money that refunds reserve, per order line and per payment: what was paid is never given back twice."""

from collections.abc import Mapping
from functools import partial

from django.db.models import F

from reprise.apps.catalogue.models import Order, OrderLine, Payment
from reprise.apps.catalogue.queries import lines_and_payments
from reprise.core.money import Money
from reprise.core.refusals import Invalid, Kind, NotFound, Overtaken, Refusal, mark
from reprise.platform.statements import Reading, Writing
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


@atomic
def reserve_refund(*, payment_id: int | None, lines: Mapping[int, int], order_id: int | None = None) -> None:
    """Reserve minor units per order line, and their sum on the payment they go back by.

    Without a payment the order's payments together still bound the sum; an order whose export told of no payment at all
    is bound by its lines alone. `order_id`, where the caller knows whose lines they are.
    """
    order = _order_of(payment_id, lines, order_id)
    for line_id, amount in sorted(lines.items()):  # in one order, so that two refunds never wait for each other
        _RESERVE_LINE.surely(order.pk, line_id, amount, otherwise=partial(_line_refused, line_id, order))
    if payment_id is not None:
        refused = partial(_payment_refused, payment_id, order)
        _RESERVE_PAYMENT.surely(order.pk, payment_id, sum(lines.values()), otherwise=refused)
    _check_order(order, sum(lines.values()))


@atomic
def release_refund(*, payment_id: int | None, lines: Mapping[int, int]) -> None:
    """Give up a reservation whose refund will not happen, with the arguments that made it."""
    _order_of(payment_id, lines, None)
    for line_id, amount in sorted(lines.items()):
        held = OrderLine.objects.filter(pk=line_id, reserved_minor__gte=amount)
        if held.update(reserved_minor=F("reserved_minor") - amount) != 1:
            raise Overtaken(field="amount")
    if payment_id is not None:
        total = sum(lines.values())
        held_on_payment = Payment.objects.filter(pk=payment_id, reserved_minor__gte=total)
        if held_on_payment.update(reserved_minor=F("reserved_minor") - total) != 1:
            raise Overtaken(field="amount")


def _order_of(payment_id: int | None, lines: Mapping[int, int], order_id: int | None) -> Order:
    """The one order all this belongs to, held until the transaction ends so that its sums can be looked at."""
    if not lines or any(amount < 1 for amount in lines.values()):
        raise Invalid(field="amount", why=mark("write an amount above zero for each article."))
    order = _HOLD.first(order_id if order_id is not None else _found(payment_id, lines))
    if order is None:
        raise NotFound
    return order


def _found(payment_id: int | None, lines: Mapping[int, int]) -> int:
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


def _check_order(order: Order, new: int) -> None:
    """All that refunds reserve stays within what the order's payments still hold."""
    lines, payments = lines_and_payments(order.pk)
    received = sum(payment.captured_minor - payment.refunded_elsewhere_minor for payment in payments)
    reserved = sum(line.reserved_minor for line in lines)
    if payments and reserved > received:
        raise _too_much(order.number, received - (reserved - new), order)


def _too_much(name: str, left: int, order: Order) -> MoreThanPaid:
    return MoreThanPaid(field="amount", name=name, left=str(Money(max(left, 0), order.currency)))
