"""May the buyer change their mind? One line at a time."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from reprise.law import commercial
from reprise.law.assessment import Reason, Verdict
from reprise.law.calendars import rolled_in_some_region
from reprise.law.exceptions import exclusion_of, kept_right
from reprise.law.facts import Line
from reprise.law.period import Period, withdrawal_period
from reprise.law.protection import Cover, withdrawal_cover
from reprise.law.situation import Situation
from reprise.law.vocabulary import Basis, Decision, Outcome

#: No run of weekends and holidays is longer, so that regional calendars are built only when they may matter.
LONGEST_HOLIDAYS: Final = timedelta(days=12)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a line stands: open (perhaps only after a person has looked) or closed, and why."""

    open: bool
    settled: bool
    reasons: tuple[Reason, ...]
    period: Period | None = None
    missing: tuple[str, ...] = ()


@lru_cache(maxsize=256)  # asked by the answer, its dates and the other rights
def standing(situation: Situation, line: Line) -> Standing:
    """Say whether the right of withdrawal was open on the day of the declaration."""
    cover = withdrawal_cover(situation)
    if not cover.covered:
        return Standing(False, True, (cover.reason,))
    period = withdrawal_period(situation, line.item)
    exclusion = exclusion_of(situation, line)
    if exclusion is not None and not exclusion.unsettled:
        return Standing(False, True, exclusion.reasons)
    regional: tuple[Reason, ...] = ()
    if period.is_over(situation.declared):
        late = situation.because("period_over", "withdrawal.days", "withdrawal.counting", declared=situation.declared)
        regional = _saved_by_a_region(situation, line, period)
        if not regional:
            return Standing(False, True, (*period.reasons, late), period)
    missing = _missing(situation, line, cover)
    if exclusion is not None or regional:
        excluded = exclusion.reasons if exclusion is not None else ()
        return Standing(True, False, (*excluded, *period.reasons, *regional), period, missing)
    settled = not missing and not situation.contested and not cover.doubtful
    known = (cover.reason,) if cover.reason.code != "consumer_may_withdraw" or missing else ()
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
        contested = (
            (situation.because("delivery_contested", "late_delivery.possession"),) if situation.contested else ()
        )
        reasons = (*right.reasons, *contested)
        return Verdict(Decision.HUMAN_REVIEW, Basis.WITHDRAWAL, Outcome.REVIEW, reasons, right.missing)
    return Verdict(Decision.REFUSE, Basis.NONE, Outcome.NOTHING, right.reasons)


def _saved_by_a_region(situation: Situation, line: Line, period: Period) -> tuple[Reason, ...]:
    """The reason to ask where the buyer lives, when only a holiday of one region would make the declaration timely."""
    last_day = period.last_day or date.max
    if situation.facts.region is not None or situation.declared - last_day > LONGEST_HOLIDAYS:
        return ()
    elsewhere = withdrawal_period(situation, line.item, lambda day: rolled_in_some_region(day, situation.law.country))
    if elsewhere.is_over(situation.declared):
        return ()
    until = elsewhere.last_day or last_day
    return (situation.because("regional_holiday", "withdrawal.counting", last_day=last_day, until=until),)


def _missing(situation: Situation, line: Line, cover: Cover) -> tuple[str, ...]:
    """Facts without which the answer would be a guess."""
    if line.item.is_digital and situation.facts.ordered is None:
        return (*cover.missing, "ordered")
    return cover.missing
