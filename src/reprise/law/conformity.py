"""Are the goods what they should be? The statutory guarantee, its burden of proof and its doubts (L217-3, L217-7)."""

from collections.abc import Iterator

from reprise.law import hidden_defects, remedies
from reprise.law.assessment import Reason, Verdict
from reprise.law.calendars import after_months
from reprise.law.exceptions import MADE_FOR_THE_BUYER
from reprise.law.facts import Line
from reprise.law.guarantee import (
    Guarantee,
    Term,
    answer_by,
    family,
    guarantee_of,
    last_day_to_act,
    notify_by,
    starts_anew,
    term,
)
from reprise.law.protection import Cover, conformity_cover
from reprise.law.situation import Situation
from reprise.law.vocabulary import Basis, Claim, Decision, Item, Outcome, Remedy

SHORTEST_FOR_USED_GOODS = 12  # months; Directive 2019/771, art. 10(6)


def judge(situation: Situation, line: Line) -> Verdict:
    """Decide a defect or a wrong item; once the guarantee is over, look for a hidden defect."""
    cover = conformity_cover(situation, line.item)
    if not cover.covered:
        return hidden_defects.judge(situation, line, (cover.reason,))
    if not situation.had_goods:
        return _undelivered(situation, line)
    guarantee = guarantee_of(situation, line.item)
    if guarantee is None:
        return _review(Basis.NONE, (situation.because("country_rule_unknown", country=situation.law.country),))
    where = term(situation, line.item, guarantee)
    if where is Term.OVER:
        return _over(situation, line, guarantee)
    within = _within(situation, line, guarantee, where)
    running = (*_covered(situation, line, cover), within, *_longer(situation, guarantee), *_to_answer(situation))
    doubts = tuple(doubts_about(situation, line, guarantee, cover, where))
    if doubts:
        return _review(basis_for(line.item), (*running, *doubts))
    return remedies.decide(situation, line, running)


def basis_for(item: Item) -> Basis:
    """The guarantee that fits: goods or digital content."""
    return Basis.DIGITAL_CONFORMITY if item.is_digital else Basis.CONFORMITY


def is_open(situation: Situation, item: Item) -> bool:
    """Whether the guarantee was open on the day of the declaration, perhaps only after a person has looked."""
    if not situation.had_goods or not conformity_cover(situation, item).covered:
        return False
    guarantee = guarantee_of(situation, item)
    return guarantee is not None and term(situation, item, guarantee) is not Term.OVER


def doubts_about(situation: Situation, line: Line, guarantee: Guarantee, cover: Cover, where: Term) -> Iterator[Reason]:
    """Everything that makes a person look before the guarantee is granted."""
    if cover.doubtful:
        yield cover.reason
    if not guarantee.is_verified:
        yield situation.because("rule_unverified", f"{family(line.item)}.months")
    if situation.says("guarantee.goes_to_a_person"):
        yield situation.because("country_goes_to_a_person", "guarantee.goes_to_a_person", country=situation.law.country)
    if where is Term.UNSURE:
        yield situation.because("told_after_guarantee", f"{family(line.item)}.months")
    if _used_goods_may_be_over(situation, line.item):
        yield situation.because("second_hand_may_be_shorter", "guarantee.second_hand_may_be_shorter")
    if situation.facts.carrier_chosen_by_buyer and seen_at_delivery(situation):
        yield situation.because("damaged_by_your_carrier", "late_delivery.own_carrier")
    yield from _proof(situation, line, guarantee)
    yield from _told_late(situation, guarantee)
    repair = situation.facts.repaired_returned is not None or situation.facts.remedy_asked is Remedy.REPAIR
    if repair and situation.says("guarantee.repair_goes_to_a_person") and not line.item.is_digital:
        yield situation.because("repair_extension_unsettled", "guarantee.repair_goes_to_a_person")


def _proof(situation: Situation, line: Line, guarantee: Guarantee) -> Iterator[Reason]:
    """After the presumption, the buyer has to prove that the defect was there at delivery."""
    if guarantee.presumption_until is None:
        yield situation.because("no_presumption", f"{family(line.item)}.presumption_months")
    elif situation.appeared > guarantee.presumption_until:
        rule = "guarantee.presumption_months_second_hand" if line.item.is_second_hand else ""
        rule = rule if rule and situation.at(rule) else f"{family(line.item)}.presumption_months"
        yield situation.because("presumption_over", rule, until=guarantee.presumption_until)


def _told_late(situation: Situation, guarantee: Guarantee) -> Iterator[Reason]:
    last = notify_by(situation, guarantee)
    if last is not None and situation.declared > last:
        rules = ("guarantee.notify_months", "guarantee.notify_within_guarantee")
        yield situation.because("told_seller_late", *rules, until=last)


