"""What holds of an order and its cases whatever was done: no piece twice, no cent too many, nothing said untrue."""

import re
from collections import Counter
from typing import Final

from reprise.apps.accounts.actors import system
from reprise.apps.cases.kinds import RemedyState
from reprise.apps.cases.models import Case, CaseLine, Remedy
from reprise.apps.cases.queries import case_by_id
from reprise.apps.cases.services.free_pieces import STAYS
from reprise.apps.cases.services.project import ENDED
from reprise.apps.cases.services.remedies import LIVE
from reprise.apps.cases.services.verify_timeline import verify_timeline
from reprise.apps.catalogue.models import Order, Payment
from reprise.apps.notifications.models import Mail
from reprise.apps.payments.kinds import Account
from reprise.apps.payments.models import CreditNote, LedgerEntry, Refund, RefundLine
from reprise.readmodels.available_actions import available_actions
from reprise.readmodels.case_picture import CasePicture, picture_of
from reprise.readmodels.projection import project

#: What a letter never shows: a placeholder, or a value that nobody wrote for people.
UNFILLED: Final = re.compile(r"%\(|\{\w*\}|\bNone\b|\bTrue\b|&amp;|« »|“”")


def check_order(order: Order) -> None:
    """Per line and payment: claimed once, repaid once, tax to the cent, and never more than was paid."""
    for line in order.lines.all():
        rows = RefundLine.objects.filter(order_line=line).exclude(refund__state="void")
        repaid, tax = sum(row.amount_minor for row in rows), sum(row.tax_minor for row in rows)
        assert repaid == line.reserved_minor <= line.paid_minor - line.refunded_elsewhere_minor
        assert 0 <= tax <= line.tax_minor
        assert repaid < line.paid_minor or tax == line.tax_minor
        assert sum(row.quantity for row in rows if row.kind == "goods") + line.cancelled_quantity <= line.quantity
        claimed = sum(_held(each) for each in CaseLine.objects.filter(order_line=line))
        assert line.claimed_quantity == claimed <= line.quantity - line.cancelled_quantity
    everything = Refund.objects.filter(order=order).exclude(state="void")
    payments = Payment.objects.filter(order=order)
    for payment in payments:
        reserved = sum(each.amount_minor for each in everything if each.payment_id == payment.pk)
        assert reserved == payment.reserved_minor <= payment.captured_minor - payment.refunded_elsewhere_minor
    assert sum(each.amount_minor for each in everything) <= sum(each.captured_minor for each in payments)


def _held(line: CaseLine) -> int:
    """The pieces a case line still holds: none that may be asked about anew."""
    held = line.quantity if line.state in {"pending", "needs_info"} else line.approved_quantity
    done = Remedy.objects.filter(line=line, state=RemedyState.DONE.value)
    return held - sum(each.quantity for each in done if each.type in STAYS)


def check_case(shop_id: int, case_id: int) -> None:
    """The case as its lists show it, its money in the books, and its timeline."""
    picture = picture_of(case_by_id(system(shop_id), case_id))
    case, shown = picture.case, project(picture)
    assert (case.stage, case.turn, case.axes, case.next_action, case.next_due) == (
        shown.stage, shown.turn, shown.axes, shown.next_action, shown.next_due,
    )  # fmt: skip
    assert shown.ended == {}
    assert verify_timeline(case) is None
    deeds = [action.deed for action in available_actions(picture, system(shop_id))]
    assert not case.next_action or case.next_action in deeds
    assert (case.closed_at is not None) == (shown.stage in ENDED and not shown.next_action)
    _check_pieces(picture)
    _check_books(case)
    _check_turn(picture)


def _check_pieces(picture: CasePicture) -> None:
    for line in picture.lines:
        assert sum(item.quantity for item in picture.items if item.line_id == line.pk) == line.approved_quantity
        live = sum(each.quantity for each in picture.remedies if each.line_id == line.pk and each.state in LIVE)
        assert live == line.covered_quantity <= line.approved_quantity <= line.quantity


def _check_books(case: Case) -> None:
    """Each refund is what its lines say, has notes that add up to it, and is owed until it is paid."""
    for refund in Refund.objects.filter(case=case):
        gone = refund.state == "void"
        assert sum(row.amount_minor for row in RefundLine.objects.filter(refund=refund)) == refund.amount_minor > 0
        notes = sum(note.amount_minor for note in CreditNote.objects.filter(refund=refund))
        assert notes == (0 if gone else refund.amount_minor)
        balance: Counter[str] = Counter()
        for entry in LedgerEntry.objects.filter(refund=refund):
            balance[entry.debit] += entry.amount_minor
            balance[entry.credit] -= entry.amount_minor
        assert balance[Account.OWED] == (0 if gone or refund.state == "settled" else -refund.amount_minor)
        assert sum(balance.values()) == 0


def _check_turn(picture: CasePicture) -> None:
    """An open case waits for somebody; when that is us there is something to do; a closed one owes nothing."""
    case = picture.case
    if case.closed_at is None:
        assert case.turn != "nobody"
        assert case.turn != "us" or case.next_action
        return
    assert not picture.deadlines
    assert not {each.state for each in picture.remedies} & {"accepted", "armed", "executing", "failed"}
    assert not {item.state for item in picture.items} & {"expected", "dispatched", "delivered", "received"}


def check_letters(shop_id: int, *personal: str) -> None:
    """No letter shows what was left unfilled, and no subject tells who somebody is."""
    for mail in Mail.objects.filter(shop_id=shop_id):
        assert not UNFILLED.search(f"{mail.subject}\n{mail.text}"), mail.text
        assert not any(word in mail.subject for word in personal), mail.subject
