from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TypeVar

from django.db import transaction

from reprise.apps.accounts.services.keep_customers import keep_customers
from reprise.apps.catalogue.importing.landing import Landing
from reprise.apps.catalogue.importing.report import ImportReport
from reprise.apps.catalogue.importing.values import buyer_of, fingerprint, without_person
from reprise.apps.catalogue.models import Order, OrderLine, Payment
from reprise.apps.catalogue.ports import ImportedOrder
from reprise.apps.catalogue.services.create_orders import create_orders
from reprise.apps.catalogue.services.update_order import update_order
from reprise.platform.jobs.enqueue import enqueue

Row = TypeVar("Row", OrderLine, Payment)


def land_orders(*, landing: Landing, orders: Sequence[ImportedOrder]) -> ImportReport:
    """Write a batch of different orders in one transaction, and say what became of each."""
    report = ImportReport(read=len(orders))
    with transaction.atomic():
        stored = _stored(landing, orders)
        new, changed = [], []
        for order in orders:
            known = stored.get(order.external_id)
            if known is None:
                new.append((order, fingerprint(order)))
                continue
            told = order if known.erased_at is None else without_person(order)
            if (print_ := fingerprint(told)) == known.fingerprint:
                report.unchanged += 1
            else:
                changed.append((known, told, print_))
        buyers = [buyer_of(order) for order, _ in new] + [buyer_of(order) for _, order, _ in changed]
        customers = keep_customers(shop_id=landing.shop_id, buyers=buyers) if buyers else {}
        create_orders(landing=landing, orders=new, customers=customers, report=report)
        _update(landing, changed, customers, report)
        if changed:  # new ones are seen by their number
            enqueue(kind="search.orders", payload={}, at=landing.at, dedupe_key="search.orders")
    return report


def _stored(landing: Landing, orders: Sequence[ImportedOrder]) -> dict[str, Order]:
    """The orders of the batch that are there already, held against staff who edit one at this moment.

    On SQLite the transaction is the only writer; pieces and reservations, which are not held, are guarded one by one.
    """
    keys = [order.external_id for order in orders]
    found = Order.objects.filter(shop_id=landing.shop_id, platform=landing.platform, external_id__in=keys)
    return {order.external_id: order for order in found.select_for_update().order_by("pk")}


def _update(
    landing: Landing,
    changed: Sequence[tuple[Order, ImportedOrder, str]],
    customers: dict[str, int],
    report: ImportReport,
) -> None:
    ids = [order.pk for order, _, _ in changed]
    lines = _by_order(OrderLine.objects.filter(order_id__in=ids).order_by("order_id", "position")) if ids else {}
    payments = _by_order(Payment.objects.filter(order_id__in=ids).order_by("order_id", "position")) if ids else {}
    for order, told, print_ in changed:
        update_order(
            landing=landing, order=order, lines=lines.get(order.pk, []), payments=payments.get(order.pk, []),
            told=told, fingerprint=print_, customer_id=customers.get(buyer_of(told).email), report=report,
        )  # fmt: skip


def _by_order(rows: Iterable[Row]) -> dict[int, list[Row]]:
    return {order_id: list(group) for order_id, group in groupby(rows, key=lambda row: row.order_id)}
