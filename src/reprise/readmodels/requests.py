"""What a customer asks about one order, as it comes from a page or a program."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """One order line somebody asks about: how many pieces, what is claimed, why, and what they would like."""

    order_line_id: int
    quantity: int
    claim: str  # withdraw, defect, wrong_item
    reason: str = ""  # a code of the taxonomy of defects
    description: str = ""
    asked_remedy: str = ""  # a RemedyType; empty: whatever they are entitled to
    opened: bool = False  # the packaging of filament or resin was opened


@dataclass(frozen=True, slots=True)
class Request:
    """A whole request about one order."""

    wishes: tuple[Wish, ...]
    danger: bool
    language: str
    channel: str = "portal"
    file_ids: tuple[int, ...] = ()
    draft_key: str = ""
