"""How a sum due grows while it is not paid: step by step, before it happens.

Day 20, 30, 60 and 90 stand in two bands of L242-4 each; the lower one is taken. Whether the legal interest of the
first ten days is counted by the day, and whether a further month counts when begun or when over, is not settled: by the
day, and when begun. Nobody may rely on these three.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from reprise.core.money import Money
from reprise.law.calendars import DAY, after_days
from reprise.law.jurisdictions import Law
from reprise.law.penalties import DAYS_OF_A_YEAR, LEGAL, percent_of

HORIZON: Final = 150  # days late that are looked at
WHOLE: Final = 100  # percent: the price of the goods again, and no further


@dataclass(frozen=True, slots=True)
class Stage:
    """From a day on the sum grows by so many percent (None: the legal interest), and by how much, where that is known.

    `until` is its last day, None for the last stage; `amount` is what is added on its last day, or at its start.
    """

    since: date
    until: date | None
    percent: int | None
    amount: Money | None


def stages(law: Law, scale: Mapping[str, Any], total: Money, due: date) -> tuple[Stage, ...]:
    """What a delay adds, from the first day late on; at most what was paid once more."""
    found: list[Stage] = []
    since, percent = after_days(due, 1), percent_of(scale, due, after_days(due, 1))
    for late in range(2, HORIZON + 1):
        day = after_days(due, late)
        now = percent_of(scale, due, day)
        if now != percent:
            found.append(_stage(law, total, due, since, day - DAY, percent))
            since, percent = day, now
        if percent is not None and percent >= WHOLE:
            break
    return (*found, _stage(law, total, due, since, None, percent))


def at(grown: Sequence[Stage], day: date) -> Stage | None:
    """The stage that a day falls in; None while it is not late."""
    return next((one for one in reversed(grown) if one.since <= day), None)


def after(grown: Sequence[Stage], day: date) -> Stage | None:
    """The next stage after a day; None beyond the last."""
    return next((one for one in grown if one.since > day), None)


def added(law: Law, scale: Mapping[str, Any], total: Money, due: date, day: date) -> Money | None:
    """What is added when the sum is paid that day; None where a rate is not published."""
    if day <= due:
        return Money(0, total.currency)
    percent = percent_of(scale, due, day)
    return interest(law, total, due, day) if percent is None else _share(total, percent)


def interest(law: Law, total: Money, due: date, paid: date) -> Money | None:
    """Legal interest by the day, at the rate of each half-year; None where one is not published."""
    rates = [_rate(law, after_days(due, late)) for late in range(1, (paid - due).days + 1)]
    known = [rate for rate in rates if rate is not None]
    if len(known) < len(rates):
        return None
    share = sum(known, Decimal(0)) / DAYS_OF_A_YEAR
    return Money.of(total.decimal * share / 100, total.currency)


def _stage(law: Law, total: Money, due: date, since: date, until: date | None, percent: int | None) -> Stage:
    if percent is None:
        return Stage(since, until, None, interest(law, total, due, until or since))
    return Stage(since, until, percent, _share(total, percent))


def _share(total: Money, percent: int) -> Money:
    return Money.of(total.decimal * min(percent, WHOLE) / 100, total.currency)


def _rate(law: Law, day: date) -> Decimal | None:
    value = law.at(LEGAL, day)
    return Decimal(value.content) if value is not None and value.content is not None else None
