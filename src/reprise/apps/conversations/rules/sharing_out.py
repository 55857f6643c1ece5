"""Who gets the next matter: whoever has the least to answer, in the customer's language where that is fair."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

#: So many more may wait with somebody who writes the customer's language before a colleague gets it all the same.
FAIR: Final = 3


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who takes matters: how many wait with them, and the number of the last one they were given."""

    person_id: int
    language: str
    load: int
    last_given: int = 0  # matters are numbered as they come in: the lowest was given longest ago


def next_hand(hands: Iterable[Hand], language: str) -> int | None:
    """The person who gets a matter in a language, of equals whoever was given one longest ago; None without anybody."""
    ranked = sorted(hands, key=lambda hand: (_weight(hand, language), hand.last_given, hand.person_id))
    return ranked[0].person_id if ranked else None


def _weight(hand: Hand, language: str) -> int:
    return hand.load + (0 if hand.language == language else FAIR)
