"""The seller's own promise: it binds on its own terms, and only adds to the law."""

from datetime import date

from reprise.law.assessment import Verdict
from reprise.law.calendars import after_days
from reprise.law.period import start_of_period
from reprise.law.situation import Situation
from reprise.law.vocabulary import Basis, Decision, Item, Outcome


def commercial_last_day(situation: Situation, item: Item) -> date | None:
    """Last day of the promise, counted like the withdrawal period but not rolled; None before delivery."""
    policy = situation.facts.commercial_policy
    start, _ = start_of_period(situation, item)
    return after_days(start, policy.return_days) if policy and start else None


def is_open(situation: Situation, item: Item) -> bool:
    """Whether there is a promise and its time is not over."""
    last_day = commercial_last_day(situation, item)
    return situation.facts.commercial_policy is not None and (last_day is None or situation.declared <= last_day)


def accepted(situation: Situation, item: Item) -> Verdict:
    """Accept under the promise."""
    policy, last_day = situation.facts.commercial_policy, commercial_last_day(situation, item)
    days = policy.return_days if policy else 0
    reason = (
        situation.because("promise_open", "commercial.binds", days=days, last_day=last_day)
        if last_day
        else situation.because("promise_before_delivery", "commercial.binds", days=days)
    )
    return Verdict(Decision.ACCEPT, Basis.COMMERCIAL, Outcome.MONEY_BACK, (reason,))
