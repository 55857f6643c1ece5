"""The bench, and the remedies that end a case without money."""

import pytest
from django.db import transaction

from reprise.apps.cases.kinds import RemedyType, Stage, Turn
from reprise.apps.cases.models import Case, CaseEvent, CaseLine, Remedy
from reprise.apps.cases.queries import items_of, lines_of, remedies_of
from reprise.apps.cases.transitions import ForbiddenMove, LineMove
from reprise.apps.catalogue.services.pieces import NothingLeft
from reprise.apps.logistics.kinds import Grade, Route
from reprise.apps.logistics.models import Disposition, Inspection
from reprise.apps.logistics.services.findings import Finding
from reprise.apps.logistics.services.line_counts import NotInspected
from reprise.apps.logistics.services.receive import Found
from reprise.apps.notifications.models import Mail
from reprise.core.refusals import Forbidden, NotFound
from reprise.readmodels.requests import Request, Wish
from reprise.workflows.decide import decide
from reprise.workflows.dispose_goods import dispose
from reprise.workflows.finish_remedy import PaidNotFinished, finish
from reprise.workflows.inspect_goods import inspect
from reprise.workflows.receive_parcel import receive
from reprise.workflows.refund_customer import confirm_by_hand, refund
from reprise.workflows.return_request import ask
from reprise.workflows.tests.builders import NEXT_WEEK, alice, alice_at, an_order, asked, authorised, goods, ines, now
from tests.support.builders import AT, LATER
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db

TRIED = Finding(Grade.TRIED)


def arrived(case: Case, quantity: int = 3) -> int:
    """Receive everything; the number of the item on the bench."""
    receive(actor=ines(case.shop_id), case=case, found=[Found(items_of(case)[0].pk, quantity)], at=NEXT_WEEK)
    return items_of(case)[0].pk


def look(case: Case, item_id: int, quantity: int, client_id: str = "") -> Inspection:
    """Inès looks at some pieces."""
    seen: Inspection = inspect(
        actor=ines(case.shop_id), case=case, item_id=item_id, quantity=quantity, finding=TRIED, at=NEXT_WEEK,
        client_id=client_id,
    )  # fmt: skip
    return seen


def test_pieces_are_looked_at_and_put_away_in_the_portions_they_come_in() -> None:
    case = authorised(an_order())
    item_id = arrived(case)
    first = look(case, item_id, 2)
    look(case, item_id, 1)
    assert sorted((item.quantity, item.state) for item in items_of(case)) == [(1, "inspected"), (2, "inspected")]
    for _ in range(2):
        dispose(
            actor=ines(case.shop_id), case=case, inspection_id=first.pk, quantity=1, route=Route.REFURBISH,
            at=NEXT_WEEK,
        )  # fmt: skip
    assert sorted((item.quantity, item.state) for item in items_of(case)) == [
        (1, "disposed"), (1, "disposed"), (1, "inspected"),
    ]  # fmt: skip
    with refused(NotInspected):
        dispose(
            actor=ines(case.shop_id), case=case, inspection_id=first.pk, quantity=1, route=Route.REFURBISH,
            at=NEXT_WEEK,
        )  # fmt: skip


def test_what_goes_back_to_the_customer_is_sent_back() -> None:
    case = authorised(an_order())
    seen = look(case, arrived(case), 3)
    dispose(actor=ines(case.shop_id), case=case, inspection_id=seen.pk, quantity=3, route=Route.SEND_BACK, at=NEXT_WEEK)
    assert [item.state for item in items_of(case)] == ["sent_back"]


def test_the_same_inspection_and_disposition_sent_again_are_the_same() -> None:
    case = authorised(an_order())
    item_id = arrived(case)
    assert look(case, item_id, 2, "tap-1") == look(case, item_id, 2, "tap-1")
    seen = Inspection.objects.get()
    for _ in range(2):
        dispose(
            actor=ines(case.shop_id), case=case, inspection_id=seen.pk, quantity=1, route=Route.REFURBISH,
            at=NEXT_WEEK, client_id="tap-2",
        )  # fmt: skip
    assert Disposition.objects.count() == 1
    assert sum(item.quantity for item in items_of(case)) == 3


def test_only_what_was_received_is_looked_at() -> None:
    case = authorised(an_order())
    with refused(ForbiddenMove):
        look(case, items_of(case)[0].pk, 1)
    with refused(Forbidden):
        inspect(actor=alice_at(case), case=case, item_id=items_of(case)[0].pk, quantity=1, finding=TRIED, at=NEXT_WEEK)


def test_an_inspection_of_another_case_looks_missing() -> None:
    case = authorised(an_order())
    other = authorised(an_order(case.order.shop, number="1002"))  # type: ignore[union-attr]
    seen = look(other, arrived(other), 1)
    with refused(NotFound):
        dispose(
            actor=ines(case.shop_id), case=case, inspection_id=seen.pk, quantity=1, route=Route.REFURBISH, at=NEXT_WEEK
        )


