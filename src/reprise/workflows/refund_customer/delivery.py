"""How much of the delivery fee goes back with a refund."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reprise.apps.cases.kinds import RemedyType
from reprise.apps.cases.transitions import GRANTED
from reprise.apps.catalogue.kinds import LineType

if TYPE_CHECKING:
    from reprise.apps.cases.models import CaseLine, Remedy
    from reprise.apps.catalogue.models import OrderLine

GROUNDS = frozenset({"withdrawal", "commercial", "late_delivery"})


def delivery_due(
    *, remedy: "Remedy", line: "CaseLine", case_lines: Sequence["CaseLine"], order_lines: Sequence["OrderLine"],
    withdrawn: Mapping[int, int],
) -> int:  # fmt: skip
    """What of the delivery fee is due once this line is refunded, less what of it went back before.

    It is due when all that was withdrawn from in this request was granted and the law (or the shop's promise) said
    that the fee goes back then, or when nothing of the order is left that was not withdrawn from. The supplement for a
    dearer delivery than the standard one stays with the seller (Code de la consommation, L221-24).
    """
    if remedy.type != RemedyType.REFUND or remedy.amount_minor is not None or line.ground not in GROUNDS:
        return 0
    fees = [fee for fee in order_lines if fee.type == LineType.SHIPPING]
    due = 0
    if all(_granted_whole(each) for each in case_lines if each.ground in GROUNDS):
        due = _number(line.proposal.get("delivery_minor"))
    if line.ground == "withdrawal" and _nothing_kept(order_lines, withdrawn):
        supplement = _number(_prices(line.proposal).get("delivery_express_supplement"))
        due = max(due, sum(fee.paid_minor for fee in fees) - supplement)
    return max(0, due - sum(fee.refunded_elsewhere_minor + fee.reserved_minor for fee in fees))


def _granted_whole(line: "CaseLine") -> bool:
    return line.state in GRANTED and line.approved_quantity == line.quantity


def _nothing_kept(order_lines: Sequence["OrderLine"], withdrawn: Mapping[int, int]) -> bool:
    return all(
        withdrawn.get(line.pk, 0) + line.cancelled_quantity >= line.quantity
        for line in order_lines
        if line.type == LineType.PRODUCT
    )


def _prices(proposal: Mapping[str, Any]) -> Mapping[str, Any]:
    facts = proposal.get("facts")
    prices = facts.get("prices") if isinstance(facts, dict) else None
    return prices if isinstance(prices, dict) else {}


def _number(said: object) -> int:
    return said if isinstance(said, int) and said > 0 else 0
