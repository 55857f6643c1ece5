"""The figures of the staff's home page, gathered in a few queries whatever the number of cases."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import Shop
from reprise.apps.policies.kept_policy import policy_of
from reprise.apps.policies.queries import policy_on
from reprise.law.jurisdictions import law_of
from reprise.readmodels.agenda.exposure import Exposure, exposure
from reprise.readmodels.overview.due import Due, due
from reprise.readmodels.overview.flow import (
    Reason,
    closed_per_week,
    has_cases,
    open_by_turn,
    opened_per_week,
    products,
    reasons,
)
from reprise.readmodels.overview.pace import Pace, answers, refunds
from reprise.readmodels.overview.weeks import weeks_until


@dataclass(frozen=True, slots=True)
class Overview:
    """Twelve weeks of a shop, oldest first, and what is open today."""

    weeks: tuple[date, ...]
    turns: Counter[str]
    due: Due
    opened: tuple[int, ...]
    closed: tuple[int, ...]
    answers: Pace
    refunds: Pace
    promised_days: int  # the shop answers within
    lawful_days: int | None  # a withdrawal is repaid within
    reasons: tuple[Reason, ...]
    products: tuple[tuple[str, int], ...]  # the most asked about, and how many lines
    is_new: bool  # no case ever
    exposed: Exposure  # what late refunds cost

    @property
    def open(self) -> int:
        """How many cases are open."""
        return self.turns.total()


def overview(actor: Actor, shop: Shop, today: date, at: datetime) -> Overview:
    """What the home page draws; `today` is the shop's."""
    zone, weeks = ZoneInfo(shop.timezone), weeks_until(today)
    law = law_of(shop.country)
    by_law = law.at("withdrawal.refund_days", today) if law else None
    turns = open_by_turn(actor)
    return Overview(
        weeks=weeks, turns=turns, due=due(actor, today, at),
        opened=opened_per_week(actor, weeks, zone), closed=closed_per_week(actor, weeks, zone),
        answers=answers(actor, weeks, zone), refunds=refunds(actor, weeks, zone),
        promised_days=policy_of(policy_on(shop.pk, today)).terms.decision_days,
        lawful_days=by_law.number if by_law and by_law.content is not None else None,
        reasons=reasons(actor, weeks, zone), products=products(actor, weeks, zone),
        is_new=not turns and not has_cases(actor), exposed=exposure(actor, shop.currency, today),
    )  # fmt: skip
