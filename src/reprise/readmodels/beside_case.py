"""What else there is of a case's customer: their other orders and cases, and what the team keeps in mind of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import Customer
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.models import Case, CustomerCard
from reprise.apps.cases.queries import cases_of
from reprise.apps.catalogue.models import Order, OrderLine

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Beside:
    """The customer's other things, open cases first; how many there are of each, and what they bought for in all."""

    customer: Customer | None
    card: CustomerCard | None
    cases: Sequence[Case]
    case_count: int
    open_count: int
    orders: Sequence[Order]
    order_count: int
    serials: Sequence[tuple[str, str]]  # of this case's articles, as the order tells them


def beside(actor: Actor, case: Case) -> Beside:
    """Look by customer, else by the address the case came from; a bounded number of queries."""
    customer = Customer.objects.filter(shop_id=actor.shop_id, pk=case.customer_id).first() if case.customer_id else None
    cases, orders = _cases(actor, case), _orders(actor, case)
    shown = list(cases.order_by(F("closed_at").desc(nulls_first=True), "-id")[:SHOWN])
    newest = list(orders.order_by("-ordered_at", "-id")[:SHOWN])
    case_count, open_count = _counted(cases, shown)
    return Beside(
        customer=customer,
        card=CustomerCard.objects.filter(customer=customer).first() if customer else None,
        cases=shown, case_count=case_count, open_count=open_count,
        orders=newest, order_count=len(newest) if len(newest) < SHOWN else orders.count(),
        serials=_serials(case),
    )  # fmt: skip


def _counted(cases: QuerySet[Case], shown: Sequence[Case]) -> tuple[int, int]:
    """How many there are and how many of them are open; asked only where more may be than are shown."""
    if len(shown) < SHOWN:
        return len(shown), sum(case.closed_at is None for case in shown)
    counted = cases.aggregate(all=Count("pk"), open=Count("pk", filter=Q(closed_at__isnull=True)))
    return counted["all"], counted["open"]


def _cases(actor: Actor, case: Case) -> QuerySet[Case]:
    others = cases_of(actor).exclude(pk=case.pk)
    if case.customer_id:
        return others.filter(customer_id=case.customer_id)
    return others.filter(contact_email=case.contact_email) if case.contact_email else others.none()


def _orders(actor: Actor, case: Case) -> QuerySet[Order]:
    others = Order.objects.filter(shop_id=actor.shop_id).exclude(pk=case.order_id or 0)
    if not actor.may(Right.ORDERS_READ):
        return others.none()
    if case.customer_id:
        return others.filter(customer_id=case.customer_id)
    return others.filter(email=case.contact_email) if case.contact_email else others.none()


def _serials(case: Case) -> list[tuple[str, str]]:
    """Options of the articles that name a serial number or a lot."""
    lines = OrderLine.objects.filter(pk__in=case.lines.values("order_line_id")).exclude(attributes={})
    return [
        (name, str(value))
        for line in lines
        for name, value in line.attributes.items()
        if any(word in name.casefold() for word in ("serial", "série", "serie", "s/n", "lot", "batch"))
    ]  # fmt: skip
