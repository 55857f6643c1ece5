from collections.abc import Mapping, Sequence

from reprise.apps.catalogue.importing.landing import Landing
from reprise.apps.catalogue.importing.report import ImportReport
from reprise.apps.catalogue.importing.values import (
    line_values,
    order_values,
    payment_values,
    remarks_of,
    stored_remarks,
)
from reprise.apps.catalogue.models import Order, OrderLine, Payment
from reprise.apps.catalogue.ports import ImportedOrder
from reprise.apps.catalogue.rules.numbers import email_key


def create_orders(
    *, landing: Landing, orders: Sequence[tuple[ImportedOrder, str]], customers: Mapping[str, int], report: ImportReport
) -> None:
    """Write new orders with their lines and payments, a few statements for all of them; joins the caller's transaction.

    Each order comes with the fingerprint of what its export says.
    """
    rows = [
        Order(
            shop_id=landing.shop_id, platform=landing.platform, external_id=told.external_id, fingerprint=print_,
            customer_id=customers.get(email_key(told.contact.email)), total_minor=told.total_minor,
            remarks=stored_remarks(remarks_of(told, landing.home)), imported_at=landing.at, changed_at=landing.at,
            **order_values(told, landing.home, landing.kinds),
        )
        for told, print_ in orders
    ]  # fmt: skip
    written = Order.objects.bulk_create(rows)
    OrderLine.objects.bulk_create(
        OrderLine(order=row, position=position, **line_values(line, landing.kinds))
        for row, (told, _) in zip(written, orders, strict=True)
        for position, line in enumerate(told.lines, start=1)
    )
    Payment.objects.bulk_create(
        Payment(order=row, position=position, **payment_values(payment))
        for row, (told, _) in zip(written, orders, strict=True)
        for position, payment in enumerate(told.payments)
    )
    report.created += len(written)
    for told, _ in orders:
        report.remark(told, remarks_of(told, landing.home))
