"""What else changes when a refund does: the remedy, the deadline, the customer's letter, the state people see."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, override

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.cases.kinds import MONEY_REMEDIES, DeadlineState, RemedyState
from reprise.apps.cases.queries import remedies_of, remedy_by_id
from reprise.apps.cases.services.deadlines import end_deadlines
from reprise.apps.cases.services.free_pieces import free_pieces
from reprise.apps.cases.services.project import store_projection
from reprise.apps.cases.services.remedies import move_remedy
from reprise.apps.cases.transitions import REMEDY_MOVES, RemedyMove
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.apps.payments.kinds import RefundLineKind, RefundState
from reprise.apps.payments.ports import gateway
from reprise.apps.payments.queries import attempts_of, credit_note_of, payment_means
from reprise.apps.payments.rules.patience import wait_before
from reprise.apps.payments.transitions import UNDER_WAY
from reprise.core.money import Money
from reprise.platform.jobs.enqueue import enqueue
from reprise.readmodels.case_letters import to_customer
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.explained import in_words
from reprise.readmodels.papers.enclosed import paper
from reprise.readmodels.projection import project
from reprise.workflows.refund_customer.approval import ask_for_approval
from reprise.workflows.refund_customer.preview import means_of

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.apps.payments.models import CreditNote, Refund

#: What a refund's new state does to the remedy it pays.
_REMEDY = {
    RefundState.INTENDED: RemedyMove.EXECUTE,
    RefundState.SETTLED: RemedyMove.FINISH,
    RefundState.FAILED: RemedyMove.FAIL,
    RefundState.VOID: RemedyMove.ARM,
}
ENDED = frozenset({RemedyState.DONE, RemedyState.REFUSED})


def follow_up(*, case: "Case", refund: "Refund", actor: Actor, at: datetime, is_last: bool = True) -> None:
    """Carry a refund's new state through the case, in the transaction that changed it.

    Lists show the `last` of several states that it goes through at once.
    """
    state = RefundState(refund.state)
    remedy = remedy_by_id(case, refund.remedy_id)
    move = _REMEDY.get(state)
    if move is not None and (RemedyState(remedy.state), move) in REMEDY_MOVES:
        move_remedy(case=case, remedy=remedy, move=move, actor=actor, at=at)
        if move is RemedyMove.FINISH:
            free_pieces(remedy=remedy)
    if state is RefundState.SETTLED:
        _end_deadline(case, at)
    if state in {RefundState.PENDING, RefundState.SETTLED, RefundState.FAILED}:
        _tell_customer(case, refund, actor, at)
    if state is RefundState.INTENDED and refund.awaits_approval:
        ask_for_approval(refund=refund, at=at)
    elif state is RefundState.INTENDED:
        let_go(refund=refund, at=at)
    if is_last:
        store_projection(case=case, projection=project(picture_of(case)), at=at)


def let_go(*, refund: "Refund", at: datetime) -> None:
    """Have a refund sent after the commit, once nobody has to approve it; one by hand waits for a person."""
    if refund.awaits_approval or not gateway(refund.provider).automatic:
        return
    enqueue(
        kind="refund.send", payload=payload_of(refund), at=at, dedupe_key=f"refund.send:{refund.key}", priority=10
    )  # fmt: skip


def ask_later(*, refund: "Refund", at: datetime) -> None:
    """Have the provider asked again, later each time, as long as its last word is to come."""
    if refund.state in UNDER_WAY:
        ask_at(refund=refund, at=at + wait_before(len(attempts_of(refund))))


def ask_at(*, refund: "Refund", at: datetime) -> None:
    """Have the provider asked at a time, unless it is to be asked already."""
    enqueue(kind="refund.ask", payload=payload_of(refund), at=at, dedupe_key=f"refund.ask:{refund.key}")


def payload_of(refund: "Refund") -> dict[str, object]:
    """How a job names a refund."""
    return {"refund_id": str(refund.pk), "shop_id": refund.shop_id, "case_id": refund.case_id}


def _taken_off(note: "CreditNote", language: str) -> str:
    """Each sum that was kept back with its reason, one per line, as the credit note holds them."""
    off = [line for line in note.lines if line["kind"] == RefundLineKind.DEDUCTION]
    return "\n".join(
        gettext("%(amount)s: %(reason)s")
        % {"amount": in_words(Money(-line["amount_minor"], note.currency), language), "reason": line["reason"]}
        for line in off
    )


def _end_deadline(case: "Case", at: datetime) -> None:
    """The day by which to repay is met when nothing in money is owed any more."""
    if all(RemedyState(each.state) in ENDED for each in remedies_of(case) if each.type in MONEY_REMEDIES):
        end_deadlines(case=case, names=["refund"], state=DeadlineState.MET, at=at)


def _tell_customer(case: "Case", refund: "Refund", actor: Actor, at: datetime) -> None:
    if not case.contact_email:
        return
    shop = shop_of(actor)
    amount = Money(refund.amount_minor, refund.currency)
    enclosed = []
    with override(case.language):
        if refund.state == RefundState.SETTLED:
            note = refund.written[2] if refund.written else credit_note_of(refund)
            enclosed = [paper(f"note-{note.number}")] if note else []
            letter = to_customer(
                case, shop, Letter.REFUND_SENT, dedupe_key=f"refund_sent:{refund.pk}", amount=amount,
                sent_on=at.astimezone(ZoneInfo(shop.timezone)).date(), credit_note=note.number if note else None,
                means=means_of(payment_means(refund), refund.provider, refund.reference),
                lowered=_taken_off(note, case.language) if note else None,
            )  # fmt: skip
        elif refund.state == RefundState.PENDING:
            letter = to_customer(
                case, shop, Letter.REFUND_ORDERED, dedupe_key=f"refund_ordered:{refund.key}", amount=amount,
                ordered_on=at.astimezone(ZoneInfo(shop.timezone)).date(),
                means=means_of(payment_means(refund), refund.provider),
            )  # fmt: skip
        else:
            letter = to_customer(
                case, shop, Letter.REFUND_FAILED, dedupe_key=f"refund_failed:{refund.key}", amount=amount,
                next_step=gettext("The sum stays yours. We are looking for another way to pay it."),
            )  # fmt: skip
    send_letter(**letter, at=at, enclosures=enclosed)
