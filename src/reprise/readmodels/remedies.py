"""What a line may bring its customer: the remedy proposed, and the price of its pieces."""

from collections.abc import Mapping
from typing import Final

from reprise.apps.cases.kinds import RemedyType
from reprise.apps.cases.models import CaseLine
from reprise.apps.catalogue.models import OrderLine
from reprise.apps.policies.rules import gives_enough
from reprise.core.money import portion
from reprise.law.vocabulary import Basis, Outcome
from reprise.readmodels.proposal import Proposal, proposal_of

CHOSEN: Final = frozenset({Basis.CONFORMITY.value, Basis.DIGITAL_CONFORMITY.value})
#: What to put things right with where law leaves the choice to the customer and they made none.
_BY_KIND: Final[Mapping[str, RemedyType]] = {
    "printer": RemedyType.REPAIR,
    "catalogue_print": RemedyType.REPRINT,
    "custom_print": RemedyType.REPRINT,
    "personalised_print": RemedyType.REPRINT,
}


def proposed_remedy(line: CaseLine) -> RemedyType | None:
    """The remedy to begin with: the one the answer brings, else the one that was asked for."""
    if line.ground == Basis.WITHDRAWAL:
        return RemedyType.REFUND
    asked = RemedyType(line.asked_remedy) if line.asked_remedy else None
    proposal = proposal_of(line.proposal)
    outcome = proposal.outcome if proposal else ""
    put_right = asked if outcome == Outcome.REPAIR_OR_REPLACEMENT and asked not in {None, RemedyType.REFUND} else None
    if ours := _of_the_shop(line, proposal):
        # Between repair and replacement the law lets the customer choose; the shop may only offer more.
        return put_right if put_right and line.ground in CHOSEN else ours
    if line.ground == Basis.COMMERCIAL and line.claim in {"withdraw", ""}:
        return RemedyType.REFUND
    if outcome == Outcome.MONEY_BACK:
        return RemedyType.REFUND
    if outcome == Outcome.REPAIR_OR_REPLACEMENT:
        return put_right or _BY_KIND.get(line.product_kind, RemedyType.REPLACEMENT)
    if outcome == Outcome.DELIVERY:
        return asked or RemedyType.REPLACEMENT
    return asked


def _of_the_shop(line: CaseLine, proposal: Proposal | None) -> RemedyType | None:
    """What the row that accepts says the customer gets; never less than the law, unless that is what they ask for."""
    said = proposal.policy if proposal and proposal.verdict in {"yes", "part"} else None
    if proposal is None or said is None or said.verdict != "accept" or not said.remedy:
        return None
    is_promise = line.ground == Basis.COMMERCIAL or said.remedy == line.asked_remedy
    is_enough = is_promise or gives_enough(Outcome(proposal.outcome), said.remedy)
    return RemedyType(said.remedy) if is_enough else None


def price_of(line: CaseLine, quantity: int) -> int | None:
    """What was paid for so many pieces of a line, in minor units; None where nothing was bought."""
    bought = OrderLine.objects.filter(pk=line.order_line_id).first() if line.order_line_id else None
    return portion(bought.paid_minor, min(quantity, bought.quantity), bought.quantity) if bought else None
