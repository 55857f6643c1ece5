"""What a PrestaShop order state means: by the states in the file, else by the numbers every shop is installed with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from reprise.apps.catalogue.reading.texts import clean


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a state says about money and goods; None where it does not tell."""

    paid: bool | None = None
    shipped: bool = False
    delivered: bool = False
    cancelled: bool = False
    refunded: bool = False


INSTALLED: Final = {
    "1": Meaning(paid=False),  # waiting for a cheque
    "2": Meaning(paid=True),
    "3": Meaning(paid=True),  # being prepared
    "4": Meaning(paid=True, shipped=True),
    "5": Meaning(paid=True, shipped=True, delivered=True),
    "6": Meaning(cancelled=True),
    "7": Meaning(paid=True, refunded=True),
    "8": Meaning(paid=False, cancelled=True),  # payment error
    "9": Meaning(paid=True),  # out of stock, paid
    "10": Meaning(paid=False),  # waiting for a transfer
    "11": Meaning(paid=True),
    "12": Meaning(paid=False),  # out of stock, not paid
    "13": Meaning(paid=False),  # cash on delivery
}


def meaning_of(state: Mapping[str, Any]) -> Meaning:
    """The meaning of a state as the file describes it: its flags, the mail it sends, and its installed number."""
    installed = INSTALLED.get(clean(state.get("id")), Meaning())
    template = clean(state.get("template"))
    return Meaning(
        paid=_yes(state["paid"]) if "paid" in state else installed.paid,
        shipped=_yes(state["shipped"]) if "shipped" in state else installed.shipped,
        delivered=installed.delivered,
        cancelled=template == "order_canceled" or installed.cancelled,
        refunded=template == "refund" or installed.refunded,
    )


def _yes(value: object) -> bool:
    return clean(value).lower() in {"1", "true", "yes"} or value is True
