"""From the request to the money, told by the workflows alone."""

from datetime import date, timedelta

import pytest

from reprise.apps.cases.kinds import DeadlineState, Stage, Turn
from reprise.apps.cases.models import Case, CaseEvent, Deadline
from reprise.apps.cases.queries import items_of, lines_of, remedies_of
from reprise.apps.cases.services.verify_timeline import verify_timeline
from reprise.apps.cases.transitions import LineMove
from reprise.apps.catalogue.models import OrderLine
from reprise.apps.logistics.kinds import Grade, Route
from reprise.apps.logistics.services.announce_parcel import Announcement
from reprise.apps.logistics.services.findings import Finding
from reprise.apps.logistics.services.receive import Found
from reprise.apps.notifications.models import Mail
from reprise.workflows.announce_parcel import announce
from reprise.workflows.authorise_return import authorise
from reprise.workflows.decide import decide
from reprise.workflows.dispose_goods import dispose
from reprise.workflows.inspect_goods import inspect
from reprise.workflows.receive_parcel import receive
from reprise.workflows.refund_customer import confirm_by_hand, preview_refund, refund
from reprise.workflows.return_request import ask
from reprise.workflows.tests.builders import NEXT_WEEK, a_request, alice, alice_at, an_order, goods, ines, now
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


def seen(case: Case) -> tuple[str, str, str]:
    """What a list shows of a case."""
    kept = now(case)
    return kept.stage, kept.turn, kept.next_action


def test_a_withdrawal_goes_from_the_request_to_a_settled_refund() -> None:
    order = an_order()
    case = ask(actor=alice(order), order=order, request=a_request(order), at=AT)
    staff = ines(case.shop_id)
    assert seen(case) == (Stage.SUBMITTED, Turn.US, "decide")

    decide(actor=staff, case=case, line_id=lines_of(case)[0].pk, verdict=LineMove.APPROVE, at=AT)
    assert seen(case) == (Stage.AWAITING_GOODS, Turn.US, "authorise")

    slip = authorise(actor=staff, case=case, at=AT)
    assert seen(case)[:2] == (Stage.AWAITING_GOODS, Turn.CUSTOMER)
    assert slip.return_paid_by == "buyer"

    item = items_of(case)[0]
    said = Announcement({item.pk: 3}, tracking_number="6A20447190381", dispatched_on=date(2026, 11, 24))
    parcel = announce(actor=alice_at(case), case=case, said=said, at=AT)
    assert seen(case)[:2] == (Stage.AWAITING_GOODS, Turn.CARRIER)

    receive(actor=staff, case=case, found=[Found(item.pk, 3)], parcel_id=parcel.pk, at=NEXT_WEEK)
    assert seen(case)[:2] == (Stage.RESOLVING, Turn.US)
    remedy = remedies_of(case)[0]
    assert remedy.state == "armed"
    assert Deadline.objects.get(name="refund").due_on == date(2026, 12, 8)

    seen_on_bench = inspect(
        actor=staff, case=case, item_id=item.pk, quantity=3, finding=Finding(Grade.LIKE_NEW), at=NEXT_WEEK
    )
    dispose(
        actor=staff, case=case, inspection_id=seen_on_bench.pk, quantity=3, route=Route.RESTOCK, place="A3",
        at=NEXT_WEEK,
    )  # fmt: skip
    shown = preview_refund(actor=staff, case=case, remedy_id=remedy.pk, at=NEXT_WEEK)
    assert (shown.total.minor, shown.due_on) == (9590, date(2026, 12, 8))
    paid = refund(actor=staff, case=case, remedy_id=remedy.pk, expected_minor=9590, provider="by_hand", at=NEXT_WEEK)
    assert seen(case) == (Stage.RESOLVING, Turn.US, "confirm_refund")
    confirm_by_hand(actor=staff, refund_id=paid.pk, reference="VIR 2026-118", at=NEXT_WEEK + timedelta(hours=1))

    assert seen(case) == (Stage.RESOLVED, Turn.NOBODY, "")
    assert now(case).axes == {"decision": "done", "goods": "done", "remedy": "done", "money": "done"}
    assert now(case).closed_at is not None
    assert set(Deadline.objects.values_list("name", "state")) >= {
        ("decision", DeadlineState.MET), ("return_by", DeadlineState.MET), ("refund", DeadlineState.MET),
    }  # fmt: skip
    assert not Deadline.objects.filter(state=DeadlineState.OPEN).exists()
    assert OrderLine.objects.get(pk=goods(order)[0].pk).reserved_minor == 9000
    assert list(Mail.objects.order_by("id").values_list("letter", flat=True)) == [
        "withdrawal_received", "request_accepted", "return_ready", "parcel_announced", "parcel_received",
            "refund_sent",
    ]  # fmt: skip
    assert verify_timeline(case) is None
    told = list(CaseEvent.objects.order_by("sequence").values_list("type", flat=True))
    assert told[0] == "withdrawal_received"
    assert told[-1] == "closed"
