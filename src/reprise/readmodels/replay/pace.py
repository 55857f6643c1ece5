"""How long a shop takes and what a return costs it, from its own past: so are answers weighed that never were."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Final

from django.db.models import Min

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.kinds import ItemState
from reprise.apps.cases.models import Decision, ReturnItem
from reprise.apps.catalogue.kinds import LineType
from reprise.apps.catalogue.models import Order, OrderLine
from reprise.apps.payments.kinds import RefundState
from reprise.apps.payments.models import RefundLine
from reprise.readmodels.replay.outcome import Counted
from reprise.readmodels.replay.past_row import PastRow
from reprise.readmodels.replay.reading import past_cases

SAMPLE: Final = 900
_DAY: Final = timedelta(days=1)
USUAL_POSTAGE: Final = 690  # minor units, where the shop's orders tell of no delivery fee
_NONE_SEEN: Final = 1.0  # days
_ON_THE_WAY: Final = 7.0  # days a parcel takes, where none was seen


@dataclass(frozen=True, slots=True)
class Pace:
    """Medians in days: from the request to the decision, and from there to the money with the goods back or without."""

    decision: float
    with_goods: float
    without_goods: float
    postage: int
    postage_is_ours: bool  # the shop's orders say so; else a usual figure

    def delay(self, answer: Counted, row: PastRow) -> float:
        """Days from the request to the money: as it was where that part of the way stays the same, else the median."""
        decision = row.decided_after if row.decided_after is not None else self.decision
        if answer.label == "automatic":
            decision = 0.0
        rest = self.with_goods if answer.sends_back else self.without_goods
        if row.paid_after is not None and row.was_back == answer.sends_back:
            rest = row.paid_after
        return decision + rest


def pace_of_shop(shop: Shop, since: date, until: date) -> Pace:
    """The medians of the newest lines of these days that were decided and repaid, and of the delivery fees paid."""
    cases = past_cases(shop, since, until)
    settled = RefundLine.objects.filter(refund__state=RefundState.SETTLED.value, case_line__case__in=cases)
    rows = settled.order_by("-pk").values_list(
        "case_line__case__opened_at", "refund__decided_at", "refund__settled_at", "case_line_id"
    )[:SAMPLE]
    lines = [row[3] for row in rows]
    decided = dict(
        Decision.objects.filter(line_id__in=lines).order_by().values_list("line_id").annotate(at=Min("decided_at"))
    )
    back = set(
        ReturnItem.objects.filter(line_id__in=lines).exclude(state=ItemState.NOT_REQUIRED.value)
        .values_list("line_id", flat=True)
    )  # fmt: skip
    seen: tuple[list[float], list[float], list[float]] = ([], [], [])
    for opened_at, _, settled_at, line_id in rows:
        at = decided.get(line_id)
        if at is not None and settled_at is not None:
            seen[0].append((at - opened_at) / _DAY)
            seen[1 if line_id in back else 2].append(max(0.0, (settled_at - at) / _DAY))
    return pace_of(*seen, postage=_postage(shop, since, until))


def _postage(shop: Shop, since: date, until: date) -> int:
    """What a parcel costs, as the shop's customers paid for one: the middle of the fees of these orders; 0: none."""
    fees = OrderLine.objects.filter(
        type=LineType.SHIPPING.value, paid_minor__gt=0,
        order__in=Order.objects.filter(shop_id=shop.pk, pk__in=past_cases(shop, since, until).values("order_id")),
    )  # fmt: skip
    paid = list(fees.order_by("-pk").values_list("paid_minor", flat=True)[:SAMPLE])
    return int(median(paid)) if paid else 0


def pace_of(decisions: Iterable[float], with_goods: Iterable[float], without: Iterable[float], postage: int) -> Pace:
    """The medians of what was seen."""
    seen = [list(each) for each in (decisions, with_goods, without)]
    decision, back, kept = (median(each) if each else _NONE_SEEN for each in seen)
    if not seen[1]:
        back = kept + _ON_THE_WAY
    return Pace(decision, back, kept, postage or USUAL_POSTAGE, bool(postage))