def _used_goods_may_be_over(situation: Situation, item: Item) -> bool:
    received = situation.received
    if not item.is_second_hand or received is None or not situation.says("guarantee.second_hand_may_be_shorter"):
        return False
    return situation.appeared > after_months(received, SHORTEST_FOR_USED_GOODS)


def seen_at_delivery(situation: Situation) -> bool:
    """Whether the defect showed on the very day the goods came, as damage on the way does."""
    return situation.facts.claim is Claim.DEFECT and situation.facts.noticed in situation.lots


def _covered(situation: Situation, line: Line, cover: Cover) -> tuple[Reason, ...]:
    """Say why the guarantee applies where one might doubt it."""
    reasons = () if cover.reason.code == "consumer_guarantee" or cover.doubtful else (cover.reason,)
    if situation.facts.claim is Claim.WRONG_ITEM:
        reasons = (*reasons, situation.because("other_than_ordered", "guarantee.criteria"))
    elif seen_at_delivery(situation) and not line.item.is_digital:
        reasons = (*reasons, situation.because("no_reservation_needed", "guarantee.no_reservation_needed"))
    if line.item in MADE_FOR_THE_BUYER:
        return (*reasons, situation.because("made_to_order_is_covered", "guarantee.made_to_order"))
    return reasons


def _within(situation: Situation, line: Line, guarantee: Guarantee, where: Term) -> Reason:
    rules = (f"{family(line.item)}.months",)
    if guarantee.until is None:
        return situation.because("guarantee_of_expected_life", *rules)
    if where is Term.STILL_ACTIONABLE:
        action = f"{family(line.item)}.action_years"
        return situation.because("appeared_within_guarantee", *rules, action, noticed=situation.appeared)
    presumed, rule = guarantee.presumption_until, situation.at(f"{family(line.item)}.presumption_months")
    if presumed is not None and situation.appeared <= presumed and rule is not None and rule.is_verified:
        both = (*rules, f"{family(line.item)}.presumption_months")
        if presumed >= guarantee.until:
            return situation.because("presumed_throughout", *both, until=guarantee.until)
        return situation.because("presumed_at_delivery", *both, until=guarantee.until, presumed=presumed)
    return situation.because("within_guarantee", *rules, until=guarantee.until)


def _longer(situation: Situation, guarantee: Guarantee) -> tuple[Reason, ...]:
    """Say what a repair or a replacement added."""
    until, before = guarantee.until, guarantee.before
    if until is None or before is None or until == before:
        return ()
    if starts_anew(situation):
        return (situation.because("anew_after_replacement", "guarantee.replacement_restarts", until=until),)
    more, days = situation.at("guarantee.repair_extension_months"), guarantee.immobilised_days
    months = more.number if more else 0
    rule = "guarantee.repair_extension_months"
    if not days:
        return (situation.because("longer_after_repair", rule, months=months, until=until),)
    rules = (rule, "guarantee.immobilisation_suspends")
    return (situation.because("longer_after_repair_and_wait", *rules, months=months, days=days, until=until),)


def _to_answer(situation: Situation) -> tuple[Reason, ...]:
    last = answer_by(situation)
    return () if last is None else (situation.because("silence_accepts", "guarantee.reply_days", last_day=last),)


def _over(situation: Situation, line: Line, guarantee: Guarantee) -> Verdict:
    until = guarantee.until or situation.declared
    over = situation.because("guarantee_over", f"{family(line.item)}.months", until=until)
    last = last_day_to_act(situation, line.item, until) if situation.appeared <= until else None
    if last is not None:
        rules = (f"{family(line.item)}.action_years", f"{family(line.item)}.claim_months_after")
        late = situation.because("told_after_time_to_act", *rules, noticed=situation.appeared, last_day=last)
        return hidden_defects.judge(situation, line, (over, late))
    if not situation.law.has_own_rules:
        unknown = situation.because("country_may_give_more", country=situation.law.country)
        return _review(basis_for(line.item), (over, unknown))
    return hidden_defects.judge(situation, line, (over,))


def _undelivered(situation: Situation, line: Line) -> Verdict:
    reason = situation.because("not_delivered_yet", "late_delivery.possession")
    return Verdict(Decision.HUMAN_REVIEW, basis_for(line.item), Outcome.REVIEW, (reason,), ("delivered",))


def _review(basis: Basis, reasons: tuple[Reason, ...]) -> Verdict:
    return Verdict(Decision.HUMAN_REVIEW, basis, Outcome.REVIEW, reasons)
