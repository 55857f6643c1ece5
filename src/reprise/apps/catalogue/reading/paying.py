"""Money received and money sent back, when the export tells the one apart from the other."""

from collections.abc import Sequence
from dataclasses import replace

from reprise.apps.catalogue.ports import ImportedPayment


def less_refunds(payments: Sequence[ImportedPayment], refunded_minor: int) -> tuple[ImportedPayment, ...]:
    """The payments, the refunds taken off the first ones first; what exceeds them all stays on the last."""
    rest, done = refunded_minor, []
    for place, payment in enumerate(payments, start=1):
        part = rest if place == len(payments) else min(rest, payment.captured_minor)
        done.append(replace(payment, refunded_minor=part))
        rest -= part
    return tuple(done)


def no_more_than(payments: Sequence[ImportedPayment], total_minor: int) -> tuple[ImportedPayment, ...]:
    """The payments as far as they paid this order: those of a split order paid for its other parts too."""
    rest, done = total_minor, []
    for payment in payments:
        part = min(rest, payment.captured_minor)
        done.append(replace(payment, captured_minor=part))
        rest -= part
    return tuple(done)
