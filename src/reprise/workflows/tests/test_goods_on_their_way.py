"""Slip, announcement, proof and reception: every piece is somewhere, and money follows the goods as the law says."""

from datetime import date, timedelta

import pytest

from reprise.apps.cases.kinds import Stage, Turn
from reprise.apps.cases.models import Authorisation, Case, Deadline, Remedy
from reprise.apps.cases.queries import items_of, lines_of
from reprise.apps.cases.transitions import ForbiddenMove, LineMove
from reprise.apps.logistics.kinds import Variance
from reprise.apps.logistics.models import Parcel, Receipt
from reprise.apps.logistics.services.announce_parcel import Announcement
from reprise.apps.logistics.services.line_counts import MoreThanExpected
from reprise.apps.logistics.services.receive import Found
from reprise.apps.logistics.services.receive_unannounced import OnTheBox, receive_unannounced
from reprise.apps.notifications.models import Mail
from reprise.core.refusals import Forbidden, Invalid, NotFound
from reprise.workflows.add_proof import add_proof
from reprise.workflows.announce_parcel import NotAuthorised, announce
from reprise.workflows.authorise_return import AlreadyAuthorised, NothingToSend, authorise
from reprise.workflows.decide import decide
from reprise.workflows.match_parcel import match
from reprise.workflows.receive_parcel import receive
from reprise.workflows.tests.builders import (
    NEXT_WEEK,
    a_file,
    alice_at,
    an_order,
    asked,
    authorised,
    granted,
    ines,
    now,
)
from tests.support.builders import AT, LATER
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db

SENT_ON = date(2026, 11, 24)


def send(case: Case, quantity: int, *, day: date | None = SENT_ON, number: str = "", client_id: str = "") -> Parcel:
    """Alice announces so many pieces of the first expected item."""
    item = next(item for item in items_of(case) if item.state == "expected")
    said = Announcement({item.pk: quantity}, tracking_number=number, dispatched_on=day)
    parcel: Parcel = announce(actor=alice_at(case), case=case, said=said, at=AT, client_id=client_id)
    return parcel


def take_in(case: Case, quantity: int, state: str = "expected", **more: object) -> list[Receipt]:
    """Inès receives so many pieces of the first item in a state."""
    item = next(item for item in items_of(case) if item.state == state)
    found = [Found(item.pk, quantity)]
    return receive(actor=ines(case.shop_id), case=case, found=found, at=NEXT_WEEK, **more)  # type: ignore[arg-type]


def test_a_slip_says_what_to_pack_until_when_and_who_pays() -> None:
    case = authorised(an_order(kind="printer", quantity=1, paid=40000), 1)
    slip = Authorisation.objects.get()
    assert (slip.number, slip.expires_on, slip.return_paid_by) == ("RMA-2026-00001", date(2026, 12, 8), "buyer")
    (row,) = slip.packing
    assert (row["name"], row["quantity"], row["documents"]) == ("Article 1", 1, ["Notice"])
    assert "Alimentation et cordon" in row["accessories"]
    due = Deadline.objects.filter(name="return_by", state="open").get()
    assert (due.due_on, due.basis) == (date(2026, 12, 8), "policy")
    mail = Mail.objects.order_by("-id")[0]
    assert "RMA-2026-00001" in mail.text
    assert case.reference in mail.text


def test_the_seller_pays_the_return_of_a_faulty_article() -> None:
    authorised(an_order(kind="printer", quantity=1), 1, "defect")
    assert Authorisation.objects.get().return_paid_by == "seller"


def test_an_authorisation_needs_goods_to_send_and_is_given_once() -> None:
    case = asked(an_order())
    with refused(NothingToSend):
        authorise(actor=ines(case.shop_id), case=case, at=AT)
    decide(actor=ines(case.shop_id), case=case, line_id=lines_of(case)[0].pk, verdict=LineMove.APPROVE, at=AT)
    authorise(actor=ines(case.shop_id), case=case, at=AT)
    with refused(AlreadyAuthorised):
        authorise(actor=ines(case.shop_id), case=case, at=AT)
    later = authorise(actor=ines(case.shop_id), case=case, at=AT, expires_on=date(2026, 12, 24))
    assert (later.number, Authorisation.objects.filter(voided_at=None).count()) == ("RMA-2026-00002", 1)
    with refused(Forbidden):
        authorise(actor=alice_at(case), case=case, at=AT, expires_on=date(2026, 12, 31))


