"""Recalled products: repair, replacement or the price, free and quickly (Regulation (EU) 2023/988, art. 37)."""

from reprise.law.assessment import Reason, Verdict
from reprise.law.facts import Line
from reprise.law.situation import Situation
from reprise.law.vocabulary import Basis, Buyer, Decision, Outcome, Remedy, Seller

MONEY = frozenset({Remedy.REFUND, Remedy.RESCISSION})


def judge(situation: Situation, _line: Line) -> Verdict:
    """Grant the remedy chosen; the law is that of the day the recall was published."""
    published = situation.facts.recall_published
    if published is None:
        reason = situation.because("recall_not_known")
        return Verdict(Decision.HUMAN_REVIEW, Basis.RECALL, Outcome.REVIEW, (reason,), ("recall_published",))
    doubt = _doubt(situation)
    if doubt is not None:
        return Verdict(Decision.HUMAN_REVIEW, Basis.RECALL, Outcome.REVIEW, (doubt,))
    recalled = situation.because_on(published, "recalled", "recall.remedies", published=published)
    if situation.facts.remedy_asked in MONEY:
        chosen = situation.because_on(published, "recall_refund", "recall.remedies")
        return Verdict(Decision.ACCEPT, Basis.RECALL, Outcome.MONEY_BACK, (recalled, chosen))
    if situation.facts.remedy_asked is Remedy.PRICE_REDUCTION:
        other = situation.because_on(published, "recall_no_reduction", "recall.remedies")
        return Verdict(Decision.ACCEPT_IN_PART, Basis.RECALL, Outcome.REPAIR_OR_REPLACEMENT, (recalled, other))
    choice = situation.because_on(published, "recall_choice", "recall.remedies")
    return Verdict(Decision.ACCEPT, Basis.RECALL, Outcome.REPAIR_OR_REPLACEMENT, (recalled, choice))


def _doubt(situation: Situation) -> Reason | None:
    facts = situation.facts
    if facts.buyer is not Buyer.CONSUMER or facts.seller is Seller.PRIVATE_INDIVIDUAL:
        return situation.because("recall_rules_are_for_consumers", "recall.remedies")
    if facts.recall_published and situation.law.at("recall.remedies", facts.recall_published) is None:
        return situation.because("country_rule_unknown", country=situation.law.country)
    return None
