import pytest
from django.db import IntegrityError, transaction

from reprise.apps.cases.kinds import RemedyState, RemedyType, Trigger
from reprise.apps.cases.models import Case, CaseLine, Remedy
from reprise.apps.cases.services.arm_remedies import arm_remedies
from reprise.apps.cases.services.remedies import RemedyInForce, agree_remedy, cut_remedy, move_remedy
from reprise.apps.cases.tests.builders import a_case, approved, ines
from reprise.apps.cases.transitions import ForbiddenMove, RemedyMove
from reprise.core.refusals import Overtaken
from tests.support.builders import AT
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def agree(
    case: Case, line: CaseLine, quantity: int, *, trigger: Trigger = Trigger.ON_RECEIPT, amount: int | None = None,
    remedy: RemedyType = RemedyType.REFUND,
) -> Remedy:  # fmt: skip
    return agree_remedy(
        case=case, line=line, remedy=remedy, quantity=quantity, trigger=trigger, actor=ines(case), at=AT,
        amount_minor=amount,
    )  # fmt: skip


def move(case: Case, remedy: Remedy, move: RemedyMove) -> None:
    move_remedy(case=case, remedy=remedy, move=move, actor=ines(case), at=AT)


def test_each_approved_piece_has_one_remedy_at_most() -> None:
    case, line = approved(3)
    agree(case, line, 2)
    with refused(RemedyInForce):
        agree(case, line, 2)
    agree(case, line, 1)
    assert CaseLine.objects.get().covered_quantity == 3


def test_pieces_that_were_not_approved_have_no_remedy() -> None:
    case = a_case(3)
    with refused(RemedyInForce):
        agree(case, CaseLine.objects.get(), 1)


def test_the_database_itself_refuses_more_remedies_than_approved_pieces() -> None:
    approved(1)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseLine.objects.update(covered_quantity=2)


@pytest.mark.parametrize(
    ("trigger", "state"),
    [
        (Trigger.NOW, RemedyState.ARMED),
        (Trigger.ON_AUTHORISATION, RemedyState.ARMED),
        (Trigger.ON_RECEIPT, RemedyState.ACCEPTED),
        (Trigger.ON_INSPECTION, RemedyState.ACCEPTED),
        (Trigger.ON_DATE, RemedyState.ACCEPTED),
    ],
)
def test_the_trigger_says_whether_a_remedy_waits(trigger: Trigger, state: RemedyState) -> None:
    case, line = approved()
    assert agree(case, line, 1, trigger=trigger).state == state.value


def test_a_failed_repair_leaves_its_pieces_to_another_remedy() -> None:
    case, line = approved(2)
    repair = agree(case, line, 2, trigger=Trigger.NOW, remedy=RemedyType.REPAIR)
    move(case, repair, RemedyMove.EXECUTE)
    move(case, repair, RemedyMove.FAIL)
    agree(case, line, 2, trigger=Trigger.NOW)
    with refused(RemedyInForce):  # the pieces are taken: the repair cannot come back
        move(case, repair, RemedyMove.EXECUTE)
    assert Remedy.objects.get(pk=repair.pk).state == RemedyState.FAILED.value


def test_a_failed_payment_tried_again_answers_for_its_pieces_again() -> None:
    case, line = approved(2)
    remedy = agree(case, line, 2, trigger=Trigger.NOW)
    for step in (RemedyMove.EXECUTE, RemedyMove.FAIL, RemedyMove.EXECUTE, RemedyMove.FINISH):
        move(case, remedy, step)
    assert CaseLine.objects.get().covered_quantity == 2
    with refused(ForbiddenMove):
        move(case, remedy, RemedyMove.EXECUTE)


def test_a_remedy_moved_meanwhile_is_left_alone() -> None:
    case, line = approved()
    remedy = agree(case, line, 1, trigger=Trigger.NOW)
    Remedy.objects.update(state=RemedyState.EXECUTING.value)
    with refused(Overtaken):
        move(case, remedy, RemedyMove.EXECUTE)


def test_what_has_come_goes_ahead_and_the_rest_waits() -> None:
    case, line = approved(5)
    agree(case, line, 5)
    for arrived, ahead in ((0, 0), (3, 3), (3, 3), (4, 4), (5, 5)):
        arm_remedies(case=case, trigger=Trigger.ON_RECEIPT, reached={line.pk: arrived}, actor=ines(case), at=AT)
        armed = Remedy.objects.filter(state=RemedyState.ARMED.value)
        assert sum(remedy.quantity for remedy in armed) == ahead
        assert sum(remedy.quantity for remedy in Remedy.objects.all()) == 5
    assert CaseLine.objects.get().covered_quantity == 5
    assert [remedy.quantity for remedy in Remedy.objects.order_by("id")] == [1, 3, 1]


def test_a_fixed_sum_waits_for_every_piece() -> None:
    case, line = approved(3)
    agree(case, line, 3, amount=1000)
    arm_remedies(case=case, trigger=Trigger.ON_RECEIPT, reached={line.pk: 2}, actor=ines(case), at=AT)
    assert Remedy.objects.get().state == RemedyState.ACCEPTED.value
    arm_remedies(case=case, trigger=Trigger.ON_RECEIPT, reached={line.pk: 3}, actor=ines(case), at=AT)
    assert Remedy.objects.get().state == RemedyState.ARMED.value


def test_another_trigger_sets_nothing_going() -> None:
    case, line = approved()
    agree(case, line, 1, trigger=Trigger.ON_INSPECTION)
    armed = arm_remedies(case=case, trigger=Trigger.ON_RECEIPT, reached={line.pk: 1}, actor=ines(case), at=AT)
    assert armed == []


@pytest.mark.parametrize("quantity", [0, 2, 3])
def test_a_remedy_is_cut_into_two_real_parts(quantity: int) -> None:
    case, line = approved(2)
    remedy = agree(case, line, 2)
    with refused(Overtaken):
        cut_remedy(remedy=remedy, quantity=quantity)
    assert Remedy.objects.get().quantity == 2
