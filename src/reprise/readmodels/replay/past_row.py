"""One line of a past request as the replay needs it: plain values, so that another process may have them."""

from dataclasses import dataclass
from datetime import date

from reprise.readmodels.customer_past import Past


@dataclass(frozen=True, slots=True)
class PastRow:
    """A line with what was kept of its answer (JSON as text), and what became of it; days are fractions of a day."""

    line_id: int
    reference: str
    name: str
    kind: str
    quantity: int
    claim: str
    reason: str
    asked_remedy: str
    state: str
    granted: int
    opened_on: date
    buyer: str
    channel: str
    danger: bool
    country: str
    currency: str
    customer_id: int | None
    order_value: int | None
    ordered_on: date | None
    proposal: str
    photos: int
    shots: frozenset[str]
    measured: bool
    decided_after: float | None = None
    paid_after: float | None = None  # after the decision
    repaid: int = 0
    past: Past | None = None  # of the customer; None where neither policy looks at it
    was_back: bool = False  # whether goods were to come back that time
