"""By when the money has to be paid, and what the seller may wait for (L221-24, L216-7, L217-17, D217-1)."""

from dataclasses import dataclass
from datetime import date

from reprise.law.assessment import Reason, Verdict
from reprise.law.calendars import after_days
from reprise.law.situation import Situation
from reprise.law.vocabulary import Basis, Outcome


@dataclass(frozen=True, slots=True)
class Due:
    """The last day to pay; None when no text sets one or when it depends on a return that has not happened."""

    day: date | None
    reasons: tuple[Reason, ...] = ()


def refund_due(situation: Situation, answer: Verdict) -> Due:
    """Say by when the refund of this answer has to be paid."""
    if answer.basis is Basis.WITHDRAWAL:
        return _withdrawal(situation)
    if answer.basis is Basis.LATE_DELIVERY:
        return _counted(situation, situation.facts.resolution_received, "late_delivery.refund_days")
    if answer.basis is Basis.DIGITAL_CONFORMITY:
        return _counted(situation, situation.facts.rescission_notified, "digital.refund_days")
    if answer.basis is Basis.CONFORMITY and answer.outcome is Outcome.MONEY_BACK:
        return _rescission(situation)
    if answer.basis is Basis.CONFORMITY:
        return _counted(situation, situation.facts.guarantee_accepted_on, "guarantee.postage_refund_days")
    if answer.basis is Basis.COMMERCIAL:
        return Due(None, (situation.because("no_fixed_day_promise", "commercial.binds"),))
    return Due(None, (situation.because("no_fixed_day", "recall.remedies"),))


def _withdrawal(situation: Situation) -> Due:
    """Fourteen days from the declaration, never rolled; later if the goods or their proof come later."""
    facts, days = situation.facts, situation.at("withdrawal.refund_days")
    if days is None:
        return Due(None)
    first = after_days(situation.declared, days.number)
    counted = situation.because("refund_days", "withdrawal.refund_days", days=days.number, due=first)
    if facts.seller_collects or not goes_back(situation):
        return Due(first, (counted,))
    back = _first_sign_of_return(situation)
    if back is None:
        waits = situation.because("refund_waits_for_goods", "withdrawal.deferral", days=days.number, due=first)
        return Due(None, (waits,))
    if back <= first:
        return Due(first, (counted,))
    return Due(back, (situation.because("refund_deferred", "withdrawal.deferral", back=back, due=first),))


def _rescission(situation: Situation) -> Due:
    """Fourteen days from the first of receipt or proof of dispatch; from receipt in Ireland."""
    from_receipt = situation.says("guarantee.rescission_refund_from_receipt")
    back = situation.facts.received_back if from_receipt else _first_sign_of_return(situation)
    if back is None:
        return Due(None, (situation.because("rescission_waits_for_goods", "guarantee.rescission_refund_days"),))
    return _counted(
        situation, max(back, situation.facts.rescission_notified or back), "guarantee.rescission_refund_days"
    )


def _counted(situation: Situation, start: date | None, rule: str) -> Due:
    days = situation.at(rule)
    if start is None or days is None:
        return Due(None)
    due = after_days(start, days.number)
    return Due(due, (situation.because("refund_counted", rule, start=start, days=days.number, due=due),))


def _first_sign_of_return(situation: Situation) -> date | None:
    signs = (situation.facts.received_back, situation.facts.proof_of_dispatch)
    return min((day for day in signs if day is not None), default=None)


def goes_back(situation: Situation) -> bool:
    """Whether there is something to send back: goods, delivered, beyond contest."""
    return bool(situation.lots) and any(not line.item.is_digital for line in situation.facts.claimed)
