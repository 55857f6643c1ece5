"""Past lines of a shop as a stream of chunks, oldest first: a few statements for each, whatever their number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import Max, Min, Q, QuerySet, Sum, TextField
from django.db.models.functions import Cast

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.kinds import ItemState
from reprise.apps.cases.models import Case, CaseLine, Decision, ReturnItem
from reprise.apps.evidence.models import Evidence
from reprise.apps.payments.kinds import RefundState
from reprise.apps.payments.models import RefundLine
from reprise.readmodels.customer_past import Past
from reprise.readmodels.evidence_given import Given, given_of
from reprise.readmodels.overview.weeks import midnight
from reprise.readmodels.replay.past_row import PastRow
from reprise.readmodels.replay.pasts import pasts_of

AT_ONCE: Final = 400  # cases
NOTHING: Final = Given()
_DAY: Final = timedelta(days=1)
_COLUMNS: Final = (
    "pk", "case_id", "case__reference", "name", "product_kind", "quantity", "claim", "reason", "asked_remedy", "state",
    "approved_quantity", "case__opened_at", "case__buyer_kind", "case__channel", "case__danger", "case__currency",
    "case__customer_id", "case__order__total_minor", "case__order__ordered_at", "case__order__country", "kept",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str


def past_cases(shop: Shop, since: date, until: date) -> QuerySet[Case]:
    """The cases opened from a day to another, both included, in the shop's days."""
    zone = ZoneInfo(shop.timezone)
    begun = midnight(since, zone)
    return Case.objects.filter(shop_id=shop.pk, opened_at__gte=begun, opened_at__lt=midnight(until + _DAY, zone))


def count_lines(shop: Shop, since: date, until: date) -> int:
    """How many lines there are to replay."""
    return CaseLine.objects.filter(case__in=past_cases(shop, since, until)).count()


def past_rows(shop: Shop, since: date, until: date, *, with_pasts: bool = False) -> Iterator[list[PastRow]]:
    """The lines of these cases, a chunk at a time; no case is in two chunks. `with_pasts`: their customers' too."""
    cases, last = past_cases(shop, since, until).order_by("pk"), 0
    while ids := list(cases.filter(pk__gt=last).values_list("pk", flat=True)[:AT_ONCE]):
        last = ids[-1]
        yield rows_of(shop, ids, with_pasts=with_pasts)


def rows_of(shop: Shop, case_ids: Sequence[int], *, with_pasts: bool = False) -> list[PastRow]:
    """The lines of some cases with what was kept of them."""
    asked = Q(case_id__gte=case_ids[0], case_id__lte=case_ids[-1], case_id__in=case_ids)
    lines = CaseLine.objects.filter(asked).annotate(kept=Cast("proposal", TextField()))
    found = list(lines.order_by("case_id", "position").values_list(*_COLUMNS))
    ids = [row[0] for row in found]
    decided, repaid, shown, back = _decided(ids), _repaid(ids), _shown(case_ids), _back(ids)
    zone = ZoneInfo(shop.timezone)
    pasts: dict[int, Past] = {}
    if with_pasts:
        openings = {row[1]: (row[1], row[16], row[11], row[11].astimezone(zone).date()) for row in found}
        pasts = pasts_of(openings.values(), shop.timezone)
    return [
        _row(row, zone, decided.get(row[0]), repaid.get(row[0]), shown.get(row[1], NOTHING), back=row[0] in back,
             past=pasts.get(row[1]))
        for row in found
    ]  # fmt: skip


def _row(
    row: tuple[Any, ...], zone: ZoneInfo, decided: datetime | None, repaid: tuple[int, datetime | None] | None,
    shown: Given, *, back: bool, past: Past | None,
) -> PastRow:  # fmt: skip
    (line_id, _, reference, name, kind, quantity, claim, reason, remedy, state, granted, opened_at, buyer, channel,
     danger, currency, customer_id, order_value, ordered_at, country, kept) = row  # fmt: skip
    sum_back, settled = repaid or (0, None)
    return PastRow(
        line_id=line_id, reference=reference, name=name, kind=kind, quantity=quantity, claim=claim, reason=reason,
        asked_remedy=remedy, state=state, granted=granted, opened_on=opened_at.astimezone(zone).date(), buyer=buyer,
        channel=channel, danger=danger, country=country or "", currency=currency, customer_id=customer_id,
        order_value=order_value, ordered_on=ordered_at.astimezone(zone).date() if ordered_at else None, proposal=kept,
        photos=shown.photos,
        shots=shown.shots, measured=shown.measured, decided_after=_days(opened_at, decided),
        paid_after=_days(decided, settled), repaid=sum_back,
        was_back=back, past=past,
    )  # fmt: skip


def _days(begun: datetime | None, ended: datetime | None) -> float | None:
    return max(0.0, (ended - begun) / _DAY) if begun and ended else None


def _decided(line_ids: Sequence[int]) -> dict[int, datetime]:
    rows = Decision.objects.filter(line_id__in=line_ids).order_by().values_list("line_id")
    return dict(rows.annotate(first=Min("decided_at")))


def _repaid(line_ids: Sequence[int]) -> dict[int, tuple[int, datetime | None]]:
    rows = RefundLine.objects.filter(case_line_id__in=line_ids, refund__state=RefundState.SETTLED.value).order_by()
    sums = rows.values_list("case_line_id").annotate(back=Sum("amount_minor"), at=Max("refund__settled_at"))
    return {line_id: (back, at) for line_id, back, at in sums if line_id is not None}


def _back(line_ids: Sequence[int]) -> set[int]:
    items = ReturnItem.objects.filter(line_id__in=line_ids).exclude(state=ItemState.NOT_REQUIRED.value)
    return set(items.values_list("line_id", flat=True))


def _shown(case_ids: Sequence[int]) -> dict[int, Given]:
    """What came with the request, by case: what was sent later was not known that day."""
    rows = Evidence.objects.filter(case_id__in=case_ids, by_customer=True).order_by()
    found: dict[int, list[tuple[_Piece, str]]] = {}
    for case_id, at, opened_at, kind, shot in rows.values_list(
        "case_id", "added_at", "case__opened_at", "file__kind", "shot"
    ):
        if at <= opened_at + timedelta(minutes=1):
            found.setdefault(case_id, []).append((_Piece(kind), shot))
    return {
        case_id: given_of([piece for piece, _ in pieces], [shot for _, shot in pieces if shot])
        for case_id, pieces in found.items()
    }
