"""Who joined two questions, or took messages out of one, stands in a note that no customer reads."""

import pytest

from reprise.apps.accounts.models import Shop
from reprise.apps.conversations.message_queries import messages_of
from reprise.apps.conversations.models import Conversation, Message
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.tests.talking import a_question, now
from reprise.workflows.converse import say
from reprise.workflows.join_threads import merge, split
from reprise.workflows.tests.builders import a_shop, an_order, asked, ines
from tests.support.builders import AT, LATER

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return a_shop()


def notes(conversation: Conversation) -> list[str]:
    found = Message.objects.filter(conversation=conversation, internal=True).order_by("sequence")
    return list(found.values_list("body", flat=True))


def two(shop: Shop) -> tuple[Conversation, Conversation]:
    """Two questions of Camille."""
    made = []
    for body in ("Un", "Deux"):
        question, camille = a_question(shop)
        say(actor=camille, conversation=question, body=body, at=AT)
        made.append(question)
    return made[0], made[1]


def test_a_merge_names_who_did_it_and_its_undoing_too(shop: Shop) -> None:
    first, second = two(shop)
    merge(actor=ines(shop.pk), source=first, target=second, at=LATER)
    assert notes(second) == ["Inès a réuni ici une autre conversation."]
    back = split(actor=ines(shop.pk), conversation=now(second), sequences=[2], at=LATER)
    assert back.pk == first.pk
    assert notes(first) == ["Inès a détaché 1 message d’une autre conversation, placé ici."]
    assert notes(second)[1:] == ["Inès a détaché 1 message."]
    assert now(first).waits_since == now(second).waits_since == AT


def test_who_vouched_is_kept_and_no_customer_reads_any_of_it(shop: Shop) -> None:
    first, _second = two(shop)
    other, bob = a_question(shop, name="Bob", email="bob@example.net", is_verified=False)
    say(actor=bob, conversation=other, body="Trois", at=AT)
    merge(actor=ines(shop.pk), source=other, target=first, at=LATER, vouched=True)
    assert notes(first) == ["Inès a réuni ici une autre conversation, et se porte garant de ses participants."]
    assert [one.body for one in messages_of(bob, now(first))] == ["Un", "Trois"]


def test_of_a_case_the_timeline_tells_it(shop: Shop) -> None:
    first, _second = two(shop)
    thread = thread_of(asked(an_order(shop)), AT)
    merge(actor=ines(shop.pk), source=first, target=thread, at=LATER, vouched=True)
    assert notes(thread) == []
