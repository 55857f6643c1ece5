"""Two people of one company answer at once, each in their language; a customer whom no mail reaches; no hours."""

import pytest

from reprise.apps.accounts.actors import customer_of_conversation
from reprise.apps.cases.models import Deadline
from reprise.apps.conversations.kinds import Channel
from reprise.apps.conversations.message_queries import messages_of
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.services.say import NewerMessage
from reprise.apps.conversations.tests.talking import a_question, now
from reprise.apps.notifications.models import Mail
from reprise.core.refusals import Invalid
from reprise.readmodels.thread_view import thread_view
from reprise.workflows.converse import say
from reprise.workflows.read_along import invite
from reprise.workflows.send_transcript import send_transcript
from reprise.workflows.tests.builders import a_shop, alice_at, an_order, asked, ines
from tests.support.builders import AT, LATER
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def test_both_words_stand_in_order_and_each_is_answered_in_their_language() -> None:
    case = asked(an_order(a_shop()))
    thread = thread_of(case, AT)
    bob = invite(actor=alice_at(case), conversation=thread, email="bob@firma.example", name="Bob", language="en", at=AT)
    bob_here = customer_of_conversation(case.shop_id, thread.pk, "Bob", case_id=case.pk, participant_id=bob.pk)
    say(actor=alice_at(case), conversation=thread, body="Remplacez-la.", at=AT, language="fr", channel=Channel.MAIL)
    say(actor=bob_here, conversation=thread, body="Refund it.", at=AT, language="en", channel=Channel.MAIL)
    with refused(NewerMessage):  # Inès had read Alice's words only
        say(actor=ines(case.shop_id), conversation=thread, body="Nous remplaçons.", at=LATER, seen=1)
    say(actor=ines(case.shop_id), conversation=thread, body="Qui décide chez vous ?", at=LATER, seen=2)
    told = [(one.who, one.language, one.body) for one in thread_view(ines(case.shop_id), now(thread)).said]
    assert told[:2] == [("Alice Martin", "fr", "Remplacez-la."), ("Bob", "en", "Refund it.")]
    assert [one.is_mine for one in thread_view(bob_here, now(thread)).said] == [False, True, False]
    letters = Mail.objects.filter(letter__in=["message_from_shop", "conversation_news"])
    assert dict(letters.values_list("to", "language")) == {"alice@example.com": "fr", "bob@firma.example": "en"}


def test_a_customer_without_an_address_loses_nothing_and_hears_why_there_is_no_copy() -> None:
    shop = a_shop()
    question, visitor = a_question(shop, name="", email="", is_verified=False)
    say(actor=visitor, conversation=question, body="Bonjour", at=AT)
    say(actor=ines(shop.pk), conversation=question, body="Oui ?", at=LATER)
    assert [one.body for one in messages_of(visitor, now(question))] == ["Bonjour", "Oui ?"]
    for actor in (visitor, ines(shop.pk)):
        with refused(Invalid) as refusal:
            send_transcript(actor=actor, conversation=now(question), at=LATER)
        assert refusal.value.field == "email"
    assert not Mail.objects.exists()


def test_a_shop_without_hours_promises_no_minute_and_the_question_waits_all_the_same() -> None:
    question, camille = a_question(a_shop())
    say(actor=camille, conversation=question, body="Bonjour", at=AT)
    assert now(question).waits_since == AT
    assert not Deadline.objects.filter(conversation_id=question.pk).exists()
