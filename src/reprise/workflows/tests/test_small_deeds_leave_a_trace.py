"""Who gave, closed or put aside a question that is no case yet: the staff read it in the thread, customers never."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.tests.builders import a_member
from reprise.apps.conversations.message_queries import messages_of
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.services.assign_conversation import assign_conversation
from reprise.apps.conversations.services.close import close
from reprise.apps.conversations.services.say import say
from reprise.apps.conversations.services.snooze import snooze
from reprise.apps.conversations.tests.talking import a_question, now
from reprise.workflows.tests.builders import a_shop, an_order, asked, ines
from tests.support.builders import AT, LATER

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return a_shop()


def test_each_deed_says_who_did_it_to_the_staff_alone(shop: Shop) -> None:
    paul = a_member(shop, "paul")
    type(paul.person).objects.filter(pk=paul.person_id).update(name="Paul Roy")
    question, camille = a_question(shop)
    say(actor=camille, conversation=question, body="Bonjour ?", at=AT)
    agent = replace(ines(shop.pk), name="Inès")
    for _ in range(2):  # the second changes nothing
        assign_conversation(actor=agent, conversation=now(question), person_id=paul.person_id, at=AT)
    assign_conversation(actor=agent, conversation=now(question), person_id=None, at=AT)
    snooze(actor=agent, conversation=now(question), until=LATER + timedelta(days=1), at=LATER)
    close(actor=agent, conversation=now(question), at=LATER)
    notes = [one.body for one in messages_of(agent, now(question)) if one.author_kind == "system"]
    assert len(notes) == 4
    assert all("Inès" in note for note in notes)
    assert "Paul Roy" in notes[0]
    assert all(one.internal for one in messages_of(agent, now(question)) if one.author_kind == "system")
    assert [one.body for one in messages_of(camille, now(question))] == ["Bonjour ?"]
    assert now(question).state == "closed"  # a note opens nothing again


def test_what_the_house_does_by_itself_leaves_none(shop: Shop) -> None:
    paul = a_member(shop, "paul")
    question, camille = a_question(shop)
    say(actor=camille, conversation=question, body="Bonjour ?", at=AT)
    assign_conversation(actor=system(shop.pk), conversation=now(question), person_id=paul.person_id, at=AT)
    assert [one.body for one in messages_of(ines(shop.pk), now(question))] == ["Bonjour ?"]


def test_a_case_tells_it_on_its_timeline_and_not_twice(shop: Shop) -> None:
    thread = thread_of(asked(an_order(shop)), AT)
    before = now(thread).sequence
    close(actor=ines(shop.pk), conversation=thread, at=LATER)
    assert now(thread).sequence == before
