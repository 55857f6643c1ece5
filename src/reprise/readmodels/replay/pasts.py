"""What the shop knew of its customers on the days of past requests: twelve months before each, for a chunk at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from reprise.apps.cases.models import Case, CustomerCard, Decision
from reprise.apps.catalogue.kinds import OrderState
from reprise.apps.catalogue.models import Order
from reprise.apps.logistics.kinds import Variance
from reprise.apps.logistics.models import Receipt
from reprise.readmodels.customer_past import A_YEAR, REFUSED, Past
from reprise.readmodels.overview.weeks import midnight


@dataclass(slots=True)
class _Known:
    """Everything dated that the shop knows of a customer."""

    cases: list[tuple[int, datetime, int | None]] = field(default_factory=list)  # (case, opened, order)
    orders: list[tuple[int, datetime, int]] = field(default_factory=list)  # (order, ordered, paid)
    refused: list[tuple[int, datetime, datetime]] = field(default_factory=list)  # (case, its opening, decided)
    swapped: list[datetime] = field(default_factory=list)
    is_priority: bool = False
    tags: frozenset[str] = frozenset()


def pasts_of(asked: Iterable[tuple[int, int | None, datetime, date]], zone: str) -> dict[int, Past]:
    """The past of each case's customer before it was opened: (case, customer, opened at, opened on) → by case.

    What the team keeps in mind of a customer has no date: it is taken as it is now.
    """
    wanted = [(case, customer, at, day) for case, customer, at, day in asked if customer is not None]
    known = _known(sorted({customer for _, customer, _, _ in wanted}))
    clock = ZoneInfo(zone)
    return {case: _past(known[customer], case, at, midnight(day, clock) - A_YEAR) for case, customer, at, day in wanted}


def _known(customers: Sequence[int]) -> dict[int, _Known]:
    found: dict[int, _Known] = defaultdict(_Known)
    cases = Case.objects.filter(customer_id__in=customers).order_by()
    for customer, case, at, order in cases.values_list("customer_id", "pk", "opened_at", "order_id"):
        found[customer or 0].cases.append((case, at, order))
    orders = Order.objects.filter(customer_id__in=customers).exclude(state=OrderState.CANCELLED.value).order_by()
    for customer, order, at, paid in orders.values_list("customer_id", "pk", "ordered_at", "total_minor"):
        found[customer or 0].orders.append((order, at, paid))
    refused = Decision.objects.filter(line__case__customer_id__in=customers, verdict__in=REFUSED).order_by()
    for customer, case, opened, at in refused.values_list(
        "line__case__customer_id", "line__case_id", "line__case__opened_at", "decided_at"
    ):
        found[customer or 0].refused.append((case, opened, at))
    receipts = Receipt.objects.filter(case__customer_id__in=customers, variance=Variance.SWAPPED.value).order_by()
    for customer, at in receipts.values_list("case__customer_id", "received_at"):
        found[customer or 0].swapped.append(at)
    for card in CustomerCard.objects.filter(customer_id__in=customers).only("customer_id", "priority", "tags"):
        found[card.customer_id].is_priority, found[card.customer_id].tags = card.priority, frozenset(card.tags or ())
    return found


def _past(known: _Known, case_id: int, at: datetime, since: datetime) -> Past:
    asked = [(case, order) for case, opened, order in known.cases if case != case_id and since <= opened < at]
    bought = {order: paid for order, ordered, paid in known.orders if since <= ordered < at}
    refused = {case for case, opened, decided in known.refused if case != case_id and since <= opened and decided < at}
    return Past(
        requests=len(asked), orders=len(bought), returned_orders=len({order for _, order in asked if order in bought}),
        refused=len(refused), swapped=any(moment < at for moment in known.swapped), spent_minor=sum(bought.values()),
        is_priority=known.is_priority, tags=known.tags,
    )  # fmt: skip
