"""Dates that cannot both be true: a person asks which one is wrong."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from reprise.law.assessment import Reason
from reprise.law.facts import Facts

#: A day of the first fact cannot come before one of the second.
NEVER_BEFORE = (
    ("delivered", "ordered"),
    ("declared", "ordered"),
    ("carrier_status_delivered", "ordered"),
    ("last_delivery_of_order", "ordered"),
    ("last_delivery_of_order", "delivered"),
    ("available_at_pickup_point", "ordered"),
    ("collected", "available_at_pickup_point"),
    ("promised", "ordered"),
    ("notice_to_perform", "ordered"),
    ("written_complaint", "ordered"),
    ("guarantee_accepted_on", "delivered"),
    ("proof_of_dispatch_given", "sent_back"),
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
NEVER_BEFORE_OF_A_DEFECT = (
    ("noticed", "delivered"),
    ("declared", "noticed"),
    ("declared", "delivered"),
    ("rescission_notified", "delivered"),
)
#: The last of several deliveries, under the name people know.
NAMES = {"collected": "delivered"}
SINGLE = {name for pair in (*NEVER_BEFORE, *NEVER_BEFORE_OF_A_DEFECT) for name in pair} - {"delivered", "collected"}
_read_single = attrgetter(*SINGLE)


def contradictions(facts: Facts) -> Iterator[Reason]:
    """Find pairs of dates in an impossible order."""
    pairs = (*NEVER_BEFORE, *NEVER_BEFORE_OF_A_DEFECT) if facts.claim in {"defect", "wrong_item"} else NEVER_BEFORE
    days = _days(facts)
    for later, earlier in pairs:
        if later in days and earlier in days and (after := days[later]) < (before := days[earlier]):
            fact = NAMES.get(later, later)
            yield Reason("dates_contradict", {"fact": fact, "day": after, "other": earlier, "other_day": before})


def _days(facts: Facts) -> dict[str, date]:
    """Each fact that has a day; of several deliveries the first, and the last under a name of its own."""
    found = {name: value for name, value in zip(SINGLE, _read_single(facts), strict=True) if type(value) is date}
    lots = [day for day in facts.lots if day is not None]
    return found | {"delivered": min(lots), "collected": max(lots)} if lots else found
