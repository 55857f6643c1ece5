"""How much of the delivery fee goes back with a refund: the refund, the letter before it and the pages say the same."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.transitions import GRANTED
from reprise.apps.catalogue.kinds import LineType
from reprise.readmodels.withdrawn import withdrawn_pieces

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case, CaseLine
    from reprise.apps.catalogue.models import OrderLine

GROUNDS = frozenset({"withdrawal", "commercial", "late_delivery"})
#: Grounds that end the contract: once nothing of the order is kept, the fee has no purpose left.
ENDS = frozenset({"withdrawal", "late_delivery"})


def delivery_due(
    *, whole_price: bool, line: "CaseLine", case_lines: Sequence["CaseLine"], order_lines: Sequence["OrderLine"],
    withdrawn: Mapping[int, int],
) -> int:  # fmt: skip
    """What of the delivery fee is due once this line is refunded at its whole price, less what of it went back before.

    It is due when all that was withdrawn from in this request was granted and the law (or the shop's promise) said
    that the fee goes back then, or when nothing of the order is left that was not withdrawn from. The supplement for a
    dearer delivery than the standard one stays with the seller (Code de la consommation, L221-24).
    """
    if not whole_price or line.ground not in GROUNDS:
        return 0
    fees = [fee for fee in order_lines if fee.type == LineType.SHIPPING]
    due = 0
    if granted_whole(case_lines):
        due = _number(line.proposal.get("delivery_minor"))
    if line.ground in ENDS and _nothing_kept(order_lines, withdrawn):
        # Of a delivery that came too late everything goes back, dearer or not (L216-7).
        of_choice = line.ground == "withdrawal"
        supplement = _number(_prices(line.proposal).get("delivery_express_supplement")) if of_choice else 0
        due = max(due, sum(fee.paid_minor for fee in fees) - supplement)
    return max(0, due - sum(fee.refunded_elsewhere_minor + fee.reserved_minor for fee in fees))


def granted_whole(case_lines: Iterable["CaseLine"]) -> bool:
    """Whether all pieces were granted of all lines that give the fee back together."""
    theirs = [each for each in case_lines if each.ground in GROUNDS]
    return all(each.state in GRANTED and each.approved_quantity == each.quantity for each in theirs)


def delivery_with(case: "Case", line: "CaseLine", order_lines: Sequence["OrderLine"]) -> int:
    """What of the fee goes back with a line decided now, with all that was granted before of its case and order."""
    if line.ground not in GROUNDS:
        return 0
    case_lines = [line if each.pk == line.pk else each for each in lines_of(case)]
    return delivery_due(
        whole_price=True, line=line, case_lines=case_lines, order_lines=order_lines,
        withdrawn=_withdrawn(line, case_lines, order_lines) if line.ground in ENDS else {},
    )  # fmt: skip


def _withdrawn(
    line: "CaseLine", case_lines: Sequence["CaseLine"], order_lines: Sequence["OrderLine"]
) -> Mapping[int, int]:
    """The pieces withdrawn from; other cases are looked at only where together they may hold the whole order."""
    here: dict[int, int] = {}
    for each in case_lines:
        ends = each.ground == "withdrawal" or each.pk == line.pk  # another late line may be sent anew instead
        if ends and each.order_line_id:
            here[each.order_line_id] = here.get(each.order_line_id, 0) + each.approved_quantity
    asked = {each.pk: each.claimed_quantity for each in order_lines}
    order_id = next((each.order_id for each in order_lines if each.pk == line.order_line_id), None)
    if order_id is None or _nothing_kept(order_lines, here) or not _nothing_kept(order_lines, asked):
        return here
    others = withdrawn_pieces(order_id)
    return {pk: max(here.get(pk, 0), others.get(pk, 0)) for pk in {*here, *others}}


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
