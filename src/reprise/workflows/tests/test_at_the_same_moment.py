"""One form sent several times at once, and several people after the last piece."""

import pytest

from reprise.apps.cases.models import Case, Decision, Remedy
from reprise.apps.cases.queries import items_of, lines_of
from reprise.apps.cases.services.verify_timeline import verify_timeline
from reprise.apps.cases.transitions import LineMove
from reprise.apps.catalogue.models import OrderLine
from reprise.apps.logistics.services.receive import Found
from reprise.apps.notifications.models import Mail
from reprise.workflows.decide import decide
from reprise.workflows.receive_parcel import receive
from reprise.workflows.return_request import ask
from reprise.workflows.tests.builders import NEXT_WEEK, a_request, alice, an_order, asked, authorised, ines, now
from tests.support.at_once import at_once
from tests.support.builders import AT

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_form_sent_three_times_at_once_is_one_case() -> None:
    order = an_order()
    request = a_request(order, draft_key="draft-1")
    assert len(at_once(lambda _: ask(actor=alice(order), order=order, request=request, at=AT))) == 3
    assert Case.objects.count() == Mail.objects.count() == 1
    assert OrderLine.objects.filter(claimed_quantity=3).count() == 1


def test_the_last_pieces_belong_to_one_of_several_requests() -> None:
    order = an_order()
    assert len(at_once(lambda _: ask(actor=alice(order), order=order, request=a_request(order, 2), at=AT))) == 1
    assert Case.objects.count() == 1


def test_one_of_several_verdicts_is_given_and_told() -> None:
    case = asked(an_order())
    line_id = lines_of(case)[0].pk

    def verdict(number: int) -> None:
        move = LineMove.DECLINE if number else LineMove.APPROVE
        decide(actor=ines(case.shop_id), case=now(case), line_id=line_id, verdict=move, text="Voici.", at=AT)

    assert len(at_once(verdict)) == 1
    assert Decision.objects.count() == 1
    assert Mail.objects.exclude(letter="withdrawal_received").count() == 1
    assert verify_timeline(case) is None


def test_a_parcel_is_opened_once_and_its_money_set_going_once() -> None:
    case = authorised(an_order())
    item = items_of(case)[0]

    def opening(_number: int) -> None:
        receive(actor=ines(case.shop_id), case=now(case), found=[Found(item.pk, 3)], at=NEXT_WEEK)

    assert len(at_once(opening)) == 1
    assert [remedy.state for remedy in Remedy.objects.all()] == ["armed"]
    assert sum(one.quantity for one in items_of(case)) == 3
