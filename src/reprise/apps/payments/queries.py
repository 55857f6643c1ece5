"""The only ways to obtain refunds and what belongs to them, each checking that the actor may have them."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet, Sum

from reprise.apps.accounts.actors import Actor, ActorKind
from reprise.apps.accounts.queries import token_keys
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.memory import part
from reprise.apps.payments.kinds import BY_HAND, NoteKind, RefundLineKind, RefundState
from reprise.apps.payments.models import CreditNote, LedgerEntry, Refund, RefundAttempt, RefundLine
from reprise.apps.payments.transitions import UNDER_WAY
from reprise.core.refusals import NotFound
from reprise.platform.statements import Question, Reading, together

_OF_CASE = part("refunds", lambda case_id: Refund.objects.filter(case_id=case_id).order_by("decided_at", "id"))
_LINES = Reading(
    lambda refund_id: RefundLine.objects.filter(refund_id=refund_id).select_related("order_line").order_by("position")
)
_ATTEMPTS = Reading(lambda refund_id: RefundAttempt.objects.filter(refund_id=refund_id).order_by("number"))
_GOODS_OF_ORDER = Reading(
    lambda order_id: (
        RefundLine.objects.filter(order_line__order_id=order_id, kind=RefundLineKind.GOODS.value)
        .exclude(refund__state=RefundState.VOID.value)
        .only("order_line", "quantity")
    )
)
_WITH_PAYMENT = Reading(lambda refund_id: Refund.objects.filter(pk=refund_id).select_related("payment"))
_BY_ID = Reading(lambda shop_id, refund_id: Refund.objects.filter(shop_id=shop_id, pk=refund_id))
_NOTE = Reading(lambda refund_id: CreditNote.objects.filter(refund_id=refund_id, kind=NoteKind.CREDIT.value))


def refunds_of(actor: Actor) -> QuerySet[Refund]:
    """The refunds within an actor's reach: those of their own case for a customer, the shop's for staff and tokens."""
    refunds = Refund.objects.filter(shop_id=actor.shop_id)
    if actor.is_customer:
        return refunds.filter(case_id=actor.case_id) if actor.case_id else refunds.filter(order_id=actor.order_id or -1)
    actor.require(Right.CASES_READ)
    return refunds


def refund_for(actor: Actor, refund_id: str | uuid.UUID) -> Refund:
    """One refund; out of reach, or no number at all, looks like missing."""
    try:
        number = refund_id if isinstance(refund_id, uuid.UUID) else uuid.UUID(refund_id)
    except ValueError:
        raise NotFound from None
    if actor.is_customer:
        refund = refunds_of(actor).filter(pk=number).first()
    else:
        actor.require(Right.CASES_READ)
        refund = _BY_ID.first(actor.shop_id, number)
    if refund is None:
        raise NotFound
    return refund


def to_approve(actor: Actor) -> QuerySet[Refund]:
    """The refunds that wait for this very person as a second one; none for who may not approve."""
    if not actor.may(Right.PAYMENTS_APPROVE):
        return Refund.objects.none()
    waiting = Refund.objects.filter(shop_id=actor.shop_id, awaits_approval=True, state=RefundState.INTENDED.value)
    return waiting.exclude(decided_by=actor.key).exclude(decided_by__in=token_keys(actor.person_id))


def seen_by_one_alone(case_id: int, order_id: int | None) -> int:
    """What was refunded of an order, or of a case without one, that no second person has looked at, in minor units."""
    whole = Refund.objects.filter(order_id=order_id) if order_id else Refund.objects.filter(case_id=case_id)
    alone = whole.filter(awaits_approval=False, approved_by="").exclude(state=RefundState.VOID.value)
    return alone.exclude(decided_by=ActorKind.SYSTEM.value).aggregate(sum=Sum("amount_minor"))["sum"] or 0


def cases_to_approve(actor: Actor) -> QuerySet[Any]:
    """The numbers of their cases, for the work list."""
    return to_approve(actor).values("case_id")


def waits_for_approval(refund_id: uuid.UUID) -> Refund | None:
    """A refund with its case and shop while it waits for a second person, for jobs."""
    waiting = Refund.objects.filter(pk=refund_id, awaits_approval=True, state=RefundState.INTENDED.value)
    return waiting.select_related("case", "shop").first()


def case_waits_for_approval(case_id: int) -> bool:
    """Whether a refund of the case still waits for a second person."""
    return Refund.objects.filter(case_id=case_id, awaits_approval=True, state=RefundState.INTENDED.value).exists()


def refunds_newest(actor: Actor, *, before: Refund | None = None, limit: int = 50) -> list[Refund]:
    """A page of refunds, newest first; `before` is the last one seen. One row more than `limit` means another page."""
    refunds = refunds_of(actor).order_by("-decided_at", "-id")
    if before is not None:
        older = Q(decided_at__lt=before.decided_at) | Q(decided_at=before.decided_at, pk__lt=before.pk)
        refunds = refunds.filter(older)
    return list(refunds[: limit + 1])


def refunds_of_case(case_id: int) -> list[Refund]:
    """The refunds of a case the caller already holds, oldest first."""
    return _OF_CASE.all(case_id)


def lines_of_refund(refund: Refund) -> list[RefundLine]:
    """What a refund the caller already holds is made of."""
    return _LINES.all(refund.pk)


def attempts_of(refund: Refund) -> list[RefundAttempt]:
    """What the provider was asked about a refund the caller already holds, oldest first."""
    return _ATTEMPTS.all(refund.pk)


def credit_note_of(refund: Refund) -> CreditNote | None:
    """The note of a refund the caller already holds; corrected when another one points to it."""
    return _NOTE.first(refund.pk)


def parts_of_refund(refund: Refund) -> tuple[list[RefundLine], list[RefundAttempt], CreditNote | None]:
    """Its lines, its attempts and its note, asked together."""
    lines, attempts, notes = together(_LINES.of(refund.pk), _ATTEMPTS.of(refund.pk), _NOTE.of(refund.pk))
    return lines, attempts, next(iter(notes), None)


def notes_of_case(case_id: int) -> list[CreditNote]:
    """The notes of a case the caller already holds, oldest first, with their refunds and payments."""
    notes = CreditNote.objects.filter(refund__case_id=case_id)
    return list(notes.select_related("refund__payment", "corrects").order_by("id"))


def tax_rates_of(note: CreditNote) -> tuple[int | None, ...]:
    """The tax rate of each line of a note, in hundredths of a per cent; None where the order does not tell it."""
    lines = RefundLine.objects.filter(refund_id=note.refund_id).order_by("position")
    return tuple(lines.values_list("order_line__tax_rate_bp", flat=True))


def ledger_of_case(actor: Actor, case_id: int) -> list[LedgerEntry]:
    """What moved between the accounts because of a case, oldest first."""
    actor.require(Right.CASES_READ)
    return list(LedgerEntry.objects.filter(shop_id=actor.shop_id, case_id=case_id).order_by("id"))


def pieces_refunded(order_line_ids: list[int]) -> dict[int, int]:
    """How many pieces of each order line were refunded piece by piece, or are about to be."""
    goods = RefundLine.objects.filter(order_line_id__in=order_line_ids, kind=RefundLineKind.GOODS.value)
    return count_pieces(order_line_ids, goods.exclude(refund__state=RefundState.VOID.value))


def refunded_asked(order_id: int) -> Question[RefundLine]:
    """What `count_pieces` counts of an order, for whoever asks it `together` with others."""
    return _GOODS_OF_ORDER.of(order_id)


def count_pieces(order_line_ids: Iterable[int], goods: Iterable[RefundLine]) -> dict[int, int]:
    """How many pieces of each order line these parts of refunds are about."""
    pieces = dict.fromkeys(order_line_ids, 0)
    for line in goods:
        if line.order_line_id in pieces:
            pieces[line.order_line_id] += line.quantity
    return pieces


def refund_by_client_id(actor: Actor, client_id: str) -> Refund | None:
    """The refund that a caller made under its own id."""
    return refunds_of(actor).filter(client_id=client_id).first()


def payment_means(refund: Refund) -> str:
    """By what the money had come in, as shown to the customer; empty when that is not known."""
    is_at_hand = "payment" in refund._state.fields_cache
    found = refund if is_at_hand or not refund.payment_id else _WITH_PAYMENT.first(refund.pk)
    return found.payment.means if found and found.payment else ""


def waiting_for_providers(changed_before: datetime, limit: int = 500) -> list[Refund]:
    """Refunds of all shops that a provider has the next word on, longest unchanged first; no actor reaches this."""
    ready = Q(state=RefundState.INTENDED.value, awaits_approval=False) & ~Q(provider=BY_HAND)
    under_way = Q(state__in=[state.value for state in UNDER_WAY])
    found = Refund.objects.filter(ready | under_way, changed_at__lt=changed_before)
    return list(found.order_by("changed_at", "id")[:limit])
