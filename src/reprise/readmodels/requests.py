"""What a customer asks about one order, as it comes from a page or a program."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Delivery:
    """What only the customer can tell of goods that did not come."""

    tracking: str = ""  # moving, delivered, returned; empty: they do not know
    promised_on: date | None = None  # the day they were told, where the order holds none
    essential: bool = False  # the shop knew, before the order, that it had to be that day
    asked_on: date | None = None  # when they asked in writing to be delivered…
    extra_until: date | None = None  # …and the last day they gave


@dataclass(frozen=True, slots=True)
class Wish:
    """One order line somebody asks about: how many pieces, what is claimed, why, and what they would like."""

    order_line_id: int
    quantity: int
    claim: str  # withdraw, defect, wrong_item, late_delivery, not_received
    reason: str = ""  # a code of the taxonomy of defects
    description: str = ""
    asked_remedy: str = ""  # a RemedyType; empty: whatever they are entitled to
    opened: bool = False  # the packaging of filament or resin was opened
    delivery: Delivery = Delivery()


@dataclass(frozen=True, slots=True)
class Request:
    """A whole request about one order."""

    wishes: tuple[Wish, ...]
    danger: bool
    language: str
    channel: str = "portal"
    file_ids: tuple[int, ...] = ()
    draft_key: str = ""
    hazard: str = ""  # hurt, burn, shock or leak: what the danger was
    written: str = ""  # what the customer wrote about it since
    shots: Mapping[str, int] = field(default_factory=dict)  # the picture asked for → the file that shows it
