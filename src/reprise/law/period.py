"""Until when one may withdraw (L221-18 to L221-20; Directive 2011/83/EU art. 9 and 10)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from reprise.law.assessment import Reason
from reprise.law.calendars import after_days, after_months
from reprise.law.facts import Unsaid
from reprise.law.situation import Situation
from reprise.law.vocabulary import Item, Recipient

NEVER_TOLD = ("withdrawal.extension_months", "withdrawal.proof_of_information")
Roll = Callable[[date], date]


@dataclass(frozen=True, slots=True)
class Period:
    """The withdrawal period; without a start it has not begun, and the right is open."""

    start: date | None
    initial_last_day: date | None
    last_day: date | None
    reasons: tuple[Reason, ...]

    def is_over(self, day: date) -> bool:
        """Whether a declaration sent that day comes too late."""
        return self.last_day is not None and day > self.last_day


def withdrawal_period(situation: Situation, item: Item, roll: Roll | None = None) -> Period:
    """Compute the period, extended when the buyer was not told of the right in time.

    `roll` moves a last day that is no working day; by default, over the holidays of where the buyer is known to live.
    """
    roll = roll or situation.rolled
    days = situation.at("withdrawal.days")
    start, why = start_of_period(situation, item)
    if start is None or days is None or days.content is None:
        return Period(None, None, None, (why,))
    counted_to = after_days(start, days.number)
    initial = roll(counted_to)
    last_day, extension = _extended(situation, start, initial, roll)
    counted = situation.because(
        "period_counted" if initial == counted_to else "period_moved",
        "withdrawal.days", "withdrawal.counting", start=start, days=days.number, last_day=initial,
    )  # fmt: skip
    return Period(start, initial, last_day, (why, counted, *extension))


def start_of_period(situation: Situation, item: Item) -> tuple[date | None, Reason]:
    """The day that sets the period running (not counted itself), None before delivery."""
    facts = situation.facts
    if item.is_digital:
        return facts.ordered, situation.because(
            "starts_with_contract", "withdrawal.start", "withdrawal.start_of_contract"
        )
    if facts.regular_delivery and situation.lots:
        return min(situation.lots), situation.because("starts_with_first_delivery", "withdrawal.start")
    if not situation.complete:
        return None, situation.because("not_begun", "withdrawal.before_delivery")
    last_of_order = facts.last_delivery_of_order
    others = () if isinstance(last_of_order, Unsaid | None) else (last_of_order,)
    last = max((*situation.lots, *others))
    if len({*situation.lots, *others}) > 1:
        return last, situation.because("starts_with_last_delivery", "withdrawal.start")
    if facts.recipient is Recipient.THIRD_PARTY:
        return last, situation.because("starts_with_third_party", "withdrawal.start")
    return last, situation.because("starts_with_delivery", "withdrawal.start")


def _extended(situation: Situation, start: date, initial: date, roll: Roll) -> tuple[date, tuple[Reason, ...]]:
    months, days = situation.at("withdrawal.extension_months"), situation.at("withdrawal.days")
    if told_in_time(situation) or months is None or days is None:
        return initial, ()
    given = situation.facts.info.withdrawal_given_on
    extended = roll(after_months(initial, months.number))
    if given is not None and given <= extended:
        fresh = max(initial, roll(after_days(max(given, start), days.number)))
        reason = situation.because("told_late", "withdrawal.extension_months", given=given, last_day=fresh)
        return fresh, (reason,)
    reason = situation.because("never_told", *NEVER_TOLD, months=months.number, last_day=extended)
    return extended, (reason,)


def told_in_time(situation: Situation) -> bool:
    """Whether the notice on withdrawal came before the contract; the seller has to prove it (L221-7)."""
    info = situation.facts.info
    if info.withdrawal_given_on is None:
        return info.withdrawal
    return situation.facts.ordered is not None and info.withdrawal_given_on <= situation.facts.ordered
