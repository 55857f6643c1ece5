"""Which regimes are open to the buyer on the day of the declaration, whatever was claimed."""

from reprise.law import commercial, conformity, hidden_defects, late_delivery, withdrawal
from reprise.law.facts import Line
from reprise.law.situation import Situation
from reprise.law.vocabulary import Basis, Claim


def open_rights(situation: Situation) -> frozenset[Basis]:
    """Gather the regimes open for any of the goods claimed."""
    return frozenset().union(*(_for_line(situation, line) for line in situation.facts.claimed))


def _for_line(situation: Situation, line: Line) -> set[Basis]:
    asked = {
        Basis.WITHDRAWAL: withdrawal.standing(situation, line).open,
        conformity.basis_for(line.item): conformity.is_open(situation, line.item),
        Basis.HIDDEN_DEFECT: hidden_defects.is_open(situation, line.item),
        Basis.LATE_DELIVERY: late_delivery.is_open(situation),
        Basis.RECALL: situation.facts.claim is Claim.RECALL,
        Basis.COMMERCIAL: commercial.is_open(situation, line.item),
    }
    return {basis for basis, is_open in asked.items() if is_open}
