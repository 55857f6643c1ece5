"""Who is protected: consumers, small professionals off-premises, legal persons outside business."""

from dataclasses import dataclass

from reprise.law.assessment import Reason
from reprise.law.situation import Situation
from reprise.law.vocabulary import Buyer, Channel, Item, Seller


@dataclass(frozen=True, slots=True)
class Cover:
    """Whether a buyer is covered; `doubtful` when the law leaves it open, `missing` facts when nobody said."""

    covered: bool
    reason: Reason
    missing: tuple[str, ...] = ()
    doubtful: bool = False


def withdrawal_cover(situation: Situation) -> Cover:
    """Say whether the buyer may have a right of withdrawal at all (L221-18, L221-3)."""
    facts = situation.facts
    if facts.seller is Seller.PRIVATE_INDIVIDUAL:
        return Cover(False, situation.because("private_seller", "withdrawal.consumers_only"))
    days = situation.at("withdrawal.days")
    if days is None or days.content is None:
        return _no_period(situation)
    if facts.buyer is Buyer.CONSUMER:
        return Cover(True, situation.because("consumer_may_withdraw", "withdrawal.days"))
    if facts.buyer is Buyer.NON_PROFESSIONAL:
        return Cover(False, situation.because("withdrawal_is_for_consumers", "withdrawal.consumers_only"))
    if _may_count_as_consumer(situation):
        return Cover(True, situation.because("sole_trader_unsettled", "sole_traders.partly_protected"), doubtful=True)
    return _small_professional(situation)


def conformity_cover(situation: Situation, item: Item) -> Cover:
    """Say whether the statutory guarantee covers this buyer and seller (L217-1, L217-32)."""
    facts = situation.facts
    if facts.seller is Seller.PRIVATE_INDIVIDUAL:
        return Cover(False, situation.because("private_seller_no_guarantee", "guarantee.made_to_order"))
    if facts.buyer is Buyer.CONSUMER:
        return Cover(True, situation.because("consumer_guarantee", "guarantee.months"))
    if facts.buyer is Buyer.PROFESSIONAL:
        if _may_count_as_consumer(situation):
            return Cover(
                True, situation.because("sole_trader_unsettled", "sole_traders.partly_protected"), doubtful=True
            )
        return Cover(False, situation.because("professional_no_guarantee", "conforming_delivery"))
    rule = "digital.covers_non_professionals" if item.is_digital else "guarantee.covers_non_professionals"
    if situation.says(rule):
        return Cover(True, situation.because("non_professional_covered", rule))
    return Cover(True, situation.because("non_professional_abroad"), doubtful=True)


def _no_period(situation: Situation) -> Cover:
    if situation.facts.buyer is Buyer.CONSUMER and situation.facts.channel is Channel.OFF_PREMISES:
        return Cover(True, situation.because("off_premises_unknown", "withdrawal.days"), doubtful=True)
    return Cover(False, situation.because("no_withdrawal_in_country", "withdrawal.days"))


def _may_count_as_consumer(situation: Situation) -> bool:
    return situation.says("sole_traders.partly_protected") and situation.facts.within_main_activity is not True


def _small_professional(situation: Situation) -> Cover:
    facts = situation.facts
    limit = situation.at("withdrawal.small_professional_employees")
    rules = ("withdrawal.small_professional_employees", "withdrawal.consumers_only")
    if limit is None or facts.channel is not Channel.OFF_PREMISES:
        return Cover(False, situation.because("professional_has_no_withdrawal", *rules))
    if facts.within_main_activity or (facts.employees is not None and facts.employees > limit.number):
        return Cover(False, situation.because("too_large_or_own_trade", *rules, employees=limit.number))
    missing = tuple(name for name in ("employees", "within_main_activity") if getattr(facts, name) is None)
    if missing:
        return Cover(True, situation.because("small_professional_if", rules[0], employees=limit.number), missing)
    return Cover(True, situation.because("small_professional", rules[0], employees=limit.number))
