"""Why the guarantee applies, until when, and what a repair, a replacement or a silence adds (L217-3, L217-13)."""

from reprise.law.assessment import Reason
from reprise.law.exceptions import MADE_FOR_THE_BUYER
from reprise.law.facts import Line
from reprise.law.guarantee import Guarantee, Term, answer_by, family, starts_anew
from reprise.law.protection import Cover
from reprise.law.situation import Situation
from reprise.law.vocabulary import Claim


def why_it_applies(
    situation: Situation, line: Line, guarantee: Guarantee, cover: Cover, where: Term
) -> tuple[Reason, ...]:
    """Everything that speaks for the guarantee, in the order in which one asks."""
    return (
        *_covered(situation, line, cover),
        _within(situation, line, guarantee, where),
        *_longer(situation, guarantee),
        *_to_answer(situation),
    )


def _covered(situation: Situation, line: Line, cover: Cover) -> tuple[Reason, ...]:
    """Say why the guarantee applies where one might doubt it."""
    reasons = () if cover.reason.code == "consumer_guarantee" or cover.doubtful else (cover.reason,)
    if situation.facts.claim is Claim.WRONG_ITEM:
        reasons = (*reasons, situation.because("other_than_ordered", "guarantee.criteria"))
    elif seen_at_delivery(situation) and not (line.item.is_digital or situation.facts.carrier_chosen_by_buyer):
        reasons = (*reasons, situation.because("no_reservation_needed", "guarantee.no_reservation_needed"))
    if line.item in MADE_FOR_THE_BUYER:
        return (*reasons, situation.because("made_to_order_is_covered", "guarantee.made_to_order"))
    return reasons


def seen_at_delivery(situation: Situation) -> bool:
    """Whether the defect showed on the very day the goods came, as damage on the way does."""
    return situation.facts.claim is Claim.DEFECT and situation.facts.noticed in situation.lots


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
