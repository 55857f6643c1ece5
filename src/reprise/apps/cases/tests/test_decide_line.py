from itertools import product

import pytest

from reprise.apps.cases.kinds import LineState
from reprise.apps.cases.models import CaseEvent, CaseLine, Decision
from reprise.apps.cases.services.decide_line import VERDICTS, Grounds, decide_line
from reprise.apps.cases.tests.builders import NO, YES, a_case, a_line, a_reader, alice, ines
from reprise.apps.cases.transitions import GRANTED, LINE_MOVES, ForbiddenMove, LineMove
from reprise.core.refusals import Forbidden, Invalid, Overtaken
from tests.support.builders import AT, LATER
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("state", "move"), list(product(LineState, sorted(VERDICTS))))
def test_a_verdict_is_given_where_the_table_allows_it(state: LineState, move: LineMove) -> None:
    case, line = a_line(3, state)
    quantity = 2 if move is LineMove.APPROVE_PARTLY else None
    if (state, move) not in LINE_MOVES:
        with refused(ForbiddenMove):
            decide_line(case=case, line=line, move=move, grounds=NO, actor=ines(case), at=AT, quantity=quantity)
        assert not Decision.objects.exists()
        return
    decision = decide_line(case=case, line=line, move=move, grounds=NO, actor=ines(case), at=AT, quantity=quantity)
    kept = CaseLine.objects.get(pk=line.pk)
    assert kept.state == decision.verdict == LINE_MOVES[state, move].value
    assert kept.approved_quantity == decision.quantity == line.approved_quantity
    assert (kept.approved_quantity > 0) is (LINE_MOVES[state, move] in GRANTED)


@pytest.mark.parametrize("move", sorted(set(LineMove) - VERDICTS))
def test_what_is_no_verdict_is_refused_as_one(move: LineMove) -> None:
    case, line = a_line()
    with refused(Invalid):
        decide_line(case=case, line=line, move=move, grounds=NO, actor=ines(case), at=AT)


@pytest.mark.parametrize(("move", "quantity"), [(LineMove.DECLINE, None), (LineMove.APPROVE_PARTLY, 1)])
def test_a_refusal_in_whole_or_in_part_needs_a_sentence(move: LineMove, quantity: int | None) -> None:
    case, line = a_line(2)
    with refused(Invalid) as caught:
        decide_line(
            case=case, line=line, move=move, grounds=Grounds(text="  "), actor=ines(case), at=AT, quantity=quantity
        )
    assert caught.value.field == "text"
    assert CaseLine.objects.get().state == LineState.PENDING.value


@pytest.mark.parametrize("quantity", [0, -1, 3, 4])
def test_part_of_a_line_is_some_of_it_and_not_all(quantity: int) -> None:
    case, line = a_line(3)
    with refused(Invalid) as caught:
        decide_line(
            case=case, line=line, move=LineMove.APPROVE_PARTLY, grounds=NO, actor=ines(case), at=AT, quantity=quantity
        )
    assert caught.value.field == "quantity"


def test_a_lifted_refusal_grants_more_than_before() -> None:
    case, line = a_line(3, LineState.PARTLY_APPROVED)
    CaseLine.objects.update(state=LineState.APPEALED.value)
    line.refresh_from_db()
    with refused(Invalid):
        decide_line(case=case, line=line, move=LineMove.OVERTURN, grounds=YES, actor=ines(case), at=AT, quantity=2)
    decide_line(case=case, line=line, move=LineMove.OVERTURN, grounds=YES, actor=ines(case), at=AT)
    assert CaseLine.objects.get().approved_quantity == 3


def test_an_upheld_refusal_leaves_what_was_granted() -> None:
    case, line = a_line(3, LineState.PARTLY_APPROVED)
    CaseLine.objects.update(state=LineState.APPEALED.value)
    line.refresh_from_db()
    decide_line(case=case, line=line, move=LineMove.UPHOLD, grounds=NO, actor=ines(case), at=AT)
    assert CaseLine.objects.get().approved_quantity == 2


def test_a_line_decided_meanwhile_is_left_alone() -> None:
    case, line = a_line()
    CaseLine.objects.update(state=LineState.DECLINED.value)
    with refused(Overtaken):
        decide_line(case=case, line=line, move=LineMove.APPROVE, grounds=YES, actor=ines(case), at=AT)
    assert not Decision.objects.exists()
    assert CaseEvent.objects.count() == 1


def test_neither_customers_nor_readers_decide() -> None:
    case, line = a_line()
    for actor in (alice(case), a_reader(case)):
        with refused(Forbidden):
            decide_line(case=case, line=line, move=LineMove.APPROVE, grounds=YES, actor=actor, at=AT)


def test_a_second_verdict_points_to_the_first_and_edits_nothing() -> None:
    case = a_case()
    line = CaseLine.objects.get()
    first = decide_line(case=case, line=line, move=LineMove.DECLINE, grounds=NO, actor=ines(case), at=AT)
    CaseLine.objects.update(state=LineState.APPEALED.value)
    line.refresh_from_db()
    second = decide_line(case=case, line=line, move=LineMove.OVERTURN, grounds=YES, actor=ines(case), at=LATER)
    assert second.corrects == first
    first.refresh_from_db()
    assert (first.verdict, first.text, first.decided_at) == ("declined", "Le délai est passé.", AT)


def test_the_timeline_tells_the_verdict_and_keeps_the_sentence_apart() -> None:
    case, line = a_line()
    decide_line(case=case, line=line, move=LineMove.DECLINE, grounds=NO, actor=ines(case), at=AT)
    event = CaseEvent.objects.get(type="line_decided")
    assert event.data == {"line": 1, "verdict": "declined", "quantity": 0, "basis": ""}
    assert event.private.content == {"text": "Le délai est passé.", "by": "Inès"}
