"""Ask the shop's policy about one wish, the law's answer in hand, and put both together."""

from dataclasses import replace

from reprise.apps.catalogue.models import OrderLine
from reprise.apps.policies.rules import Evidence, TableName, Verdict, answer
from reprise.core.money import Money
from reprise.law.assess import assess
from reprise.law.assessment import Assessment
from reprise.law.facts import Facts
from reprise.law.vocabulary import Basis
from reprise.readmodels.composition import FAULTY, LAW_SAYS, Ruling, compose
from reprise.readmodels.contract_terms import contract_of
from reprise.readmodels.evidence_given import Demand, Given, Lacking, lacking
from reprise.readmodels.legal_facts import Sale, policy_facts
from reprise.readmodels.policy_said import demand_in
from reprise.readmodels.requests import Wish


def rule(sale: Sale, wish: Wish, line: OrderLine, law: Assessment, *, paid: Money, away: bool) -> Ruling:
    """What stands for a wish. Nobody is asked to show why they withdraw, nor what never came."""
    facts = replace(policy_facts(sale, wish, line), law=LAW_SAYS[law.decision], basis=law.basis.value)
    said = answer(sale.policy, facts)
    if law.facts.claim not in FAULTY and said.evidence.row_id:
        kept = tuple(hit for hit in said.trace if hit.table is not TableName.EVIDENCE)
        said = replace(said, evidence=Evidence(), trace=kept)
    contract = contract_of(said, law)
    alone = law
    if said.verdict is Verdict.REFUSE and law.basis is Basis.COMMERCIAL:
        alone = assess(_without_promise(law.facts))
    return compose(law, alone, said, facts, paid=paid, away=away, contract=contract)


def _without_promise(facts: Facts) -> Facts:
    return replace(facts, commercial_policy=None)


def evidence_of_ruling(ruling: Ruling, given: Given | None) -> tuple[Demand, Lacking]:
    """What the shop asks to be shown, and what of it is missing."""
    demand = demand_in(ruling.policy)
    return demand, lacking(demand, given or Given())
