"""What a request chosen by hand is answered: law and policy put together as the journey puts them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext, pgettext

from reprise.apps.policies.rules import Policy, PolicyAnswer, PolicyFacts, Verdict, answer
from reprise.law.assessment import Assessment
from reprise.law.facts import Facts, Prices
from reprise.law.products import item_for
from reprise.law.vocabulary import Basis, Buyer, Claim, Decision, Remedy
from reprise.readmodels.composition import FAULTY, GRANTED, Ruling
from reprise.readmodels.legal_facts import NOT_HERE
from reprise.readmodels.replay.answering import Answer, Question, answer_of

#: How long an order is on its way, where nobody says.
WAY: Final = 7
_ASKED: Final = {
    "refund": Remedy.RESCISSION, "repair": Remedy.REPAIR, "spare_part": Remedy.REPAIR,
    "replacement": Remedy.REPLACEMENT, "reprint": Remedy.REPLACEMENT, "exchange": Remedy.REPLACEMENT,
    "price_reduction": Remedy.PRICE_REDUCTION, "partial_refund_keep": Remedy.PRICE_REDUCTION,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer: in a word, on whose account, and what law and policy said; `state` colours it."""

    word: str
    state: str
    why: str
    said: PolicyAnswer
    facts: PolicyFacts
    law: Assessment | None = None
    is_automatic: bool = False


def answered(policy: Policy, facts: PolicyFacts, country: str, today: date) -> Answered:
    """Ask law and policy; the rows alone where the law's answer was chosen by hand, or too little is known."""
    if facts.law or facts.claim is None or facts.kind is None:
        said = answer(policy, facts)
        state = _STATES[said.verdict] if said.verdict else "na"
        return Answered(_said(said), state, "", said, facts, is_automatic=said.automatic)
    asked = Question(_law(facts, country, today), facts, away=facts.claim in NOT_HERE)
    found = answer_of(policy, asked)
    ruling, state = found.ruling, _state(found.ruling)
    return Answered(
        _word(ruling), state, _why(found, policy), ruling.policy, ruling.facts, found.alone, found.is_automatic
    )


_STATES: Final = {Verdict.ACCEPT: "done", Verdict.REFUSE: "fail", Verdict.PERSON: "wait"}


def _said(said: PolicyAnswer) -> str:
    match said.verdict:
        case Verdict.ACCEPT:
            return gettext("Accepted")
        case Verdict.REFUSE:
            return pgettext("a request", "Refused")
        case Verdict.PERSON:
            return gettext("A person decides")
    return gettext("The law alone answers")


def _word(ruling: Ruling) -> str:
    match ruling.told.decision:
        case Decision.ACCEPT:
            return gettext("Accepted")
        case Decision.ACCEPT_IN_PART:
            return gettext("Accepted in part")
        case Decision.REFUSE:
            return pgettext("a request", "Refused")
    return gettext("A person decides")


def _state(ruling: Ruling) -> str:
    if ruling.told.decision is Decision.REFUSE:
        return "fail"
    return "done" if ruling.told.decision in GRANTED and not ruling.asks_a_person else "wait"


def _why(found: Answer, policy: Policy) -> str:
    """On whose account: the law's, the shop's own time, its rule, or a rule that the law overrules."""
    ruling, gives = found.ruling, found.alone.decision in GRANTED
    match ruling.policy.verdict:
        case Verdict.REFUSE if not ruling.by_rule and ruling.told.decision is not Decision.REFUSE:
            return gettext("A row refuses; the law is stronger, and the row is not followed.")
        case Verdict.PERSON if ruling.told.decision in GRANTED:
            return gettext("A person looks first; the customer is told what the law gives.")
        case Verdict.ACCEPT | Verdict.REFUSE | Verdict.PERSON if ruling.by_rule:
            return gettext("Because of a row of the table of answers.")
    if ruling.told.basis is Basis.COMMERCIAL and not gives:
        if ruling.contract:
            return gettext("By the contract.")
        return gettext("Within our own time; the law gives nothing any more.")
    if ruling.policy.verdict is None:
        return gettext("The law alone answers")
    return gettext("The law gives it, and the row agrees.")


def _law(facts: PolicyFacts, country: str, today: date) -> Facts:
    """The facts as the law is asked about them, with what is usual where nobody says."""
    days, claim = facts.days_since_delivery, Claim(facts.claim or "")
    delivered = today - timedelta(days=days) if days is not None else None
    before = (delivered or today) - timedelta(days=WAY)
    if facts.days_since_order is not None:
        before = today - timedelta(days=facts.days_since_order)
    assert facts.kind is not None  # asked only then
    return Facts(
        country=facts.country or country, seller_country=country, claim=claim, declared=today,
        item=item_for(facts.kind, second_hand=bool(facts.second_hand), opened=bool(facts.opened)),
        buyer=Buyer(facts.buyer or "consumer"), ordered=facts.ordered or before, delivered=delivered,
        noticed=today if claim in FAULTY else None,
        remedy_asked=_ASKED.get(facts.asked_remedy or "") if claim in FAULTY else None,
        prices=Prices(items=facts.value_minor or 0),
    )  # fmt: skip
