"""A copy by mail: only to who takes part, without the notes, and written down with its address and its fingerprint."""

import hashlib

import pytest

from reprise.apps.accounts.services.budget import TooMany
from reprise.apps.cases.queries import timeline_of
from reprise.apps.conversations.models import Message
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.tests.talking import a_question
from reprise.apps.notifications.models import Mail
from reprise.core.refusals import Invalid, NotFound
from reprise.workflows.converse import say
from reprise.workflows.read_along import invite
from reprise.workflows.send_transcript import COPIES_A_DAY, send_transcript
from reprise.workflows.tests.builders import a_shop, alice_at, an_order, asked, ines
from tests.support.builders import AT
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def copies() -> list[Mail]:
    return list(Mail.objects.filter(letter="conversation_transcript").order_by("id"))


def test_the_copy_of_a_case_goes_to_its_customer_and_the_timeline_says_so() -> None:
    case = asked(an_order(a_shop()))
    thread = thread_of(case, AT)
    say(actor=alice_at(case), conversation=thread, body="Elle fuit", at=AT)
    say(actor=ines(case.shop_id), conversation=thread, body="SECRET", at=AT, internal=True)
    for actor in (alice_at(case), ines(case.shop_id)):
        assert send_transcript(actor=actor, conversation=thread, at=AT) == "alice@example.com"
    mine, theirs = copies()
    assert "Elle fuit" in mine.text
    assert "SECRET" not in mine.text + theirs.text + mine.html
    event = timeline_of(case)[-1]
    assert (event.type, event.private.content) == ("transcript_sent", {"to": "alice@example.com"})
    assert str(event.data["digest"]) in mine.text
    assert "alice" not in str(event.data)
    assert len(str(event.data["digest"])) == len(hashlib.sha256().hexdigest())


def test_the_copy_of_a_question_is_noted_for_the_staff() -> None:
    shop = a_shop()
    question, camille = a_question(shop)
    say(actor=camille, conversation=question, body="Bonjour", at=AT)
    send_transcript(actor=camille, conversation=question, at=AT)
    note = Message.objects.get(internal=True)
    assert "camille@example.com" in note.body
    assert note.author_kind == "system"


def test_a_copy_goes_to_no_address_that_takes_no_part_and_not_for_ever() -> None:
    shop = a_shop()
    (question, camille), (other, bob) = a_question(shop), a_question(shop, email="bob@example.com")
    say(actor=camille, conversation=question, body="Bonjour", at=AT)
    with refused(NotFound):
        send_transcript(actor=bob, conversation=question, at=AT)
    with refused(NotFound):
        send_transcript(actor=ines(shop.pk), conversation=question, at=AT, participant_id=bob.participant_id)
    with refused(Invalid):
        send_transcript(actor=bob, conversation=other, at=AT)
    for _ in range(COPIES_A_DAY):
        send_transcript(actor=camille, conversation=question, at=AT)
    with refused(TooMany):
        send_transcript(actor=camille, conversation=question, at=AT)


def test_a_colleague_has_the_copy_in_their_own_language() -> None:
    case = asked(an_order(a_shop()))
    thread = thread_of(case, AT)
    say(actor=alice_at(case), conversation=thread, body="Elle fuit", at=AT)
    bob = invite(actor=alice_at(case), conversation=thread, email="bob@firma.example", language="en", at=AT)
    to = send_transcript(actor=ines(case.shop_id), conversation=thread, at=AT, participant_id=bob.pk)
    assert (to, copies()[0].language) == ("bob@firma.example", "en")


def test_what_a_machine_wrote_is_marked_in_the_copy() -> None:
    shop = a_shop()
    question, camille = a_question(shop)
    say(actor=camille, conversation=question, body="Bonjour", at=AT)
    say(actor=camille, conversation=question, body="Je suis absente.", at=AT, automatic=True)
    send_transcript(actor=camille, conversation=question, at=AT)
    [mail] = copies()
    assert mail.text.count("réponse automatique") == 1
    assert "11:00, réponse automatique\n> Je suis absente." in mail.text
