import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.memory import learn
from reprise.apps.cases.services.record import record
from reprise.apps.catalogue.services.reservations import HeldOrder, reserve_refund
from reprise.apps.payments.kinds import EntryKind
from reprise.apps.payments.models import Refund, RefundLine
from reprise.apps.payments.ports import gateway
from reprise.apps.payments.queries import pieces_refunded
from reprise.apps.payments.rules.allocate import Part, per_order_line, total_of
from reprise.apps.payments.services.confirm_by_hand import ReferenceUsed, is_of_another
from reprise.apps.payments.services.credit_note import issue_note, next_note
from reprise.apps.payments.services.ledger import enter
from reprise.core.refusals import Kind, NotFound, Overtaken, Refusal, mark
from reprise.platform.statements import insert_as_it_becomes, insert_later
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case


class RefundExists(Refusal):
    """The remedy is being repaid, or was."""

    code = "refund_exists"
    kind = Kind.CONFLICT
    sentence = mark("This is being refunded already, or was. Look at the refunds of the case.")


class NothingToRefund(Refusal):
    """The sum is zero."""

    code = "nothing_to_refund"
    sentence = mark("Nothing is left to refund here. Check the deductions and the earlier refunds of the order.")


@dataclass(frozen=True, slots=True)
class NewPart:
    """A line of a refund, the case line it is for, and what it is called on the credit note."""

    part: Part
    name: str
    case_line_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewRefund:
    """What is needed to decide a refund. `pieces_before`: what was refunded of each order line when it was computed."""

    remedy_id: int
    order_id: int | None
    payment_id: int | None
    provider: str
    currency: str
    parts: tuple[NewPart, ...]
    pieces_before: dict[int, int]
    client_id: str = ""
    second_person: bool = False  # a rule of the shop asks for one, whatever its limit says
    held: HeldOrder | None = None  # it was computed while the order was held: then nothing has changed since


@atomic
def intend_refund(*, case: "Case", new: NewRefund, actor: Actor, at: datetime) -> Refund:
    """Decide a refund: reserve its sum, owe it to the customer, number its credit note. Nothing leaves yet."""
    actor.require(Right.PAYMENTS_REFUND)
    if case.shop_id != actor.shop_id:
        raise NotFound
    gateway(new.provider)
    parts = [each.part for each in new.parts]
    if total_of(parts) <= 0:
        raise NothingToRefund
    if lines := per_order_line(parts):
        reserve_refund(payment_id=new.payment_id, lines=lines, held=new.held)
        if new.held is None and pieces_refunded(list(lines)) != new.pieces_before:  # counted while the order is held
            raise Overtaken
    shop = shop_of(actor)
    number = next_note(shop, at)  # asked before: from here on all is written later, together
    refund, rows = _write(case, shop, new, actor, at)
    enter(refund=refund, kind=EntryKind.DECIDED, actor=actor, at=at)
    note = issue_note(
        shop=shop, refund=refund, number=number, lines=[_told(each) for each in new.parts], at=at,
        tax_minor=sum(part.tax_minor for part in parts),
    )  # fmt: skip
    refund.written = rows, [], note
    told: dict[str, object] = {
        "refund": refund.pk, "amount_minor": refund.amount_minor, "currency": refund.currency, "note": note.number,
        "provider": refund.provider, "awaits_approval": refund.awaits_approval,
    }  # fmt: skip
    record(case=case, actor=actor, at=at, event=Event(EventType.REFUND_DECIDED, told, {"by": actor.name}))
    return refund


def _write(case: "Case", shop: "Shop", new: NewRefund, actor: Actor, at: datetime) -> tuple[Refund, list[RefundLine]]:
    amount, limit = total_of(each.part for each in new.parts), shop.second_person_above_minor
    number = uuid.uuid4()
    refund = Refund(
        id=number, shop_id=case.shop_id, case=case, remedy_id=new.remedy_id, order_id=new.order_id,
        payment_id=new.payment_id, provider=new.provider, amount_minor=amount, currency=new.currency,
        key=key_of(number, 1), decided_by=actor.key, decided_at=at, changed_at=at, client_id=new.client_id,
        awaits_approval=new.second_person or (limit is not None and amount > limit),
    )  # fmt: skip
    insert_as_it_becomes(refund, otherwise=partial(_refused, refund))
    learn(case, "refunds", refund)
    rows = [
        RefundLine(
            refund=refund, position=position, kind=each.part.kind.value, order_line_id=each.part.order_line_id,
            case_line_id=each.case_line_id, quantity=each.part.quantity, amount_minor=each.part.minor,
            tax_minor=each.part.tax_minor, reason=each.part.reason,
        )
        for position, each in enumerate(new.parts, start=1)
    ]  # fmt: skip
    insert_later(*rows)
    return refund, rows


def _refused(refund: Refund) -> Refusal:
    """Which of its unique keys another refund has."""
    if refund.reference and is_of_another(refund, refund.reference):
        return ReferenceUsed(field="reference", reference=refund.reference)
    return RefundExists()


def key_of(number: uuid.UUID, beginning: int) -> str:
    """What the provider knows a refund by: the same for every call of one beginning."""
    return f"reprise-{number.hex}-{beginning}"


def _told(each: NewPart) -> dict[str, object]:
    part = each.part
    return {
        "kind": part.kind.value, "name": each.name, "quantity": part.quantity, "amount_minor": part.minor,
        "tax_minor": part.tax_minor, "reason": part.reason,
    }  # fmt: skip
