"""Which payment the money goes back by."""

from collections.abc import Sequence
from dataclasses import dataclass

from reprise.core.money import Money
from reprise.core.refusals import Kind, Refusal, mark


class NothingLeftToPayFrom(Refusal):
    """All that the order's payments brought in went back already, or is reserved."""

    code = "nothing_left_to_pay_from"
    kind = Kind.CONFLICT
    sentence = mark(
        "The payments of this order have only %(left)s left: the rest went back already. Agree on a smaller amount."
    )


@dataclass(frozen=True, slots=True)
class Received:
    """A payment and what of it has not gone back."""

    payment_id: int
    captured: int
    left: int


def choose_payment(payments: Sequence[Received], amount: int, *, currency: str) -> int | None:
    """The payment that took the money: the largest that still holds the whole amount.

    None when only several together hold it, or when none is known: then a person has to pay it, in one transfer.
    """
    able = [payment for payment in payments if payment.left >= amount]
    if able:
        return max(able, key=lambda payment: (payment.captured, -payment.payment_id)).payment_id
    left = sum(payment.left for payment in payments)
    if payments and left < amount:
        raise NothingLeftToPayFrom(field="amount", left=Money(left, currency))
    return None
