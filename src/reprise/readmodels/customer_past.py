"""What a shop knows of a customer's last twelve months: orders, requests, refusals, and what the team keeps in mind."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, QuerySet, Subquery, Sum

from reprise.apps.accounts.models import Customer
from reprise.apps.cases.kinds import LineState
from reprise.apps.cases.models import Case, CaseLine, CustomerCard
from reprise.apps.catalogue.kinds import OrderState
from reprise.apps.catalogue.models import Order
from reprise.apps.logistics.kinds import Variance
from reprise.apps.logistics.models import Receipt
from reprise.platform.statements import Values

A_YEAR: Final = timedelta(days=365)
REFUSED: Final = (LineState.DECLINED.value, LineState.UPHELD.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Counts of the last twelve months without the request at hand; money in minor units."""

    requests: int
    orders: int
    returned_orders: int
    refused: int
    swapped: bool
    spent_minor: int
    is_priority: bool
    tags: frozenset[str]

    @property
    def return_rate_percent(self) -> int | None:
        """Orders with a request, of a hundred; None for somebody who ordered nothing."""
        return self.returned_orders * 100 // self.orders if self.orders else None


def _asked(customer_id: Any, since: Any, case_id: Any) -> QuerySet[Case]:
    return Case.objects.filter(customer_id=customer_id, opened_at__gte=since).exclude(pk=case_id).order_by()


def _bought(customer_id: Any, since: Any) -> QuerySet[Order]:
    stands = Order.objects.filter(customer_id=customer_id, ordered_at__gte=since).order_by()
    return stands.exclude(state=OrderState.CANCELLED.value)


def _count(rows: QuerySet[Any], by: str, what: str = "pk") -> Subquery:
    return Subquery(rows.values(by).annotate(n=Count(what, distinct=True)).values("n"))


def _past(customer_id: Any, since: Any, case_id: Any) -> QuerySet[Any, Any]:
    asked, bought = _asked(customer_id, since, case_id), _bought(customer_id, since)
    lines = CaseLine.objects.filter(case__customer_id=customer_id, case__opened_at__gte=since).order_by()
    found = Receipt.objects.filter(case__customer_id=customer_id, variance=Variance.SWAPPED.value)
    card = CustomerCard.objects.filter(customer_id=customer_id)
    return Customer.objects.filter(pk=customer_id).values_list(
        _count(asked, "customer_id"),
        _count(bought, "customer_id"),
        _count(asked.filter(order__ordered_at__gte=since), "customer_id", "order_id"),
        _count(lines.filter(state__in=REFUSED).exclude(case_id=case_id), "case__customer_id", "case_id"),
        _count(found.order_by(), "case__customer_id"),
        Subquery(bought.values("customer_id").annotate(n=Sum("total_minor")).values("n")),
        Subquery(card.values("priority")[:1]),
        Subquery(card.values("tags")[:1]),
    )


_PAST: Final = Values(_past)


def past_of(customer_id: int | None, at: datetime, *, besides: int = 0) -> Past | None:
    """One statement for all of it; None for somebody the shop does not know. `besides` is the case at hand."""
    rows = _PAST.all(customer_id, at - A_YEAR, besides) if customer_id else []
    if not rows:
        return None
    requests, orders, returned, refused, swapped, spent, priority, tags = rows[0]
    return Past(
        requests=requests or 0, orders=orders or 0, returned_orders=returned or 0, refused=refused or 0,
        swapped=bool(swapped), spent_minor=int(spent or 0), is_priority=bool(priority), tags=frozenset(_words(tags)),
    )  # fmt: skip


def _words(kept: Any) -> Collection[str]:
    read = json.loads(kept) if isinstance(kept, str) else kept
    return read or ()
