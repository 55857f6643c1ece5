"""How long the statutory guarantee runs, and how long a defect is presumed to be old (L217-3, L217-7, L217-13)."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

from reprise.law.calendars import DAY, after_days, after_months, after_years
from reprise.law.parameters import Value
from reprise.law.situation import Situation
from reprise.law.vocabulary import Item, Remedy


@dataclass(frozen=True, slots=True)
class Guarantee:
    """Last days of the guarantee; `until` is None where the law sets no fixed term."""

    until: date | None
    before: date | None  # the same without a repair or a replacement; None when there was none
    presumption_until: date | None
    immobilised_days: int | None
    is_verified: bool


class Term(Enum):
    """Where the guarantee stood on the day of the declaration."""

    RUNNING = "running"
    STILL_ACTIONABLE = "still_actionable"  # the defect showed in time and may still be acted upon
    UNSURE = "unsure"  # it showed in time, and nobody knows until when one may act
    OVER = "over"


def family(item: Item) -> str:
    """The group of rules that fits: goods or digital content."""
    return "digital" if item.is_digital else "guarantee"


@lru_cache(maxsize=256)  # asked by the answer, its dates and the other rights
def guarantee_of(situation: Situation, item: Item) -> Guarantee | None:
    """Compute the guarantee from the last lot; None before delivery, or where no law we know sets one."""
    months, received = situation.at(f"{family(item)}.months"), situation.received
    if months is None or received is None:
        return None
    presumption = _presumption_until(situation, item, received)
    if months.content is None:
        return Guarantee(None, None, presumption, None, months.is_verified)
    base = after_months(received, months.number)
    until, days = _extended(situation, item, base, months)
    if starts_anew(situation) and until != base and (situation.facts.replaced_on or date.max) <= situation.declared:
        presumption = _presumption_until(situation, item, situation.facts.replaced_on or received)
    touched = situation.facts.repaired_returned is not None or situation.facts.replaced_on is not None
    return Guarantee(until, base if touched else None, presumption, days, months.is_verified)


def term(situation: Situation, item: Item, guarantee: Guarantee) -> Term:
    """Say whether the guarantee was still running, for a defect from the day it appeared."""
    end = end_when_told(situation, guarantee)
    if end is None or situation.declared <= end:
        return Term.RUNNING
    if not situation.is_about_the_goods or situation.appeared > end:
        return Term.OVER
    last = last_day_to_act(situation, item, end)
    if last is None:
        return Term.UNSURE
    return Term.STILL_ACTIONABLE if situation.declared <= last else Term.OVER


def last_day_to_act(situation: Situation, item: Item, end: date) -> date | None:
    """Until when one may act on a defect that showed in time; None where we do not know."""
    years = situation.at(f"{family(item)}.action_years")
    months = situation.at(f"{family(item)}.claim_months_after")
    if years is None and months is None:
        return None
    last = after_years(situation.appeared, years.number) if years else end
    return max(last, after_months(end, months.number)) if months else last


def end_when_told(situation: Situation, guarantee: Guarantee) -> date | None:
    """The end of the guarantee as it was when the buyer spoke: a later repair cannot reopen it."""
    facts = situation.facts
    done = [day for day in (facts.repaired_returned, facts.replaced_on) if day is not None]
    earlier = bool(done) and min(done) <= situation.declared
    return guarantee.until if earlier or guarantee.before is None else guarantee.before


def repair_by(situation: Situation, item: Item) -> date | None:
    """Last day to repair or replace, where the law sets a number of days (L217-10)."""
    days = None if item.is_digital else situation.at("guarantee.repair_days")
    return after_days(situation.declared, days.number) if days else None


def notify_by(situation: Situation, guarantee: Guarantee | None) -> date | None:
    """Last day to tell the seller, where the law sets one."""
    months, noticed = situation.at("guarantee.notify_months"), situation.facts.noticed
    if months is not None and noticed is not None:
        return after_months(noticed, months.number)
    if guarantee is not None and situation.says("guarantee.notify_within_guarantee"):
        return guarantee.until
    return None


def answer_by(situation: Situation) -> date | None:
    """Last day to answer a complaint where silence accepts it, as in Poland."""
    days = situation.at("guarantee.reply_days")
    return after_days(situation.declared, days.number) if days and situation.is_about_the_goods else None


def short_term_until(situation: Situation, item: Item) -> date | None:
    """Last day of a national right to end the contract at once; the period counts the day of delivery in Ireland."""
    rule, received = situation.at("guarantee.short_term_days"), situation.received
    if rule is None or received is None or item.is_digital:
        return None
    return _begins_with(situation, after_days(received, int(rule.content["days"])))


def _presumption_until(situation: Situation, item: Item, received: date) -> date | None:
    months = situation.at("guarantee.presumption_months_second_hand") if item.is_second_hand else None
    months = months or situation.at(f"{family(item)}.presumption_months")
    if months is None or months.content is None:
        return None
    last = after_months(received, months.number)
    return last if item.is_digital else _begins_with(situation, last)


def _begins_with(situation: Situation, last: date) -> date:
    """One day less where the national text makes the period begin with the day of delivery."""
    return last - DAY if situation.says("guarantee.first_day_counts") else last


def starts_anew(situation: Situation) -> bool:
    """A repair was asked and the seller replaced instead: the new good has its own guarantee (L217-13)."""
    facts = situation.facts
    asked = facts.remedy_asked is Remedy.REPAIR and facts.replaced_on is not None
    return asked and situation.says("guarantee.replacement_restarts")


def _extended(situation: Situation, item: Item, base: date, months: Value) -> tuple[date, int | None]:
    """The end after a repair or replacement of a defect that showed in time, and the days of immobilisation.

    The repair may be an earlier one than the request: then it came in time when it was done in time.
    """
    facts = situation.facts
    done = [day for day in (facts.repaired_returned, facts.replaced_on) if day is not None]
    if item.is_digital or min((situation.appeared, situation.declared, *done)) > base:
        return base, None
    if starts_anew(situation) and facts.replaced_on is not None:
        return max(base, after_months(facts.replaced_on, months.number)), None
    more = situation.at("guarantee.repair_extension_months")
    if facts.repaired_returned is None or more is None:
        return base, None
    days = None
    if situation.says("guarantee.immobilisation_suspends") and facts.repaired_returned >= situation.declared:
        days = (facts.repaired_returned - situation.declared).days
    return after_months(after_days(base, days or 0), more.number), days