def test_nothing_is_announced_before_the_slip() -> None:
    case = granted(an_order())
    with refused(NotAuthorised):
        send(case, 3)


def test_a_parcel_without_a_day_has_not_left_yet() -> None:
    case = authorised(an_order())
    send(case, 2, day=None)
    assert [(item.quantity, item.state) for item in items_of(case)] == [(1, "expected"), (2, "expected")]
    assert now(case).turn == Turn.CUSTOMER


def test_the_same_parcel_announced_again_is_the_same_and_moves_nothing() -> None:
    case = authorised(an_order())
    first = send(case, 2, number="6A 2044 7190 381", client_id="form-1")
    for again in ({"client_id": "form-1"}, {"number": "6A20447190381"}):
        assert send(case, 1, **again).pk == first.pk  # type: ignore[arg-type]
    assert [(item.quantity, item.state) for item in items_of(case)] == [(1, "expected"), (2, "dispatched")]


def test_what_has_come_is_not_sent_again() -> None:
    case = authorised(an_order())
    take_in(case, 3)
    item = items_of(case)[0]
    for day in (SENT_ON, None):
        with refused(ForbiddenMove):
            announce(actor=alice_at(case), case=case, said=Announcement({item.pk: 1}, dispatched_on=day), at=AT)


def test_a_proof_of_deposit_sets_the_refund_of_a_withdrawal_going() -> None:
    case = authorised(an_order())
    parcel = send(case, 2, day=None)
    file = a_file(alice_at(case))
    proven = add_proof(actor=alice_at(case), case=case, parcel_id=parcel.pk, file_id=file.pk, at=LATER)
    assert (proven.state, proven.dispatched_on) == ("dispatched", SENT_ON)
    assert sorted((item.quantity, item.state) for item in items_of(case)) == [(1, "expected"), (2, "dispatched")]
    assert sorted(Remedy.objects.values_list("quantity", "state")) == [(1, "accepted"), (2, "armed")]
    due = Deadline.objects.get(name="refund")
    assert (due.due_on, due.basis, due.source) == (date(2026, 12, 8), "law", "CC-L221-24")


def test_the_refund_is_due_on_the_day_of_a_proof_that_comes_late() -> None:
    case = authorised(an_order())
    authorise(actor=ines(case.shop_id), case=case, at=AT, expires_on=date(2027, 1, 15))
    parcel = send(case, 3, day=None)
    late = AT + timedelta(days=20)
    file = a_file(alice_at(case))
    add_proof(actor=alice_at(case), case=case, parcel_id=parcel.pk, file_id=file.pk, at=late)
    assert Deadline.objects.get(name="refund").due_on == date(2026, 12, 14)


def test_a_proof_sets_nothing_going_where_the_law_wants_the_goods_looked_at_first() -> None:
    case = authorised(an_order(kind="printer", quantity=1), 1, "defect")
    parcel = send(case, 1)
    file = a_file(alice_at(case))
    add_proof(actor=alice_at(case), case=case, parcel_id=parcel.pk, file_id=file.pk, at=LATER)
    assert Remedy.objects.get().state == "accepted"


def test_pieces_that_were_proven_sent_are_not_counted_twice_when_they_arrive() -> None:
    case = authorised(an_order())
    parcel = send(case, 2)
    file = a_file(alice_at(case))
    add_proof(actor=alice_at(case), case=case, parcel_id=parcel.pk, file_id=file.pk, at=LATER)
    take_in(case, 2, "dispatched", parcel_id=parcel.pk)
    assert sorted(Remedy.objects.values_list("quantity", "state")) == [(1, "accepted"), (2, "armed")]
    take_in(case, 1)
    assert {remedy.state for remedy in Remedy.objects.all()} == {"armed"}


