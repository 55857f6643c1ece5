"""Which remedies are enough where the law gives something; anything else only when the buyer asks for it."""

from collections.abc import Mapping
from typing import Final

from reprise.law.vocabulary import Outcome

REPAIRS: Final = frozenset({"repair", "spare_part"})
REPLACES: Final = frozenset({"replacement", "reprint", "exchange"})

_ENOUGH: Final[Mapping[Outcome, frozenset[str]]] = {
    Outcome.MONEY_BACK: frozenset({"refund"}),
    Outcome.REPAIR_OR_REPLACEMENT: REPAIRS | REPLACES | {"refund"},
    Outcome.PRICE_REDUCTION: frozenset({"price_reduction", "partial_refund_keep", "refund"}),
    Outcome.DELIVERY: REPLACES | {"refund", "spare_part"},
}


def gives_enough(outcome: Outcome, remedy: str) -> bool:
    """Whether a remedy is no less than what the law gives there."""
    return outcome not in _ENOUGH or remedy in _ENOUGH[outcome]
