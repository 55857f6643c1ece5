"""What a policy may know of a request; None is a fact nobody knows."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFacts:
    """The facts of one line of one request, each named as the column that looks at it."""

    claim: str | None = None
    reason: str | None = None
    kind: str | None = None
    buyer: str | None = None
    country: str | None = None
    opened: bool | None = None
    second_hand: bool | None = None
    days_since_delivery: int | None = None
    days_since_order: int | None = None
    ordered: date | None = None
    value_minor: int | None = None
    order_value_minor: int | None = None
    quantity: int | None = None
    photos: int | None = None
    measured: bool | None = None
    danger: bool | None = None
    asked_remedy: str | None = None
    channel: str | None = None
    law: str | None = None
    basis: str | None = None
    company: str | None = None
    priority: str | None = None
    tags: frozenset[str] | None = None
    grade: str | None = None
    complete: bool | None = None
    used_beyond_test: bool | None = None
    amount_minor: int | None = None
    remedy: str | None = None
    returns_12m: int | None = None
    orders_12m: int | None = None
    return_rate_percent: int | None = None
    swapped_before: bool | None = None
    refused_12m: int | None = None
    spent_12m_minor: int | None = None
