"""Late, missing and contested deliveries (L216-1 to L216-7): the seller bears the way until physical possession."""

from datetime import date

from reprise.law import withdrawal
from reprise.law.assessment import Reason, Verdict
from reprise.law.calendars import after_days
from reprise.law.facts import Line
from reprise.law.situation import Situation
from reprise.law.vocabulary import Basis, Buyer, Decision, Outcome, Remedy, Seller


def judge(situation: Situation, line: Line) -> Verdict:
    """Decide a delivery that is late or did not come; a cancellation that fails here may be a withdrawal."""
    if situation.facts.carrier_chosen_by_buyer and (situation.contested or situation.handover_failed):
        reason = situation.because("carrier_was_yours", "late_delivery.own_carrier")
        return _verdict(Decision.HUMAN_REVIEW, Outcome.REVIEW, reason)
    if situation.contested:
        reason = situation.because("delivery_contested", "late_delivery.possession")
        return _verdict(Decision.HUMAN_REVIEW, Outcome.REVIEW, reason)
    if situation.had_goods:
        return _delivered(situation, line)
    due = due_day(situation)
    if due is None:
        return _no_day(situation)
    if not _is_late(situation, due) and not situation.handover_failed:
        early = situation.because("not_late_yet", "late_delivery.days", due=due)
        return _cancelled(situation, line, (early,)) if wants_out(situation) else _refused(early)
    late = _why_late(situation, due)
    doubt = _doubt(situation)
    if doubt is not None:
        return _verdict(Decision.HUMAN_REVIEW, Outcome.REVIEW, late, doubt)
    if not wants_out(situation):
        deliver = situation.because("deliver_or_extra_time", "late_delivery.extra_time")
        return _verdict(Decision.ACCEPT, Outcome.DELIVERY, late, deliver)
    may_end = _may_end(situation, due)
    if may_end is not None:
        return _verdict(Decision.ACCEPT, Outcome.MONEY_BACK, late, may_end)
    return _ended_too_early(situation, line, late)


def is_open(situation: Situation) -> bool:
    """Whether nothing was delivered though the day is past, as far as anybody knows on the day of the declaration."""
    due = due_day(situation)
    return not situation.had_goods and due is not None and situation.declared > due


def due_day(situation: Situation) -> date | None:
    """The day promised, or the last of thirty days from the contract."""
    if situation.facts.promised is not None:
        return situation.facts.promised
    days, ordered = situation.at("late_delivery.days"), situation.facts.ordered
    return after_days(ordered, days.number) if days and ordered else None


def wants_out(situation: Situation) -> bool:
    """Whether the buyer has ended the contract or asked for the money."""
    facts = situation.facts
    return facts.resolution_received is not None or facts.remedy_asked in {Remedy.RESCISSION, Remedy.REFUND}


def _is_late(situation: Situation, due: date) -> bool:
    return (situation.facts.resolution_received or situation.declared) > due


def _why_late(situation: Situation, due: date) -> Reason:
    if situation.handover_failed:
        return situation.because("no_proof_of_handover", "late_delivery.possession")
    if situation.facts.promised is not None:
        return situation.because("promised_day_past", "late_delivery.days", due=due)
    return situation.because("thirty_days_past", "late_delivery.days", due=due)


def _may_end(situation: Situation, due: date) -> Reason | None:
    """Why the contract may be ended now: an essential date, or extra time that ran out (L216-6)."""
    facts, ended = situation.facts, situation.facts.resolution_received or situation.declared
    if ended <= due:
        return None
    if facts.date_essential:
        return situation.because("date_was_essential", "late_delivery.extra_time")
    if facts.notice_to_perform is not None and facts.extra_time_until is not None and ended > facts.extra_time_until:
        return situation.because("extra_time_over", "late_delivery.extra_time", until=facts.extra_time_until)
    return None


