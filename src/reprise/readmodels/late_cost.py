"""What it costs to repay late: how the sum grows before it happens, where it stands today, and when it grows next."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case, CaseLine
from reprise.core.money import Money
from reprise.law.jurisdictions import law_of
from reprise.law.late_growth import Stage, added, after, at, stages
from reprise.readmodels.deadline_effects import GROUNDS, SCALES
from reprise.readmodels.shop_days import contract_day, country_of

if TYPE_CHECKING:
    from reprise.apps.cases.models import Deadline


@dataclass(frozen=True, slots=True)
class LateCost:
    """A sum due by a day, the stages it grows by, and where it stands today; amounts are what comes on top."""

    total: Money
    due: date
    today: date
    stages: tuple[Stage, ...]
    added: Money | None  # today; None where the rate of a day is not published
    source: str
    unsettled: bool  # the scale leaves points open (L242-4)

    @property
    def days(self) -> int:
        """How many days late; 0 in time."""
        return max((self.today - self.due).days, 0)

    @property
    def now(self) -> Stage | None:
        """The stage of today; None in time."""
        return at(self.stages, self.today)

    @property
    def then(self) -> Stage | None:
        """The next stage; None where it grows no further."""
        return after(self.stages, self.today)

    @property
    def jump(self) -> Stage | None:
        """The next day on which the sum grows by a number of percent."""
        return next((one for one in self.stages if one.since > self.today and one.percent is not None), None)


def late_cost(
    *, shop: Shop, case: Case, line: CaseLine, total: Money, due: date | None, today: date, language: str
) -> LateCost | None:
    """Of a refund somebody looks at; None where no rule of the customer's country sets an increase."""
    rule = GROUNDS.get(line.ground, "")
    return _cost(country_of(shop, case), rule, contract_day(shop, case), total, due, today, language)


def late_cost_of(deadline: "Deadline", currency: str, contract: date, today: date, language: str) -> LateCost | None:
    """Of a deadline as it is kept, with the sum known when it was set; None where that, or a scale, is missing."""
    if deadline.amount_minor is None:
        return None
    total, rule = Money(deadline.amount_minor, currency), SCALES.get(deadline.rule, "")
    return _cost(deadline.calendar, rule, contract, total, deadline.due_on, today, language)


def _cost(
    country: str, rule: str, contract: date, total: Money, due: date | None, today: date, language: str
) -> LateCost | None:
    law = law_of(country)
    scale = law.at(rule, contract) if law and rule else None
    if due is None or scale is None or law is None:
        return None
    return LateCost(
        total, due, today, stages(law, scale.content, total, due), added(law, scale.content, total, due, today),
        law.sources(rule, contract)[0].labels[language], "month_step" in scale.content,
    )  # fmt: skip
