"""How law and policy meet over one article: the law answers first, and the shop's own rules can only add to it."""

from dataclasses import dataclass, replace
from typing import Final

from reprise.apps.policies.rules import PolicyAnswer, PolicyFacts, Row, TableName, Verdict
from reprise.core.money import Money
from reprise.law.assessment import Assessment
from reprise.law.vocabulary import Basis, Claim, Decision, Item, Outcome, Payer
from reprise.readmodels.contract_terms import ContractTerms

GRANTED: Final = frozenset({Decision.ACCEPT, Decision.ACCEPT_IN_PART})
LAW_SAYS: Final = {
    Decision.ACCEPT: "accept", Decision.ACCEPT_IN_PART: "part", Decision.REFUSE: "refuse",
    Decision.HUMAN_REVIEW: "person",
}  # fmt: skip
MONEY: Final = frozenset({"refund", "store_credit"})
LESS: Final = frozenset({"price_reduction", "partial_refund_keep"})
#: Claims about goods that are here and not as they should be: their way back is on the shop.
FAULTY: Final = frozenset({Claim.DEFECT, Claim.WRONG_ITEM})


@dataclass(frozen=True, slots=True)
class Ruling:
    """What law and policy say together: `told` to the customer, what the law said alone, and the rule that spoke."""

    told: Assessment
    law: Assessment
    policy: PolicyAnswer
    facts: PolicyFacts
    contract: ContractTerms | None = None
    by_rule: bool = False  # the shop's own rule changed what the customer is told

    @property
    def asks_a_person(self) -> bool:
        """Whether a rule wants somebody to look, whatever the customer is told."""
        return self.policy.verdict is Verdict.PERSON or bool(self.policy.signals)

    def row(self, table: TableName) -> Row | None:
        """The row of a table that spoke."""
        return next((hit.row for hit in self.policy.trace if hit.table is table), None)

    @property
    def is_kept(self) -> bool:
        """Whether the shop does not ask for the article back."""
        return self.policy.goods == "keep" and self.told.decision is not Decision.REFUSE

    @property
    def is_accepted_by_rule(self) -> bool:
        """Whether a row accepts it and nobody has to look."""
        return self.policy.verdict is Verdict.ACCEPT and self.told.decision is Decision.ACCEPT


def compose(
    law: Assessment, alone: Assessment, policy: PolicyAnswer, facts: PolicyFacts, *, paid: Money, away: bool,
    contract: ContractTerms | None = None,
) -> Ruling:  # fmt: skip
    """Say what stands. `law` counts the shop's own window as its promise, `alone` does not; both are equal without one.

    A row that refuses takes nothing away that law or contract give; one that accepts is the shop's own promise; one
    that asks for a person changes nothing that is certain.
    """
    base = contract.cover(law) if contract else law
    ruling = Ruling(base, law, policy, facts, contract)
    match policy.verdict:
        case Verdict.ACCEPT if base.decision not in GRANTED and not base.contradictions:
            promise = _promised(base, policy, facts, paid=paid, away=away)
            return replace(ruling, told=promise, by_rule=True)
        case Verdict.REFUSE if base is law and _is_promise(law) and alone.decision not in GRANTED:
            return replace(ruling, told=alone, by_rule=True)
        case Verdict.REFUSE if base.decision is Decision.REFUSE:
            return replace(ruling, by_rule=True)
        case Verdict.PERSON if base.decision is Decision.REFUSE:
            review = replace(base, decision=Decision.HUMAN_REVIEW, outcome=Outcome.REVIEW)
            return replace(ruling, told=review, by_rule=True)
        case _:
            return ruling


def _is_promise(answer: Assessment) -> bool:
    return answer.decision in GRANTED and answer.basis is Basis.COMMERCIAL


def _promised(base: Assessment, policy: PolicyAnswer, facts: PolicyFacts, *, paid: Money, away: bool) -> Assessment:
    """Accepted as the shop's own promise: what the row says one gets, else what was asked for."""
    remedy = policy.remedy or remedy_of_promise(base, facts)
    money = remedy in MONEY
    outcome = Outcome.MONEY_BACK if money else Outcome.PRICE_REDUCTION if remedy in LESS else _put_right(base)
    return replace(
        base, decision=Decision.ACCEPT, basis=Basis.COMMERCIAL, outcome=outcome, refund=paid if money else None,
        refund_due=None, missing=(), return_cost_by=_payer(base, policy, away=away or remedy in LESS),
    )  # fmt: skip


def remedy_of_promise(base: Assessment, facts: PolicyFacts) -> str:
    """What a promise brings where its row does not say."""
    if base.facts.claim is Claim.WITHDRAW:
        return "refund"
    return facts.asked_remedy or "replacement"


def _put_right(base: Assessment) -> Outcome:
    return Outcome.REPAIR_OR_REPLACEMENT if base.facts.claim in FAULTY else Outcome.DELIVERY


def _payer(base: Assessment, policy: PolicyAnswer, *, away: bool) -> Payer:
    """Who pays the way back of a promise: a fault is never sent back at the customer's cost."""
    item = base.facts.item
    if away or policy.goods == "keep" or (isinstance(item, Item) and item.is_digital):
        return Payer.NONE
    if base.facts.claim in FAULTY:
        return Payer.SELLER
    return Payer(policy.window.return_cost_by) if policy.window else Payer.BUYER
