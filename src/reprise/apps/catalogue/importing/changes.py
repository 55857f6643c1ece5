"""What of an order that comes again may be written, and what must wait because a case or a refund rests on it."""

from dataclasses import dataclass, field
from typing import Final

from reprise.apps.catalogue.importing.matching import Values
from reprise.apps.catalogue.kinds import DeliveryOrigin, KindSource
from reprise.apps.catalogue.models import Order, OrderLine, Payment
from reprise.apps.catalogue.ports import Remark, Sentence
from reprise.apps.catalogue.rules.delivery import counts_more
from reprise.core.money import Money
from reprise.core.refusals import mark

RESTS = mark("A case or a refund rests on this: it was left as it was. The export now says: %(changes)s.")
OURS = mark(
    "The export says that %(told)s was refunded. Refunds recorded here explain it: check that it is the same money."
)

#: What an export that leaves it out does not take away.
_KEPT: Final = frozenset({
    "fulfilled_on", "promised_on", "carrier", "tracking_number", "platform_id", "email", "shipping", "billing",
})  # fmt: skip
#: What law and money of a case were reckoned from.
_RESTED_ON: Final = frozenset({"currency", "country", "buyer_kind", "ordered_at", "carrier_chosen_by_buyer"})


@dataclass(slots=True)
class Change:
    """What to write of one row, what to leave with its old and new value, and a refund that may be one of ours."""

    write: Values = field(default_factory=dict)
    left: dict[str, tuple[object, object]] = field(default_factory=dict)
    perhaps_ours: int = 0

    def remarks(self, currency: str) -> list[Remark]:
        """What staff should look at."""
        told = str(Money(self.perhaps_ours, currency))
        return [Remark("refunded", Sentence(OURS, {"told": told}))] if self.perhaps_ours else []

    def described(self, name: str, currency: str) -> list[str]:
        """The values left as they were, for a sentence: what, of which article, from what to what."""
        return [
            f"{column.removesuffix('_minor').replace('_', ' ')} “{name}”: "
            f"{_said(column, old, currency)} → {_said(column, new, currency)}"
            for column, (old, new) in self.left.items()
        ]


def news(row: Order | OrderLine | Payment, told: Values) -> Values:
    """The values that differ from the row's."""
    return {name: value for name, value in told.items() if getattr(row, name) != value}


def order_change(order: Order, told: Values, *, rested: bool) -> Change:
    """The order's own columns; a delivery date gives way only to one of at least its rank."""
    change = Change()
    for name, value in news(order, told).items():
        if name in {"delivered_on", "delivery_origin"} or (name in _KEPT and not value):
            continue
        if (name == "buyer_kind" and order.buyer_kind_by_staff) or (name == "country" and order.country_by_staff):
            continue
        if rested and name in _RESTED_ON:
            change.left[name] = (getattr(order, name), value)
        else:
            change.write[name] = value
    if counts_more(DeliveryOrigin(told["delivery_origin"]), DeliveryOrigin(order.delivery_origin)):
        change.write |= news(order, {name: told[name] for name in ("delivered_on", "delivery_origin")})
    return change


def line_change(line: OrderLine, told: Values) -> Change:
    """A line on which nothing rests follows the export; another one learns only what leaves less to give back."""
    if line.kind_source == KindSource.STAFF:
        told = told | {"kind": line.kind, "kind_source": line.kind_source}
    if not told["dispatch"]:  # what an export leaves out is not taken away
        told = told | {"dispatch": line.dispatch}
    changed = news(line, told)
    if not line.claimed_quantity and not line.reserved_minor:
        return Change(write=changed)
    change = Change()
    back = changed.pop("refunded_elsewhere_minor", None)
    if back is not None:
        _refunded(change, line, back, line.paid_minor - line.reserved_minor)
    for name, value in changed.items():
        fits = name == "cancelled_quantity" and line.cancelled_quantity < value <= line.quantity - line.claimed_quantity
        if fits or name == "dispatch" or (name == "external_id" and not line.external_id):
            change.write[name] = value
        elif name not in {"kind_source", "exported_kind"}:
            change.left[name] = (getattr(line, name), value)
    return change


def line_gone(line: OrderLine) -> Change:
    """A line the export no longer has was cancelled and is not paid any more, unless something rests on it."""
    if line.claimed_quantity or line.reserved_minor:
        return Change(left={"quantity": (line.quantity, 0)})
    nothing = {"paid_minor": 0, "tax_minor": 0, "refunded_elsewhere_minor": 0, "cancelled_quantity": line.quantity}
    return Change(write=news(line, nothing))


def payment_change(payment: Payment, told: Values) -> Change:
    """A payment from which nothing is reserved follows the export; another one as far as its reservations allow."""
    changed = news(payment, told)
    if not payment.reserved_minor:
        return Change(write=changed)
    change = Change()
    captured = changed.pop("captured_minor", payment.captured_minor)
    back = changed.pop("refunded_elsewhere_minor", payment.refunded_elsewhere_minor)
    changed.pop("excess_refunded_minor", None)
    if captured != payment.captured_minor:
        if captured < payment.refunded_elsewhere_minor + payment.reserved_minor:
            change.left["captured_minor"] = (payment.captured_minor, captured)
            captured = payment.captured_minor
        else:
            change.write["captured_minor"] = captured
    if back != payment.refunded_elsewhere_minor:
        _refunded(change, payment, back, captured - payment.reserved_minor)
    for name, value in changed.items():
        if name == "reference" and payment.reference:
            change.left[name] = (payment.reference, value)
        else:
            change.write[name] = value
    return change


def payment_gone(payment: Payment) -> Change:
    """Money the export no longer tells of was not received, unless something is reserved from it."""
    if payment.reserved_minor:
        return Change(left={"captured_minor": (payment.captured_minor, 0)})
    nothing = {"captured_minor": 0, "refunded_elsewhere_minor": 0, "excess_refunded_minor": 0}
    return Change(write=news(payment, nothing))


def _refunded(change: Change, row: OrderLine | Payment, told: int, most: int) -> None:
    """Count a refund made elsewhere; what our own refunds may explain is not counted twice, and said.

    With nothing reserved here, all of it was elsewhere. Otherwise only what exceeds our reservations surely was.
    """
    known, ours = row.refunded_elsewhere_minor, row.reserved_minor
    surely = told if not ours else max(known, told - ours)
    if told < known or surely > most:
        change.left["refunded_elsewhere_minor"] = (known, told)
        return
    if surely != known:
        change.write["refunded_elsewhere_minor"] = surely
    change.perhaps_ours = told if surely != told else 0


def _said(column: str, value: object, currency: str) -> str:
    if isinstance(value, int) and column.endswith("_minor"):
        return str(Money(value, currency))
    return str(value) if value not in ("", None, {}) else "–"
