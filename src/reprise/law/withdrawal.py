"""May the buyer change their mind? One line at a time."""

from dataclasses import dataclass

from reprise.law import commercial
from reprise.law.assessment import Reason, Verdict
from reprise.law.exceptions import exclusion_of, kept_right
from reprise.law.facts import Line
from reprise.law.period import Period, withdrawal_period
from reprise.law.protection import withdrawal_cover
from reprise.law.situation import Situation
from reprise.law.vocabulary import Basis, Decision, Outcome


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a line stands: open (perhaps only after a person has looked) or closed, and why."""

    open: bool
    settled: bool
    reasons: tuple[Reason, ...]
    period: Period | None = None
    missing: tuple[str, ...] = ()


def standing(situation: Situation, line: Line) -> Standing:
    """Say whether the right of withdrawal was open on the day of the declaration."""
    cover = withdrawal_cover(situation)
    if not cover.covered:
        return Standing(False, True, (cover.reason,))
    period = withdrawal_period(situation, line.item)
    exclusion = exclusion_of(situation, line)
    if exclusion is not None and not exclusion.unsettled:
        return Standing(False, True, exclusion.reasons)
    if period.is_over(situation.declared):
        late = situation.because("period_over", "withdrawal.days", "withdrawal.counting", declared=situation.declared)
        return Standing(False, True, (*period.reasons, late), period)
    missing, known = _unknown(situation, line, cover.missing, cover.reason)
    if exclusion is not None:
        return Standing(True, False, (*exclusion.reasons, *period.reasons), period, missing)
    settled = not missing and not situation.contested
    return Standing(True, settled, (*known, *period.reasons, *kept_right(situation, line)), period, missing)


def judge(situation: Situation, line: Line) -> Verdict:
    """Decide a withdrawal; a line the law refuses may still be taken back under the seller's promise."""
    right = standing(situation, line)
    if right.open and right.settled:
        return Verdict(Decision.ACCEPT, Basis.WITHDRAWAL, Outcome.MONEY_BACK, right.reasons)
    if commercial.is_open(situation, line.item) and not situation.contested:
        promised = commercial.accepted(situation, line.item)
        return Verdict(promised.decision, promised.basis, promised.outcome, (*right.reasons, *promised.reasons))
    if right.open:
        contested = (situation.because("delivery_contested", "late_delivery.possession"),) if situation.contested else ()
        reasons = (*right.reasons, *contested)
        return Verdict(Decision.HUMAN_REVIEW, Basis.WITHDRAWAL, Outcome.REVIEW, reasons, right.missing)
    return Verdict(Decision.REFUSE, Basis.NONE, Outcome.NOTHING, right.reasons)


def _unknown(
    situation: Situation, line: Line, missing: tuple[str, ...], reason: Reason
) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """Facts without which the answer would be a guess, and the reason why the buyer is covered at all."""
    if line.item.is_digital and situation.facts.ordered is None:
        missing = (*missing, "ordered")
    special = reason.code == "small_professional"
    return missing, (reason,) if special or missing else ()
