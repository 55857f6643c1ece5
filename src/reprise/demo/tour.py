"""The two-minute tour: where each step plays, and who one is there."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reprise.apps.accounts.rights import Role

SLUG: Final = "atelier-lamelle"  # of the demo's shop


class Place(StrEnum):
    """A sort of page the tour leads to."""

    HELP = "help"  # the public help
    ORDER = "order"  # the customer's own order
    CASE = "case"  # the customer's page of the newest case of an order
    HOME = "home"
    QUEUE = "queue"
    CONVERSATIONS = "conversations"
    DECIDE = "decide"
    RECEPTION = "reception"
    REFUND = "refund"
    APPROVE = "approve"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, where it plays, about which order, and as whom (None: the customer)."""

    name: str
    place: Place
    order: str = ""
    role: Role | None = None


STEPS: Final = (
    Step("help", Place.HELP),
    Step("ask", Place.ORDER, "L-2050"),
    Step("follow", Place.CASE, "L-2050"),
    Step("morning", Place.HOME, role=Role.AGENT),
    Step("queue", Place.QUEUE, role=Role.AGENT),
    Step("talk", Place.CONVERSATIONS, role=Role.AGENT),
    Step("decide", Place.DECIDE, "L-2041", Role.AGENT),
    Step("receive", Place.RECEPTION, "L-2038", Role.INSPECTOR),
    Step("refund", Place.REFUND, "L-2033", Role.AGENT),
    Step("approve", Place.APPROVE, "L-2024", Role.MANAGER),
    Step("rule", Place.POLICY, role=Role.MANAGER),
)
