"""What late refunds cost the shop: today, and day by day if nothing were paid. One query, grouped by day and rule."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Sum

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import DeadlineState, Duty
from reprise.apps.cases.models import Deadline
from reprise.core.money import Money
from reprise.law.calendars import after_days
from reprise.law.jurisdictions import law_of
from reprise.law.late_growth import added
from reprise.readmodels.deadline_effects import SCALES

AHEAD: Final = 60  # days


@dataclass(frozen=True, slots=True)
class Exposure:
    """Sums due by law, how many are late, what they have grown by, and what they would have grown by each day ahead.

    In the shop's own currency; sums in others are counted in `elsewhere`, as are those nobody knows.
    """

    due: Money
    number: int
    late: int
    added: Money
    ahead: tuple[tuple[date, int], ...]  # minor units that would be added by then
    elsewhere: int

    @property
    def at_the_end(self) -> Money:
        """What would be added if nothing were paid for so long."""
        return Money(self.ahead[-1][1], self.due.currency)


def exposure(actor: Actor, currency: str, today: date, ahead: int = AHEAD) -> Exposure:
    """The open refunds of a shop by what a delay does to them, today and so many days ahead."""
    actor.require(Right.CASES_READ)
    rows = Deadline.objects.filter(
        shop_id=actor.shop_id, state=DeadlineState.OPEN.value, duty=Duty.SELLER.value, rule__in=list(SCALES)
    )
    groups = rows.values_list("due_on", "rule", "calendar", "case__currency")
    found = list(groups.annotate(Sum("amount_minor"), Count("pk"), Count("amount_minor")).order_by("due_on"))
    here = [row for row in found if row[3] == currency]
    days = [after_days(today, n) for n in range(ahead + 1)]
    sums = [(day, sum(_added(row, currency, day) for row in here)) for day in days] if here else [(today, 0)]
    return Exposure(
        due=Money(sum(row[4] or 0 for row in here), currency),
        number=sum(row[5] for row in found),
        late=sum(row[5] for row in found if row[0] < today),
        added=Money(sums[0][1], currency),
        ahead=tuple(sums),
        elsewhere=sum(row[5] for row in found) - sum(row[6] for row in here),
    )


def _added(row: tuple[date, str, str, str, int | None, int, int], currency: str, day: date) -> int:
    due, rule, country, _currency, total, _count, _known = row
    law = law_of(country)
    scale = law.at(SCALES[rule], due) if law else None
    if law is None or scale is None or not total or day <= due:
        return 0
    grown = added(law, scale.content, Money(total, currency), due, day)
    return grown.minor if grown else 0
