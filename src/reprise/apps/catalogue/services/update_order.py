from collections.abc import Sequence

from reprise.apps.catalogue.importing.changes import (
    RESTS,
    Change,
    line_change,
    line_gone,
    news,
    order_change,
    payment_change,
    payment_gone,
)
from reprise.apps.catalogue.importing.landing import Landing
from reprise.apps.catalogue.importing.matching import Values, match_lines, match_payments
from reprise.apps.catalogue.importing.report import ImportReport
from reprise.apps.catalogue.importing.values import (
    line_values,
    order_values,
    payment_values,
    remarks_of,
    stored_remarks,
)
from reprise.apps.catalogue.models import Order, OrderLine, Payment
from reprise.apps.catalogue.ports import ImportedOrder, RefusedRow, Sentence
from reprise.core.refusals import Overtaken


def update_order(
    *, landing: Landing, order: Order, lines: Sequence[OrderLine], payments: Sequence[Payment], told: ImportedOrder,
    fingerprint: str, customer_id: int | None, report: ImportReport,
) -> None:  # fmt: skip
    """Bring an order up to date where no case and no refund rests on it, and report the rest.

    Joins the caller's transaction. The fingerprint is kept only when all the export says was taken over: what had to
    wait is looked at again when the order comes again.
    """
    rested = any(line.claimed_quantity or line.reserved_minor for line in lines)
    own = order_change(order, order_values(told, landing.home, landing.kinds), rested=rested)
    changes: list[tuple[str, Change]] = [(order.number, own)]
    wrote, total = False, order.total_minor
    if "currency" not in own.left:  # amounts in another currency cannot be compared
        wrote, total = _write_lines(landing, order, lines, told, changes)
        wrote = _write_payments(order, payments, told, changes) or wrote
    left = [text for name, change in changes for text in change.described(name, order.currency)]
    fields = sorted({column for _, change in changes for column in change.left})
    noted = [remark for _, change in changes for remark in change.remarks(order.currency)]
    remarks = (*remarks_of(told, landing.home), *noted)
    taken_over = not left and not noted
    values = own.write | {"total_minor": total, "remarks": stored_remarks(remarks)}
    if customer_id is not None:
        values["customer_id"] = customer_id
    wrote = _write_order(landing, order, values, fingerprint if taken_over else "") or wrote
    if left:
        reason = Sentence(RESTS, {"changes": "; ".join(left)})
        report.refused.append(RefusedRow(told.line, order.number, ", ".join(fields), reason))
    elif wrote:
        report.updated += 1
    else:
        report.unchanged += 1
    report.remark(told, tuple(noted) if not wrote else remarks)


def _write_lines(
    landing: Landing, order: Order, lines: Sequence[OrderLine], told: ImportedOrder, changes: list[tuple[str, Change]]
) -> tuple[bool, int]:
    """Write what may be written of the lines; whether there was any, and the sum of them all."""
    match = match_lines(lines, [line_values(line, landing.kinds) for line in told.lines])
    found = [(line, line_change(line, values)) for line, values in match.pairs]
    found += [(line, line_gone(line)) for line in match.gone]
    for line, change in sorted(found, key=lambda pair: pair[0].pk):  # one order, so that nobody waits in a circle
        seen = OrderLine.objects.filter(
            pk=line.pk, claimed_quantity=line.claimed_quantity, reserved_minor=line.reserved_minor
        )
        if change.write and seen.update(**change.write) != 1:
            raise Overtaken
    last = max((line.position for line in lines), default=0)
    OrderLine.objects.bulk_create(
        OrderLine(order=order, position=position, **values) for position, values in enumerate(match.new, start=last + 1)
    )
    changes += [(line.name, change) for line, change in found]
    total = sum(change.write.get("paid_minor", line.paid_minor) for line, change in found)
    total += sum(values["paid_minor"] for values in match.new)
    return bool(match.new) or any(change.write for _, change in found), total


def _write_payments(
    order: Order, payments: Sequence[Payment], told: ImportedOrder, changes: list[tuple[str, Change]]
) -> bool:
    match = match_payments(payments, [payment_values(payment) for payment in told.payments])
    found = [(payment, payment_change(payment, values)) for payment, values in match.pairs]
    found += [(payment, payment_gone(payment)) for payment in match.gone]
    for payment, change in found:
        seen = Payment.objects.filter(pk=payment.pk, reserved_minor=payment.reserved_minor)
        if change.write and seen.update(**change.write) != 1:
            raise Overtaken
    last = max((payment.position for payment in payments), default=-1)
    Payment.objects.bulk_create(
        Payment(order=order, position=position, **values) for position, values in enumerate(match.new, start=last + 1)
    )
    changes += [(payment.means or payment.reference, change) for payment, change in found]
    return bool(match.new) or any(change.write for _, change in found)


def _write_order(landing: Landing, order: Order, values: Values, fingerprint: str) -> bool:
    """Write the order's row; whether anything but its fingerprint was news."""
    changed = news(order, values)
    if changed:
        changed["changed_at"] = landing.at
    Order.objects.filter(pk=order.pk).update(fingerprint=fingerprint, **changed)
    return bool(changed)