def _ended_too_early(situation: Situation, line: Line, late: Reason) -> Verdict:
    """No extra time ran out: a withdrawal where the goods carry that right, else delivery comes first."""
    facts = situation.facts
    no_end = facts.notice_to_perform is not None and facts.extra_time_until is None
    if no_end and not withdrawal.standing(situation, line).open:
        unclear = situation.because("extra_time_unclear", "late_delivery.extra_time")
        return _verdict(Decision.HUMAN_REVIEW, Outcome.REVIEW, late, unclear)
    if facts.notice_to_perform is not None and facts.extra_time_until is not None:
        until = facts.extra_time_until
        first = situation.because("extra_time_running", "late_delivery.extra_time", until=until)
    else:
        first = situation.because("extra_time_first", "late_delivery.extra_time")
    return _cancelled(situation, line, (late, first), late=True)


def _delivered(situation: Situation, line: Line) -> Verdict:
    """Goods came: the contract may have been ended before, else only a withdrawal is left."""
    if not situation.complete:
        partly = situation.because("partly_delivered", "late_delivery.possession")
        return _verdict(Decision.HUMAN_REVIEW, Outcome.REVIEW, partly)
    if situation.facts.handover_proof and not situation.facts.lots:
        return _refused(situation.because("handover_proved", "late_delivery.possession", delivered=min(situation.lots)))
    came = situation.because("delivered_since", "late_delivery.possession", delivered=min(situation.lots))
    due, ended = due_day(situation), situation.facts.resolution_received
    if due is not None and ended is not None and ended < min(situation.lots):
        may_end = _may_end(situation, due)
        if may_end is not None and _doubt(situation) is None:
            return _verdict(Decision.ACCEPT, Outcome.MONEY_BACK, may_end)
    return _cancelled(situation, line, (came,)) if wants_out(situation) else _refused(came)


def _cancelled(situation: Situation, line: Line, because: tuple[Reason, ...], late: bool = False) -> Verdict:
    """Take a cancellation for a withdrawal, whatever reason the buyer gave, where the item carries that right."""
    right = withdrawal.standing(situation, line)
    if right.open:
        known = situation.because("cancellation_is_withdrawal", "withdrawal.before_delivery", "withdrawal.declaration")
        reasons = (*because, known, *right.reasons)
        if right.settled:
            return Verdict(Decision.ACCEPT, Basis.WITHDRAWAL, Outcome.MONEY_BACK, reasons)
        return Verdict(Decision.HUMAN_REVIEW, Basis.WITHDRAWAL, Outcome.REVIEW, reasons, right.missing)
    if late:
        return _verdict(Decision.ACCEPT_IN_PART, Outcome.DELIVERY, *because)
    return _refused(*because)


def _no_day(situation: Situation) -> Verdict:
    """Nobody knows when delivery was due."""
    if situation.facts.ordered is None:
        reason = situation.because("no_delivery_day", "late_delivery.days")
        return Verdict(Decision.HUMAN_REVIEW, Basis.LATE_DELIVERY, Outcome.REVIEW, (reason,), ("ordered",))
    unknown = situation.because("country_rule_unknown", country=situation.law.country)
    return _verdict(Decision.HUMAN_REVIEW, Outcome.REVIEW, unknown)


def _doubt(situation: Situation) -> Reason | None:
    facts, rule = situation.facts, situation.at("late_delivery.days")
    if facts.buyer is not Buyer.CONSUMER or facts.seller is Seller.PRIVATE_INDIVIDUAL:
        return situation.because("late_rules_are_for_consumers", "late_delivery.possession", "conforming_delivery")
    if rule is None:
        return situation.because("country_rule_unknown", country=situation.law.country)
    if not rule.is_verified:
        return situation.because("rule_unverified", "late_delivery.days")
    return None


def _refused(*reasons: Reason) -> Verdict:
    return Verdict(Decision.REFUSE, Basis.NONE, Outcome.NOTHING, reasons)


def _verdict(decision: Decision, outcome: Outcome, *reasons: Reason) -> Verdict:
    return Verdict(decision, Basis.LATE_DELIVERY, outcome, reasons)
