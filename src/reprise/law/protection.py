"""Who is protected: consumers, small professionals off-premises, legal persons outside business."""

from dataclasses import dataclass

from reprise.law.assessment import Reason
from reprise.law.situation import Situation
from reprise.law.vocabulary import Buyer, Channel, Seller


@dataclass(frozen=True, slots=True)
class Cover:
    """Whether a buyer is covered; `missing` facts leave it open."""

    covered: bool
    reason: Reason
    missing: tuple[str, ...] = ()


def withdrawal_cover(situation: Situation) -> Cover:
    """Say whether the buyer may have a right of withdrawal at all (L221-18, L221-3)."""
    facts = situation.facts
    days = situation.at("withdrawal.days")
    if days is None or days.content is None:
        return Cover(False, situation.because("no_withdrawal_in_country", "withdrawal.days"))
    if facts.seller is Seller.PRIVATE_INDIVIDUAL:
        return Cover(False, situation.because("private_seller", "withdrawal.consumers_only"))
    if facts.buyer is Buyer.CONSUMER:
        return Cover(True, situation.because("consumer_may_withdraw", "withdrawal.days"))
    if facts.buyer is Buyer.NON_PROFESSIONAL:
        return Cover(False, situation.because("withdrawal_is_for_consumers", "withdrawal.consumers_only"))
    return _small_professional(situation)


def _small_professional(situation: Situation) -> Cover:
    facts = situation.facts
    limit = situation.at("withdrawal.small_professional_employees")
    rules = ("withdrawal.small_professional_employees", "withdrawal.consumers_only")
    outside = situation.because("professional_has_no_withdrawal", *rules)
    if limit is None or facts.channel is not Channel.OFF_PREMISES or facts.within_main_activity:
        return Cover(False, outside)
    if facts.employees is not None and facts.employees > limit.number:
        return Cover(False, outside)
    missing = tuple(name for name in ("employees", "within_main_activity") if getattr(facts, name) is None)
    return Cover(True, situation.because("small_professional", rules[0], employees=limit.number), missing)


def has_conformity(situation: Situation) -> bool:
    """Whether the statutory guarantee covers this buyer and seller."""
    facts = situation.facts
    return facts.buyer is not Buyer.PROFESSIONAL and facts.seller is not Seller.PRIVATE_INDIVIDUAL
