"""What of an order goes back, to the cent: goods, reductions, delivery and deductions. Pure sums, no database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reprise.apps.payments.kinds import RefundLineKind
from reprise.core.money import Money, portion
from reprise.core.refusals import Invalid, Kind, Refusal, mark


class TooMuch(Refusal):
    """More would go back than is left of what was paid."""

    code = "more_than_left"
    kind = Kind.CONFLICT
    sentence = mark("Only %(left)s is left of what was paid for this article. Agree on a smaller amount.")


@dataclass(frozen=True, slots=True)
class Paid:
    """What was paid for an order line, tax and discounts included, and what of it is gone."""

    order_line_id: int
    minor: int
    tax_minor: int
    quantity: int
    gone: int  # refunded elsewhere, or reserved by refunds of ours
    pieces_gone: int  # cancelled, or refunded piece by piece

    @property
    def left(self) -> int:
        """What can still go back."""
        return self.minor - self.gone

    def tax_in(self, amount: int) -> int:
        """The tax in the next minor units to go back; over all of them it adds up to the tax that was paid."""
        return portion(self.tax_minor, amount, self.minor, before=self.gone) if amount else 0


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a refund; a deduction is negative."""

    kind: RefundLineKind
    quantity: int
    minor: int
    tax_minor: int
    order_line_id: int | None
    reason: str = ""


def goods(paid: Paid, quantity: int) -> Part:
    """What pieces were paid, less what went back for them before."""
    before = min(paid.pieces_gone, paid.quantity - quantity)
    if before < 0:
        raise Invalid(field="quantity", why=mark("more pieces than were bought."))
    minor = min(portion(paid.minor, quantity, paid.quantity, before=before), paid.left)
    return Part(RefundLineKind.GOODS, quantity, minor, paid.tax_in(minor), paid.order_line_id)


def reduction(paid: Paid | None, quantity: int, minor: int, *, currency: str) -> Part:
    """A sum agreed on, for pieces that stay sold; without an order line nothing was paid that could bound it."""
    if paid is None:
        return Part(RefundLineKind.REDUCTION, quantity, minor, 0, None)
    if minor > paid.left:
        raise TooMuch(field="amount", left=Money(paid.left, currency))
    return Part(RefundLineKind.REDUCTION, quantity, minor, paid.tax_in(minor), paid.order_line_id)


def deduction(paid: Paid | None, part: Part, minor: int, reason: str) -> Part:
    """What is kept back of a part because the goods lost value; never more than the part itself."""
    if minor < 0:
        raise Invalid(field="deductions", why=mark("write a deduction as an amount above zero."))
    if minor > part.minor:
        raise Invalid(field="deductions", why=mark("a deduction cannot be more than what is refunded for the article."))
    net_tax = paid.tax_in(part.minor - minor) if paid else 0
    return Part(RefundLineKind.DEDUCTION, 0, -minor, net_tax - part.tax_minor, part.order_line_id, reason)


def deductions(paid: Paid | None, part: Part, wanted: Iterable[tuple[int, str]]) -> list[Part]:
    """Several of them, each with its own reason; together never more than the part, and their tax to the cent too."""
    found, left = [], part
    for minor, reason in wanted:
        off = deduction(paid, left, minor, reason)
        found.append(off)
        left = replace(left, minor=left.minor + off.minor, tax_minor=left.tax_minor + off.tax_minor)
    return found


def delivery(fees: Sequence[Paid], due: int) -> list[Part]:
    """The delivery fee that goes back, taken from what is left of each fee that was paid."""
    parts = []
    for fee in fees:
        minor = min(fee.left, due)
        if minor > 0:
            parts.append(Part(RefundLineKind.SHIPPING, 0, minor, fee.tax_in(minor), fee.order_line_id))
            due -= minor
    return parts


def total_of(parts: Iterable[Part]) -> int:
    """The sum that goes back."""
    return sum(part.minor for part in parts)


def per_order_line(parts: Iterable[Part]) -> dict[int, int]:
    """What to reserve on each order line."""
    sums: dict[int, int] = {}
    for part in parts:
        if part.order_line_id is not None:
            sums[part.order_line_id] = sums.get(part.order_line_id, 0) + part.minor
    return {line_id: minor for line_id, minor in sums.items() if minor}