def test_nobody_proves_with_a_stranger_s_file_or_another_case_s_parcel() -> None:
    case = authorised(an_order())
    other = authorised(an_order(case.order.shop, number="1002"))  # type: ignore[union-attr]
    parcel, beside = send(case, 3), send(other, 3)
    with refused(NotFound):
        add_proof(actor=alice_at(case), case=case, parcel_id=parcel.pk, file_id=a_file(alice_at(other)).pk, at=LATER)
    for actor in (alice_at(case), ines(case.shop_id)):
        with refused(NotFound):
            add_proof(actor=actor, case=case, parcel_id=beside.pk, file_id=a_file(actor).pk, at=LATER)


def test_part_of_a_parcel_is_repaid_in_part_and_the_rest_waits() -> None:
    case = authorised(an_order())
    take_in(case, 2)
    assert [(item.quantity, item.state) for item in items_of(case)] == [(1, "expected"), (2, "received")]
    assert sorted(Remedy.objects.values_list("quantity", "state")) == [(1, "accepted"), (2, "armed")]
    assert Deadline.objects.filter(name="return_by", state="open").exists()
    assert now(case).axes["goods"] == "wait"


def test_what_is_missing_or_wrong_stays_awaited_and_is_written_down() -> None:
    case = authorised(an_order())
    item = items_of(case)[0]
    found = [Found(item.pk, 1), Found(item.pk, 1, Variance.MISSING), Found(item.pk, 1, Variance.WRONG, "Une brique")]
    receipts = receive(actor=ines(case.shop_id), case=case, found=found, at=NEXT_WEEK)
    assert [receipt.variance for receipt in receipts] == ["as_announced", "missing", "wrong"]
    assert [(item.quantity, item.state) for item in items_of(case)] == [(2, "expected"), (1, "received")]
    mail = Mail.objects.filter(letter="parcel_received").get()
    assert "1 × Article 1" in mail.text
    assert "brique" not in mail.text


def test_a_box_with_nothing_of_theirs_in_it_is_told_by_a_person() -> None:
    case = authorised(an_order())
    found = [Found(items_of(case)[0].pk, 3, Variance.WRONG)]
    receive(actor=ines(case.shop_id), case=case, found=found, at=NEXT_WEEK)
    assert not Mail.objects.filter(letter="parcel_received").exists()
    assert now(case).stage == Stage.AWAITING_GOODS


def test_the_same_reception_sent_again_is_the_same() -> None:
    case = authorised(an_order())
    item = items_of(case)[0]
    sent = [
        receive(actor=ines(case.shop_id), case=case, found=[Found(item.pk, 2)], at=moment, client_id="tap-1")
        for moment in (NEXT_WEEK, NEXT_WEEK + timedelta(minutes=1))
    ]
    assert sent[0] == sent[1]
    assert [(item.quantity, item.state) for item in items_of(case)] == [(1, "expected"), (2, "received")]
    assert Mail.objects.filter(letter="parcel_received").count() == 1


def test_one_piece_too_many_is_a_surplus_and_not_a_piece() -> None:
    case = authorised(an_order())
    item = items_of(case)[0]
    with refused(Invalid):
        take_in(case, 4)
    receive(
        actor=ines(case.shop_id), case=case, at=NEXT_WEEK, found=[Found(item.pk, 3), Found(None, 1, Variance.SURPLUS)]
    )
    assert sum(item.quantity for item in items_of(case)) == 3
    with refused(ForbiddenMove):
        receive(actor=ines(case.shop_id), case=case, found=[Found(item.pk, 1)], at=NEXT_WEEK)
    assert MoreThanExpected.code == "more_than_expected"


def test_a_customer_receives_nothing() -> None:
    case = authorised(an_order())
    with refused(Forbidden):
        receive(actor=alice_at(case), case=case, found=[Found(items_of(case)[0].pk, 1)], at=NEXT_WEEK)


def test_a_parcel_nobody_announced_is_matched_and_received_on_its_case() -> None:
    case = authorised(an_order())
    box = receive_unannounced(actor=ines(case.shop_id), box=OnTheBox(sender="A. Martin"), at=NEXT_WEEK)
    match(actor=ines(case.shop_id), parcel_id=box.pk, case=case, at=NEXT_WEEK)
    take_in(case, 3, parcel_id=box.pk)
    assert Receipt.objects.get().parcel_id == box.pk
    assert Remedy.objects.get().state == "armed"
