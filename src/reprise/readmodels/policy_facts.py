"""What a shop's policy may know of a wish: from the sale, the request and, where a row asks for it, the past."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from reprise.apps.catalogue.models import Order, OrderLine
from reprise.apps.policies.rules import Policy, PolicyFacts, TableName
from reprise.apps.policies.rules.cells import OneOf
from reprise.apps.policies.rules.matching import plain
from reprise.law.vocabulary import Buyer
from reprise.platform.files.models import StoredFile
from reprise.readmodels.customer_past import Past, past_of
from reprise.readmodels.evidence_given import Given, given_of
from reprise.readmodels.requests import Request, Wish

#: Facts about the customer's past, asked of the database only where a row looks at one.
OF_THE_PAST: Final = frozenset({
    "returns_12m", "orders_12m", "return_rate_percent", "swapped_before", "refused_12m", "spent_12m_minor", "tags",
    "priority",
})  # fmt: skip
WRITTEN_DOWN: Final = frozenset({"phone", "letter", "counter"})


@dataclass(frozen=True, slots=True)
class Around:
    """What is the same for every article of a request: the day, how it came, what was shown, and the customer's past.

    Nobody asked about it: nothing is known.
    """

    today: date | None = None
    channel: str | None = None
    danger: bool | None = None
    given: Given | None = None
    past: Past | None = None


#: Nobody has looked around yet.
UNSEEN: Final = Around()


def columns_of(policy: Policy) -> frozenset[str]:
    """The facts that any row of a policy looks at."""
    return frozenset(name for rows in policy.tables.values() for row in rows for name in row.when)


def around(policy: Policy, order: Order, request: Request, today: date, zone: str, *, besides: int = 0) -> Around:
    """Look around a request; a policy without rows asks the database nothing. `besides` is its own case, if any."""
    if not policy.has_rows:
        return Around(today)
    asked = columns_of(policy)
    shown = bool(asked & {"photos", "measured"} or policy.rows(TableName.EVIDENCE))
    at = datetime.combine(today, time(), ZoneInfo(zone))
    return Around(
        today, channel=_way(request.channel), danger=request.danger,
        given=_given(request) if shown else Given(),
        past=past_of(order.customer_id, at, besides=besides) if asked & OF_THE_PAST else None,
    )  # fmt: skip


def _way(channel: str) -> str:
    return "staff" if channel in WRITTEN_DOWN else channel


def _given(request: Request) -> Given:
    files = list(StoredFile.objects.filter(pk__in=request.file_ids).only("kind")) if request.file_ids else []
    words = (*(wish.description for wish in request.wishes), request.written)
    return given_of(files, list(request.shots), " ".join(words))


def facts_of_wish(
    policy: Policy, order: Order, wish: Wish, line: OrderLine, *, ordered_on: date, value: int, around: Around
) -> PolicyFacts:
    """The facts of one wish before the law has answered; what is known not to be there is empty, not unknown."""
    past, given = around.past, around.given
    delivered, today = order.delivered_on, around.today
    return PolicyFacts(
        claim=wish.claim, reason=wish.reason, kind=line.kind or None, buyer=order.buyer_kind,
        country=order.country or None, opened=wish.opened, second_hand=line.second_hand,
        days_since_delivery=(today - delivered).days if today and delivered else None,
        days_since_order=(today - ordered_on).days if today else None, ordered=ordered_on, value_minor=value,
        order_value_minor=order.total_minor, quantity=wish.quantity, photos=given.photos if given else None,
        measured=given.measured if given else None, danger=around.danger, asked_remedy=wish.asked_remedy,
        channel=around.channel, company=company_of(policy, order),
        **of_the_past(past),
    )  # fmt: skip


def of_the_past(past: Past | None) -> dict[str, Any]:
    """The facts about the past of a customer."""
    if past is None:
        return {"tags": frozenset()}
    return {
        "priority": "high" if past.is_priority else None, "tags": past.tags, "returns_12m": past.requests,
        "orders_12m": past.orders, "return_rate_percent": past.return_rate_percent, "swapped_before": past.swapped,
        "refused_12m": past.refused, "spent_12m_minor": past.spent_minor,
    }  # fmt: skip


def company_of(policy: Policy, order: Order) -> str:
    """The company that bought, by the name or the VAT number a row knows it by; empty for everybody else."""
    if order.buyer_kind == Buyer.CONSUMER:
        return ""
    names = [name for name in _names(order) if name]
    if not names:
        return ""
    known = {plain(word) for word in _companies(policy)}
    return next((name for name in names if plain(name) in known), names[0])


def _names(order: Order) -> Sequence[str]:
    billing, shipping, customer = order.billing, order.shipping, order.customer if order.customer_id else None
    told = [str(billing.get("company") or ""), str(billing.get("vat_number") or ""), str(shipping.get("company") or "")]
    return [*told, *((customer.company, customer.vat_number) if customer else ())]


def _companies(policy: Policy) -> Iterable[str]:
    for rows in policy.tables.values():
        for row in rows:
            cell = row.when.get("company")
            if isinstance(cell, OneOf):
                yield from cell.values
