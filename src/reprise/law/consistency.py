"""Dates that cannot both be true: a person asks which one is wrong."""

from collections.abc import Iterator
from datetime import date

from reprise.law.assessment import Reason
from reprise.law.facts import Facts, Unsaid

#: A day of the first fact cannot come before one of the second.
NEVER_BEFORE = (
    ("delivered", "ordered"),
    ("declared", "ordered"),
    ("carrier_status_delivered", "ordered"),
    ("last_delivery_of_order", "ordered"),
    ("refunded", "ordered"),
    ("sent_back", "delivered"),
    ("received_back", "delivered"),
    ("received_back", "sent_back"),
    ("repaired_returned", "delivered"),
    ("replaced_on", "delivered"),
    ("rescission_notified", "ordered"),
    ("resolution_received", "ordered"),
    ("extra_time_until", "notice_to_perform"),
)
NEVER_BEFORE_OF_A_DEFECT = (("noticed", "delivered"), ("declared", "noticed"), ("declared", "delivered"))


def contradictions(facts: Facts) -> Iterator[Reason]:
    """Find pairs of dates in an impossible order."""
    pairs = (*NEVER_BEFORE, *NEVER_BEFORE_OF_A_DEFECT) if facts.claim in {"defect", "wrong_item"} else NEVER_BEFORE
    for later, earlier in pairs:
        after, before = _day(facts, later), _day(facts, earlier)
        if after is not None and before is not None and after < before:
            yield Reason("dates_contradict", {"fact": later, "day": after, "other": earlier, "other_day": before})


def _day(facts: Facts, name: str) -> date | None:
    """The day of a fact, the first one of several deliveries."""
    if name == "delivered":
        return min((day for day in facts.lots if day is not None), default=None)
    value: date | Unsaid | None = getattr(facts, name)
    return None if isinstance(value, Unsaid) else value