def test_a_remedy_that_waits_for_a_look_goes_ahead_piece_by_piece() -> None:
    order = an_order()
    case = asked(order)
    CaseLine.objects.update(ground="commercial")
    decide(actor=ines(case.shop_id), case=case, line_id=lines_of(case)[0].pk, verdict=LineMove.APPROVE, at=AT)
    item_id = arrived(case)
    assert Remedy.objects.get().state == "accepted"
    assert now(case).stage == Stage.INSPECTING
    look(case, item_id, 2)
    assert sorted(Remedy.objects.values_list("quantity", "state")) == [(1, "accepted"), (2, "armed")]


def test_a_case_whose_money_is_paid_stays_open_until_its_goods_are_put_away() -> None:
    case = authorised(an_order())
    staff, item_id = ines(case.shop_id), arrived(case)
    seen = look(case, item_id, 3)
    paid = refund(
        actor=staff, case=case, remedy_id=Remedy.objects.get().pk, expected_minor=9590, provider="by_hand", at=NEXT_WEEK
    )
    confirm_by_hand(actor=staff, refund_id=paid.pk, reference="VIR 1", at=NEXT_WEEK)
    assert (now(case).stage, now(case).turn, now(case).next_action) == (Stage.RESOLVED, Turn.US, "dispose")
    assert now(case).closed_at is None
    dispose(actor=staff, case=now(case), inspection_id=seen.pk, quantity=3, route=Route.REFURBISH, at=NEXT_WEEK)
    assert (now(case).turn, now(case).closed_at) == (Turn.NOBODY, NEXT_WEEK)


def reprinted() -> tuple[Case, Remedy]:
    """A case with a reprint ready to be done, the faulty piece kept."""
    case = asked(an_order(kind="catalogue_print"), 2, "defect")
    decide(
        actor=ines(case.shop_id), case=case, line_id=lines_of(case)[0].pk, verdict=LineMove.APPROVE, keep_goods=True,
        remedy=RemedyType.REPRINT, at=AT,
    )  # fmt: skip
    return case, Remedy.objects.get()


def test_a_reprint_that_is_done_ends_the_case_and_is_told() -> None:
    case, remedy = reprinted()
    finish(actor=ines(case.shop_id), case=case, remedy_id=remedy.pk, note="Colissimo 6A20447190381", at=LATER)
    assert (now(case).stage, now(case).axes["remedy"]) == (Stage.RESOLVED, "done")
    mail = Mail.objects.filter(letter="remedy_done").get()
    assert "6A20447190381" in mail.text
    assert CaseEvent.objects.order_by("-sequence").first().type == "closed"  # type: ignore[union-attr]
    with refused(ForbiddenMove):
        finish(actor=ines(case.shop_id), case=case, remedy_id=remedy.pk, note="", at=LATER)


def test_money_is_not_finished_by_hand() -> None:
    case = authorised(an_order())
    arrived(case)
    with refused(PaidNotFinished):
        finish(actor=ines(case.shop_id), case=case, remedy_id=Remedy.objects.get().pk, note="", at=LATER)


def test_a_repair_waits_for_its_article() -> None:
    case = authorised(an_order(kind="printer", quantity=1), 1, "defect")
    remedy = Remedy.objects.get()
    with refused(ForbiddenMove):
        finish(actor=ines(case.shop_id), case=case, remedy_id=remedy.pk, note="", at=LATER)
    arrived(case, 1)
    finish(actor=ines(case.shop_id), case=case, remedy_id=remedy.pk, note="", at=NEXT_WEEK)
    with refused(Forbidden):
        finish(actor=alice_at(case), case=case, remedy_id=remedy.pk, note="", at=NEXT_WEEK)


def test_what_was_replaced_may_be_asked_about_again() -> None:
    order = an_order(kind="printer", quantity=1)
    case = asked(order, 1, "defect")
    staff = ines(case.shop_id)
    decide(
        actor=staff, case=case, line_id=lines_of(case)[0].pk, verdict=LineMove.APPROVE, remedy=RemedyType.REPLACEMENT,
        keep_goods=True, at=AT,
    )  # fmt: skip
    with refused(NothingLeft), transaction.atomic():
        asked(order, 1, "defect")
    finish(actor=staff, case=now(case), remedy_id=remedies_of(case)[0].pk, note="", at=LATER)
    again = asked(order, 1, "defect")
    assert lines_of(again)[0].quantity == 1


def test_whoever_s_repair_failed_may_have_their_money_back() -> None:
    order = an_order(kind="printer", quantity=1)
    wants_it_back = Wish(goods(order)[0].pk, 1, "defect", description="Elle casse.", asked_remedy="refund")
    request = Request((wants_it_back,), danger=False, language="fr")
    first = ask(actor=alice(order), order=order, request=request, at=AT)
    [line] = lines_of(first)
    assert line.proposal["outcome"] == "repair_or_replacement"  # the seller may first put it right
    staff = ines(first.shop_id)
    repair = {"remedy": RemedyType.REPAIR, "keep_goods": True}
    decide(actor=staff, case=first, line_id=line.pk, verdict=LineMove.APPROVE, at=AT, **repair)  # type: ignore[arg-type]
    finish(actor=staff, case=now(first), remedy_id=remedies_of(first)[0].pk, note="", at=LATER)
    again = ask(actor=alice(order), order=order, request=request, at=NEXT_WEEK)
    assert lines_of(again)[0].proposal["outcome"] == "money_back"
