"""Are the goods what they should be? The statutory guarantee, its burden of proof and its doubts (L217-3, L217-7)."""

from collections.abc import Iterator

from reprise.law import hidden_defects, remedies
from reprise.law.assessment import Reason, Verdict
from reprise.law.calendars import after_months
from reprise.law.facts import Line
from reprise.law.guarantee import Guarantee, Term, family, guarantee_of, last_day_to_act, notify_by, term
from reprise.law.guarantee_reasons import seen_at_delivery, why_it_applies
from reprise.law.protection import Cover, conformity_cover
from reprise.law.situation import Situation
from reprise.law.vocabulary import Basis, Decision, Item, Outcome, Remedy

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
    running = why_it_applies(situation, line, guarantee, cover, where)
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
