import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from reprise.apps.cases.services.next_numbers import next_numbers
from reprise.apps.payments.kinds import (
    BY_HAND,
    AttemptKind,
    AttemptOutcome,
    EntryKind,
    NoteKind,
    RefundLineKind,
    RefundState,
)
from reprise.apps.payments.models import CreditNote, LedgerEntry, Refund, RefundAttempt, RefundLine
from reprise.apps.payments.services.credit_note import seller_of, series_of
from reprise.apps.payments.services.intend_refund import key_of
from reprise.apps.payments.services.ledger import accounts_of
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRefund:
    """A refund that was paid by hand for one line, or is decided and waits to be."""

    number: uuid.UUID
    note: str  # the number of its credit note, taken from the shop's series before
    case_id: int
    remedy_id: int
    order_id: int
    payment_id: int
    order_line_id: int
    case_line_id: int
    name: str
    quantity: int
    amount_minor: int
    tax_minor: int
    decided_at: datetime
    settled_at: datetime | None
    currency: str = "EUR"


@atomic
def keep_past_refunds(*, shop: "Shop", refunds: Sequence[PastRefund]) -> None:
    """Write synthetic refunds with their lines, attempts, entries of the ledger and notes."""
    rows = Refund.objects.bulk_create([_refund(shop, past) for past in refunds], batch_size=AT_ONCE)
    pairs = list(zip(rows, refunds, strict=True))
    RefundLine.objects.bulk_create([_line(row, past) for row, past in pairs], batch_size=AT_ONCE)
    RefundAttempt.objects.bulk_create(
        [_attempt(row, past.settled_at) for row, past in pairs if past.settled_at], batch_size=AT_ONCE
    )
    LedgerEntry.objects.bulk_create([entry for pair in pairs for entry in _entries(*pair)], batch_size=AT_ONCE)
    CreditNote.objects.bulk_create(_notes(shop, pairs), batch_size=AT_ONCE)


def note_numbers(*, shop: "Shop", days: Sequence[date]) -> list[str]:
    """The next numbers of the shop's notes for these days, each in the series of its year."""
    counted = Counter(day.year for day in days)
    numbers = {
        year: iter(next_numbers(shop_id=shop.pk, series=series_of(shop), year=year, count=count))
        for year, count in sorted(counted.items())
    }
    return [next(numbers[day.year]) for day in days]


def _refund(shop: "Shop", past: PastRefund) -> Refund:
    settled = past.settled_at is not None
    return Refund(
        id=past.number, shop_id=shop.pk, case_id=past.case_id, remedy_id=past.remedy_id, order_id=past.order_id,
        payment_id=past.payment_id, provider=BY_HAND, amount_minor=past.amount_minor, currency=past.currency,
        state=(RefundState.SETTLED if settled else RefundState.INTENDED).value, key=key_of(past.number, 1),
        decided_by="system", decided_at=past.decided_at, changed_at=past.settled_at or past.decided_at,
        settled_at=past.settled_at, reference=f"VIR-{past.number.hex[:16]}" if settled else "",
    )  # fmt: skip


def _line(refund: Refund, past: PastRefund) -> RefundLine:
    return RefundLine(
        refund=refund, position=1, kind=RefundLineKind.GOODS.value, order_line_id=past.order_line_id,
        case_line_id=past.case_line_id, quantity=past.quantity, amount_minor=past.amount_minor,
        tax_minor=past.tax_minor,
    )  # fmt: skip


def _attempt(refund: Refund, at: datetime) -> RefundAttempt:
    return RefundAttempt(
        refund=refund, number=1, kind=AttemptKind.CONFIRM.value, provider=BY_HAND, key=refund.key, actor="system",
        started_at=at, ended_at=at, outcome=AttemptOutcome.SETTLED.value, reference=refund.reference,
    )  # fmt: skip


def _entries(refund: Refund, past: PastRefund) -> list[LedgerEntry]:
    steps = [(EntryKind.DECIDED, past.decided_at, ""), (EntryKind.SETTLED, past.settled_at, refund.reference)]
    entries = []
    for kind, at, reference in steps:
        if at is not None:
            debit, credit = accounts_of(kind, refund.provider)
            entries.append(LedgerEntry(
                shop_id=refund.shop_id, case_id=refund.case_id, refund=refund, kind=kind.value, debit=debit,
                credit=credit, amount_minor=refund.amount_minor, currency=refund.currency, reference=reference,
                actor="system", at=at,
            ))  # fmt: skip
    return entries


def _notes(shop: "Shop", pairs: Sequence[tuple[Refund, PastRefund]]) -> list[CreditNote]:
    zone, seller = ZoneInfo(shop.timezone), seller_of(shop)
    return [
        CreditNote(
            shop_id=shop.pk, refund=refund, kind=NoteKind.CREDIT.value, number=past.note,
            issued_on=past.decided_at.astimezone(zone).date(), issued_at=past.decided_at,
            amount_minor=past.amount_minor, tax_minor=past.tax_minor, currency=past.currency, seller=seller,
            lines=[{
                "kind": RefundLineKind.GOODS.value, "name": past.name, "quantity": past.quantity,
                "amount_minor": past.amount_minor, "tax_minor": past.tax_minor, "reason": "",
            }],
        )
        for refund, past in pairs
    ]  # fmt: skip
