"""Questions, answers, messages, notes, cancelling and assigning."""

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Person
from reprise.apps.accounts.services.staff import invite_staff
from reprise.apps.cases.kinds import LineState, Stage, Turn
from reprise.apps.cases.models import CaseLine, Deadline
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.transitions import ForbiddenMove
from reprise.apps.catalogue.models import OrderLine
from reprise.apps.conversations.message_queries import thread
from reprise.apps.conversations.models import Message
from reprise.apps.notifications.models import Mail
from reprise.core.refusals import Forbidden, NotFound
from reprise.workflows.add_evidence import add
from reprise.workflows.ask_for_details import ask
from reprise.workflows.assign_case import assign
from reprise.workflows.cancel_request import cancel
from reprise.workflows.tests.builders import NEXT_WEEK, a_file, alice_at, an_order, asked, granted, ines, now
from reprise.workflows.write_message import note, write
from tests.support.builders import AT, LATER
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def test_a_question_is_mailed_shown_and_answered_by_a_message() -> None:
    case = asked(an_order(), claim="defect")
    ask(actor=ines(case.shop_id), case=case, line_id=lines_of(case)[0].pk, question="Quelle buse ?", at=AT)
    assert (now(case).stage, now(case).turn) == (Stage.AWAITING_CUSTOMER, Turn.CUSTOMER)
    assert "Quelle buse ?" in Mail.objects.filter(letter="info_needed").get().text
    assert [message.body for message in thread(alice_at(case), case.pk)] == ["Quelle buse ?"]
    write(actor=alice_at(case), case=case, body="0,4 mm", at=LATER)
    assert (now(case).stage, now(case).turn, now(case).next_action) == (Stage.SUBMITTED, Turn.US, "decide")


def test_a_message_sent_twice_does_not_answer_a_later_question() -> None:
    case = asked(an_order(), claim="defect")
    write(actor=alice_at(case), case=case, body="Bonjour", at=AT, client_id="m-1")
    ask(actor=ines(case.shop_id), case=case, line_id=lines_of(case)[0].pk, question="Une photo ?", at=LATER)
    write(actor=alice_at(case), case=case, body="Bonjour", at=NEXT_WEEK, client_id="m-1")
    assert CaseLine.objects.get().state == LineState.NEEDS_INFO


def test_our_message_is_mailed_once_and_signed() -> None:
    case = asked(an_order())
    for moment in (AT, LATER):
        write(actor=ines(case.shop_id), case=case, body="Bonjour Alice.", at=moment, client_id="m-1")
    mail = Mail.objects.filter(letter="message_from_shop").get()
    assert "Bonjour Alice." in mail.text
    assert "Inès" in mail.text
    assert Message.objects.count() == 1


def test_a_note_reaches_no_customer() -> None:
    case = asked(an_order())
    note(actor=ines(case.shop_id), case=case, body="Cliente fidèle", at=AT)
    assert thread(alice_at(case), case.pk) == []
    assert Mail.objects.count() == 1
    with refused(Forbidden):
        note(actor=alice_at(case), case=case, body="?", at=AT)


def test_a_cancelled_request_lets_go_of_its_pieces_and_its_days() -> None:
    case = asked(an_order())
    cancel(actor=alice_at(case), case=case, at=LATER)
    assert (now(case).stage, now(case).turn) == (Stage.CANCELLED, Turn.NOBODY)
    assert OrderLine.objects.filter(claimed_quantity__gt=0).count() == 0
    owed = Deadline.objects.exclude(state__in=["met", "runs"])
    assert set(owed.values_list("state", flat=True)) == {"dropped"}


def test_what_was_decided_is_not_cancelled() -> None:
    case = granted(an_order())
    with refused(ForbiddenMove):
        cancel(actor=alice_at(case), case=case, at=LATER)
    assert OrderLine.objects.filter(claimed_quantity=3).exists()


def test_nobody_cancels_another_s_request() -> None:
    case = asked(an_order())
    other = asked(an_order(case.order.shop, number="1002"))  # type: ignore[union-attr]
    with refused(NotFound):
        cancel(actor=alice_at(other), case=case, at=LATER)


def test_a_case_is_given_to_a_colleague_only() -> None:
    case = asked(an_order())
    invite_staff(actor=system(case.shop_id), email="marc@example.com", role="agent", name="Marc", at=AT)
    marc = Person.objects.get()
    stranger = Person.objects.create_user("bob@example.com")
    assign(actor=ines(case.shop_id), case=case, person_id=marc.pk, at=AT)
    assert now(case).assignee_id == marc.pk
    with refused(NotFound):
        assign(actor=ines(case.shop_id), case=case, person_id=stranger.pk, at=AT)
    assign(actor=ines(case.shop_id), case=case, person_id=None, at=AT)
    assert now(case).assignee_id is None
    with refused(Forbidden):
        assign(actor=alice_at(case), case=case, person_id=None, at=AT)


def test_a_picture_is_added_to_one_s_own_case() -> None:
    case = asked(an_order())
    other = asked(an_order(case.order.shop, number="1002"))  # type: ignore[union-attr]
    add(actor=alice_at(case), case=case, file_id=a_file(alice_at(case)).pk, caption="Le coin", line_id=None, at=AT)
    with refused(NotFound):
        add(actor=alice_at(case), case=other, file_id=a_file(alice_at(case)).pk, at=AT)
