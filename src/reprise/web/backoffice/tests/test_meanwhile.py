"""What came in while somebody was writing is shown before their words leave; nothing typed is lost."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from reprise.apps.accounts.models import Membership, Person, Shop
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.transitions import LineMove
from reprise.apps.catalogue.models import Order
from reprise.apps.conversations.models import Message
from reprise.workflows.decide import decide
from reprise.workflows.tests.builders import alice_at, asked
from reprise.workflows.tests.builders import ines as staff
from reprise.workflows.write_message import write
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


def opened(desk: Client, case: Case) -> str:
    """How far the case had come on the page somebody has open."""
    page = desk.get(f"/fr/desk/atelier-lamelle/cases/{case.reference}/").content.decode()
    found = re.search(r'name="case_seen" value="(\d+)"', page)
    assert found is not None
    return found[1]


def send(desk: Client, case: Case, seen: str, deed: str = "message") -> int:
    url = f"/fr/desk/atelier-lamelle/cases/{case.reference}/{deed}/"
    answer = desk.post(url, {"body": "Nous regardons.", "seen": seen})
    if answer.status_code == 409:
        assert "Nous regardons." in answer.content.decode()
    return answer.status_code


def test_a_message_that_came_in_is_shown_first_and_then_ours_is_sent(desk: Client, order: Order) -> None:
    case = asked(order)
    seen = opened(desk, case)
    write(actor=alice_at(case), case=case, body="J’ai trouvé la facture.", at=AT + timedelta(minutes=5))
    assert send(desk, case, seen) == 409
    assert not Message.objects.filter(body="Nous regardons.").exists()
    assert send(desk, case, opened(desk, case)) == 302
    assert Message.objects.filter(body="Nous regardons.").count() == 1


def test_a_decision_of_somebody_else_is_shown_first(desk: Client, shop: Shop, order: Order) -> None:
    case = asked(order)
    seen = opened(desk, case)
    decide(actor=staff(shop.pk), case=case, line_id=lines_of(case)[0].pk, verdict=LineMove.APPROVE, at=AT)
    assert send(desk, case, seen) == 409


def test_one_s_own_deeds_and_a_note_surprise_nobody(desk: Client, order: Order) -> None:
    case = asked(order)
    seen = opened(desk, case)
    assert send(desk, case, seen, "note") == 302
    assert send(desk, case, seen) == 302
    write(actor=alice_at(case), case=case, body="J’ai trouvé la facture.", at=AT + timedelta(minutes=5))
    assert send(desk, case, seen, "note") == 302


def test_what_a_colleague_decided_is_shown_before_an_answer_leaves_the_case_page(
    desk: Client, shop: Shop, order: Order
) -> None:
    case = asked(order)
    words = {"body": "Nous regardons.", "seen": "0", "case_seen": opened(desk, case), "from": "case"}
    decide(actor=staff(shop.pk), case=case, line_id=lines_of(case)[0].pk, verdict=LineMove.APPROVE, at=AT)
    url = f"/fr/desk/atelier-lamelle/cases/{case.reference}/say/"
    assert desk.post(url, words).status_code == 409
    assert not Message.objects.filter(body="Nous regardons.").exists()
    assert desk.post(url, words | {"case_seen": opened(desk, case)}).status_code == 302
    assert Message.objects.filter(body="Nous regardons.").count() == 1


def test_a_page_of_before_without_its_place_still_sends(desk: Client, order: Order) -> None:
    assert send(desk, asked(order), "") == 302


@pytest.mark.parametrize("page", ["queue/", "search/?q=Alice", "cases/new/"])
def test_somebody_whose_place_was_just_taken_away_sees_nothing_more(
    desk: Client, ines: Person, order: Order, page: str
) -> None:
    asked(order)
    assert desk.get(f"/fr/desk/atelier-lamelle/{page}").status_code == 200
    Membership.objects.filter(person=ines).delete()
    assert desk.get(f"/fr/desk/atelier-lamelle/{page}").status_code == 404
