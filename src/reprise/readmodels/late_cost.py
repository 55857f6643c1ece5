"""What it costs to repay late: today, and from which day it costs more."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case, CaseLine
from reprise.core.money import Money
from reprise.law.jurisdictions import law_of
from reprise.law.penalties import percent_of
from reprise.law.vocabulary import Basis
from reprise.readmodels import clocks

_RULES: Final = {
    Basis.WITHDRAWAL.value: "late_payment.withdrawal", Basis.CONFORMITY.value: "late_payment.conformity",
    Basis.LATE_DELIVERY.value: "late_payment.late_delivery",
}  # fmt: skip
HORIZON: Final = 120


@dataclass(frozen=True, slots=True)
class LateCost:
    """Days late (0: in time), what the sum grows by today, and the next day it grows by more, each with its percent.

    A percent of None is the legal interest, day by day.
    """

    days: int
    percent: int | None
    amount: Money | None
    next_day: date
    next_percent: int | None
    next_amount: Money | None
    source: str


def late_cost(
    *, shop: Shop, case: Case, line: CaseLine, total: Money, due: date | None, today: date, language: str
) -> LateCost | None:
    """None where no rule of the customer's country sets an increase, or nothing is due by a day."""
    country = (case.order.country if case.order else "") or shop.country
    law, rule = law_of(country), _RULES.get(line.ground)
    scale = law.at(rule, clocks.contract_day(shop, case)) if law and rule else None
    if due is None or scale is None or law is None or rule is None:
        return None
    late = max((today - due).days, 0)
    now = percent_of(scale.content, due, today) if late else 0
    step = next(
        day for day in (max(today, due) + timedelta(days=n) for n in range(1, HORIZON))
        if not late or percent_of(scale.content, due, day) != now
    )  # fmt: skip
    then = percent_of(scale.content, due, step)
    source = law.sources(rule, clocks.contract_day(shop, case))[0].labels[language]
    return LateCost(late, now, _share(total, now), step, then, _share(total, then), source)


def _share(total: Money, percent: int | None) -> Money | None:
    return Money(round(total.minor * percent / 100), total.currency) if percent else None
