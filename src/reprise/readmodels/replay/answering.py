"""What law and policy would answer to a past line, by the same composition as on the day it was asked."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from reprise.apps.policies.rules import (
    Evidence,
    Policy,
    PolicyFacts,
    TableName,
    Window,
    answer,
    ask,
    second_person,
    window_of,
)
from reprise.core.money import Money
from reprise.law.assess import assess
from reprise.law.assessment import Assessment
from reprise.law.facts import CommercialPolicy, Facts, Notices
from reprise.law.vocabulary import Basis, Buyer, Claim, Decision, Outcome, Payer
from reprise.readmodels.automatic import NO_SUM_YET, remedy_of
from reprise.readmodels.composition import FAULTY, LAW_SAYS, Ruling, compose
from reprise.readmodels.contract_terms import contract_of
from reprise.readmodels.evidence_given import Given, lacking
from reprise.readmodels.legal_facts import NOT_HERE, told_before_download
from reprise.readmodels.policy_said import demand_in

Judge = Callable[[Facts], Assessment]


@dataclass(frozen=True, slots=True)
class Question:
    """A past line as law and policy are asked about it again."""

    law: Facts  # without anything the shop promises
    policy: PolicyFacts
    away: bool  # the buyer holds no goods
    tracking: str = ""  # what the customer knew of a parcel that did not come
    country_known: bool = True
    shots: frozenset[str] = frozenset()
    disputed: bool = False  # a decision on the order was disputed by then
    limit: int | None = None  # above this a second person has to agree, in minor units

    @property
    def stops_a_parcel(self) -> bool:
        """Whether a withdrawal came before the goods had left."""
        return self.away and self.law.claim is Claim.WITHDRAW


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands, what the law alone gives, and why nobody is spared a look."""

    ruling: Ruling
    alone: Assessment
    held: str

    @property
    def is_automatic(self) -> bool:
        """Whether it is decided at once, without a person."""
        ruling = self.ruling
        return ruling.is_accepted_by_rule and ruling.policy.automatic and not self.held


def answer_of(policy: Policy, asked: Question, *, judge: Judge = assess) -> Answer:
    """The answer under a policy. `judge` may remember: facts are all that counts."""
    facts = _with_priority(policy, asked.policy)
    alone_facts, told = asked.law, _told(policy)
    if alone_facts.info != told or alone_facts.commercial_policy is not None:
        alone_facts = replace(alone_facts, info=told, commercial_policy=None)
    window = _window(policy, facts, asked.law) if asked.law.claim is Claim.WITHDRAW else None
    alone = law = _judged(policy, asked, alone_facts, judge)
    if window is not None and window.days and _matters(window, alone):
        law = _judged(policy, asked, replace(alone_facts, commercial_policy=_promise(window)), judge)
    facts = replace(facts, law=LAW_SAYS[law.decision], basis=law.basis.value)
    said = answer(policy, facts)
    if law.facts.claim not in FAULTY and said.evidence.row_id:
        kept = tuple(hit for hit in said.trace if hit.table is not TableName.EVIDENCE)
        said = replace(said, evidence=Evidence(), trace=kept)
    paid = Money(asked.law.prices.items, asked.law.currency)
    ruling = compose(law, alone, said, facts, paid=paid, away=asked.away, contract=contract_of(said, law))
    return Answer(ruling, alone, _held(policy, asked, ruling, paid))


def _matters(window: Window, alone: Assessment) -> bool:
    """Whether the shop's own window can change the law's answer to a withdrawal: where it gives more."""
    granted = alone.decision is Decision.ACCEPT and alone.basis is Basis.WITHDRAWAL
    return not granted or window.return_cost_by == Payer.SELLER


def _judged(policy: Policy, asked: Question, facts: Facts, judge: Judge) -> Assessment:
    """The law's answer, left to a person where something decides that no order tells."""
    found = judge(facts)
    if not asked.country_known:
        missing = (*found.missing, "country")
        return replace(found, decision=Decision.HUMAN_REVIEW, outcome=Outcome.REVIEW, missing=missing)
    if asked.tracking == "returned" and found.decision is Decision.REFUSE and facts.claim in NOT_HERE:
        return replace(found, decision=Decision.HUMAN_REVIEW)
    item = facts.item
    if not (item and item.is_digital and facts.claim is Claim.WITHDRAW and policy.terms.notices.digital):
        return found
    if judge(told_before_download(facts)).decision is not found.decision:
        return replace(found, decision=Decision.HUMAN_REVIEW, missing=(*found.missing, "downloaded"))
    return found


def _held(policy: Policy, asked: Question, ruling: Ruling, paid: Money) -> str:
    """Why a row that accepts by itself leaves it to a person, as readmodels.automatic says it."""
    if not ruling.is_accepted_by_rule:
        return ""
    facts = asked.policy
    given = Given(facts.photos or 0, shots=asked.shots, measured=bool(facts.measured))
    remedy = remedy_of(ruling)
    checks = (
        ("danger", bool(facts.danger)), ("signal", bool(ruling.policy.signals)),
        ("evidence", bool(lacking(demand_in(ruling.policy), given))), ("facts", not ruling.policy.automatic),
        ("parcel", asked.stops_a_parcel),
        ("amount", remedy in NO_SUM_YET or ruling.told.outcome is Outcome.PRICE_REDUCTION),
        ("limit", asked.limit is not None and paid.minor > asked.limit),
    )  # fmt: skip
    found = next((code for code, holds in checks if holds), "")
    if found:
        return found
    money = replace(ruling.facts, amount_minor=paid.minor, remedy=remedy)
    if second_person(policy, money)[0]:
        return "approval"
    return "disputed" if asked.disputed else ""


def _with_priority(policy: Policy, facts: PolicyFacts) -> PolicyFacts:
    if facts.priority is not None or not policy.rows(TableName.PRIORITY):
        return facts
    row = ask(policy, TableName.PRIORITY, facts).row
    return replace(facts, priority=str(row.then.get("level", "normal")) if row else "normal")


def _window(policy: Policy, facts: PolicyFacts, law: Facts) -> Window | None:
    """The shop's own window, or the longer one of a contract."""
    if not (policy.rows(TableName.WINDOW) or policy.rows(TableName.CONTRACT)):
        return None
    window = window_of(policy, facts)
    agreed = ask(policy, TableName.CONTRACT, facts).row if law.buyer is Buyer.PROFESSIONAL else None
    days = agreed.then.get("return_days") if agreed else None
    if agreed is None or not isinstance(days, int) or (window and window.days >= days):
        return window
    return replace(window, row_id=agreed.id, days=days) if window else Window(agreed.id, days)


def _promise(window: Window) -> CommercialPolicy:
    return CommercialPolicy(
        return_days=window.days, refunds_delivery=window.refunds_delivery, return_cost_by=Payer(window.return_cost_by)
    )


def _told(policy: Policy) -> Notices:
    told = policy.terms.notices
    return Notices(withdrawal=told.withdrawal, return_cost=told.return_cost, exclusion=told.exclusion)
