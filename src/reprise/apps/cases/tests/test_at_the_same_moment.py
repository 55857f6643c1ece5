"""Several people on one case at once: the database decides, and every deed that was done is told."""

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.kinds import RemedyType, Trigger
from reprise.apps.cases.models import Case, CaseEvent, CaseLine, Decision, Remedy, ReturnItem
from reprise.apps.cases.queries import case_by_id, lines_of
from reprise.apps.cases.services.decide_line import decide_line
from reprise.apps.cases.services.move_items import expect_goods, move_items
from reprise.apps.cases.services.next_number import next_number
from reprise.apps.cases.services.record import record
from reprise.apps.cases.services.remedies import agree_remedy
from reprise.apps.cases.services.verify_timeline import verify_timeline
from reprise.apps.cases.tests.builders import NO, YES, a_case, approved, ines
from reprise.apps.cases.transitions import ItemMove, LineMove
from tests.support.at_once import at_once
from tests.support.builders import AT, a_shop

pytestmark = pytest.mark.django_db(transaction=True)


def fresh(case: Case) -> Case:
    """The case as somebody else's request reads it."""
    return case_by_id(system(case.shop_id), case.pk)


def test_one_of_several_verdicts_stands() -> None:
    case = a_case()
    moves = [LineMove.APPROVE, LineMove.DECLINE, LineMove.APPROVE]

    def decide(number: int) -> None:
        grounds = NO if moves[number] is LineMove.DECLINE else YES
        decide_line(
            case=fresh(case), line=CaseLine.objects.get(), move=moves[number], grounds=grounds, actor=ines(case), at=AT
        )

    assert len(at_once(decide)) == 1
    assert Decision.objects.get().verdict == CaseLine.objects.get().state
    assert CaseEvent.objects.filter(type="line_decided").count() == 1


def test_one_of_several_remedies_is_agreed() -> None:
    case, line = approved(2)

    def agree(_number: int) -> None:
        agree_remedy(
            case=fresh(case), line=line, remedy=RemedyType.REFUND, quantity=2, trigger=Trigger.NOW, actor=ines(case),
            at=AT,
        )  # fmt: skip

    assert len(at_once(agree)) == 1
    assert Remedy.objects.count() == 1


def test_the_last_piece_leaves_once() -> None:
    case = a_case(3)
    item = expect_goods(line=lines_of(case)[0], quantity=3, required=True, at=AT)
    moved = at_once(lambda _: move_items(case_id=case.pk, move=ItemMove.DISPATCH, quantities={item.pk: 2}, at=AT))
    assert len(moved) == 1
    assert sorted(ReturnItem.objects.values_list("quantity", "state")) == [(1, "expected"), (2, "dispatched")]


def test_an_append_waits_for_the_others_and_all_are_told_in_one_chain() -> None:
    case = a_case()

    def tell(number: int) -> None:
        record(case=fresh(case), actor=ines(case), at=AT, event=Event(EventType.ASSIGNED, {"person": number}))

    assert len(at_once(tell, people=6)) == 6
    assert CaseEvent.objects.count() == 7
    assert verify_timeline(case) is None


def test_numbers_are_given_once_and_without_a_gap() -> None:
    shop = a_shop()
    at_once(lambda _: next_number(shop_id=shop.pk, series="RMA", year=2026), people=5)
    assert next_number(shop_id=shop.pk, series="RMA", year=2026) == "RMA-2026-00006"
