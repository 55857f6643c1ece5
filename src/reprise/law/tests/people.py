"""Alice buys a printer online and is told everything she has to be told; tests change one fact at a time."""

from datetime import date
from typing import Any

from reprise.law.assess import assess
from reprise.law.assessment import Assessment
from reprise.law.facts import Facts, Notices, Prices
from reprise.law.vocabulary import Claim, Item

TOLD = Notices(withdrawal=True, return_cost=True)
UNTOLD = Notices()
PRICES = Prices(items=32900, delivery_standard=990, delivery_express_supplement=0)


def alice(**changes: Any) -> Facts:
    """Alice's withdrawal, a week after delivery on Monday 2 March 2026."""
    usual: dict[str, Any] = {
        "country": "FR",
        "claim": Claim.WITHDRAW,
        "item": Item.PRINTER_NEW,
        "ordered": date(2026, 2, 26),
        "delivered": date(2026, 3, 2),
        "declared": date(2026, 3, 9),
        "info": TOLD,
        "prices": PRICES,
    }
    if "lines" in changes:
        usual.pop("item")
    return Facts(**(usual | changes))


def defect(**changes: Any) -> Facts:
    """Alice's printer fails two months after delivery."""
    usual: dict[str, Any] = {
        "claim": Claim.DEFECT,
        "noticed": date(2026, 5, 4),
        "declared": date(2026, 5, 5),
    }
    return alice(**(usual | changes))


def late(**changes: Any) -> Facts:
    """Alice's printer was promised for 20 May and has not come by the 25th."""
    usual: dict[str, Any] = {
        "claim": Claim.LATE_DELIVERY,
        "ordered": date(2026, 5, 4),
        "promised": date(2026, 5, 20),
        "delivered": None,
        "declared": date(2026, 5, 25),
    }
    return alice(**(usual | changes))


def codes(answer: Assessment) -> list[str]:
    """Which rules spoke."""
    return [reason.code for reason in answer.reasons]


def why(facts: Facts) -> list[str]:
    """Which rules speak about these facts."""
    return codes(assess(facts))
