"""Who pays for sending goods back (L221-23, L217-16)."""

from collections.abc import Sequence

from reprise.law import commercial
from reprise.law.assessment import Reason, Verdict
from reprise.law.facts import Line
from reprise.law.refund_dates import goes_back
from reprise.law.situation import Situation
from reprise.law.vocabulary import Basis, Decision, Payer

SELLERS = frozenset({Basis.CONFORMITY, Basis.HIDDEN_DEFECT, Basis.RECALL})


def return_cost(
    situation: Situation, answer: Verdict, lines: Sequence[tuple[Line, Verdict]]
) -> tuple[Payer, tuple[Reason, ...]]:
    """Name the payer; nobody when there is nothing to send back."""
    going = [line for line, verdict in lines if verdict.decision is not Decision.REFUSE and not line.item.is_digital]
    if answer.decision is Decision.REFUSE or answer.basis is Basis.NONE or not going or not goes_back(situation):
        return Payer.NONE, ()
    if situation.facts.seller_collects:
        return Payer.SELLER, (situation.because("seller_collects", _rule(answer)),)
    if answer.basis in SELLERS:
        return Payer.SELLER, (situation.because("seller_pays_return", _rule(answer)),)
    if answer.basis is Basis.WITHDRAWAL:
        return _withdrawal(situation, going[0])
    policy = situation.facts.commercial_policy
    if answer.basis is Basis.COMMERCIAL and policy is not None:
        return policy.return_cost_by, (_promised(situation, policy.return_cost_by),)
    return Payer.SELLER, (situation.because("seller_in_breach", "late_delivery.refunds_all"),)


def _withdrawal(situation: Situation, line: Line) -> tuple[Payer, tuple[Reason, ...]]:
    """The buyer pays the direct cost, unless the seller took it on or did not say so beforehand."""
    policy = situation.facts.commercial_policy
    if policy is not None and policy.return_cost_by is Payer.SELLER and commercial.is_open(situation, line.item):
        return Payer.SELLER, (_promised(situation, Payer.SELLER),)
    if situation.facts.info.return_cost:
        return Payer.BUYER, (situation.because("buyer_pays_return", "withdrawal.return_cost"),)
    return Payer.SELLER, (situation.because("return_cost_untold", "withdrawal.return_cost"),)


def _promised(situation: Situation, payer: Payer) -> Reason:
    if payer is Payer.SELLER:
        return situation.because("promise_pays_return", "commercial.binds")
    return situation.because("promise_leaves_return", "commercial.binds")


def _rule(answer: Verdict) -> str:
    if answer.basis is Basis.CONFORMITY:
        return "guarantee.return_cost"
    if answer.basis is Basis.HIDDEN_DEFECT:
        return "hidden_defect.return_cost"
    return "recall.remedies" if answer.basis is Basis.RECALL else "withdrawal.return_cost"
