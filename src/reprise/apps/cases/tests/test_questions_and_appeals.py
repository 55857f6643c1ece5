import pytest

from reprise.apps.cases.kinds import LineState
from reprise.apps.cases.models import CaseEvent, CaseLine
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.services.appeal_line import appeal_line
from reprise.apps.cases.services.ask_customer import ask_customer, take_answer
from reprise.apps.cases.services.cancel_lines import cancel_lines
from reprise.apps.cases.tests.builders import a_case, a_line, a_reader, alice, ines
from reprise.apps.cases.transitions import ForbiddenMove
from reprise.core.refusals import Forbidden, Invalid, Overtaken
from tests.support.builders import AT
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def test_a_question_waits_for_the_customer_and_their_answer_hands_it_back() -> None:
    case = a_case(1, 1)
    first, second = lines_of(case)
    ask_customer(case=case, line=first, question=" Quelle buse ? ", actor=ines(case), at=AT)
    ask_customer(case=case, line=second, question="Une photo ?", actor=ines(case), at=AT)
    assert {line.state for line in lines_of(case)} == {LineState.NEEDS_INFO.value}
    assert take_answer(case=case, actor=alice(case), at=AT) == 2
    assert {line.state for line in lines_of(case)} == {LineState.PENDING.value}
    assert take_answer(case=case, actor=alice(case), at=AT) == 0
    asked = CaseEvent.objects.filter(type="info_asked").first()
    assert asked is not None
    assert asked.private.content == {"question": "Quelle buse ?"}


def test_an_empty_question_and_one_by_a_reader_are_refused() -> None:
    case, line = a_line()
    with refused(Invalid):
        ask_customer(case=case, line=line, question=" ", actor=ines(case), at=AT)
    with refused(Forbidden):
        ask_customer(case=case, line=line, question="Pourquoi ?", actor=a_reader(case), at=AT)


def test_a_line_decided_meanwhile_is_not_put_on_hold() -> None:
    case, line = a_line()
    CaseLine.objects.update(state=LineState.APPROVED.value)
    with refused(Overtaken):
        ask_customer(case=case, line=line, question="Une photo ?", actor=ines(case), at=AT)


@pytest.mark.parametrize("state", list(LineState))
def test_only_a_refusal_can_be_disputed(state: LineState) -> None:
    case, line = a_line(3, state)
    if state in {LineState.DECLINED, LineState.PARTLY_APPROVED}:
        granted = line.approved_quantity
        appeal_line(case=case, line=line, text="Je ne suis pas d’accord.", actor=alice(case), at=AT)
        kept = CaseLine.objects.get()
        assert (kept.state, kept.approved_quantity) == (LineState.APPEALED.value, granted)
    else:
        with refused(ForbiddenMove):
            appeal_line(case=case, line=line, text="Non.", actor=alice(case), at=AT)


def test_an_appeal_says_why() -> None:
    case, line = a_line(1, LineState.DECLINED)
    with refused(Invalid):
        appeal_line(case=case, line=line, text=" ", actor=alice(case), at=AT)
    with refused(Forbidden):
        appeal_line(case=case, line=line, text="Non.", actor=a_reader(case), at=AT)


def test_a_request_is_taken_back_whole_or_not_at_all() -> None:
    case = a_case(1, 1)
    second = lines_of(case)[1]
    CaseLine.objects.filter(pk=second.pk).update(state=LineState.APPROVED.value)
    with refused(ForbiddenMove):
        cancel_lines(case=case, actor=alice(case), at=AT)
    assert {line.state for line in lines_of(case)} == {LineState.PENDING.value, LineState.APPROVED.value}
    CaseLine.objects.filter(pk=second.pk).update(state=LineState.NEEDS_INFO.value)
    cancel_lines(case=case, actor=alice(case), at=AT)
    assert {line.state for line in lines_of(case)} == {LineState.CANCELLED.value}
    with refused(Forbidden):
        cancel_lines(case=case, actor=a_reader(case), at=AT)
