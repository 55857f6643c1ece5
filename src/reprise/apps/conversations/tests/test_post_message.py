import pytest

from reprise.apps.accounts.actors import customer_of_case
from reprise.apps.cases.queries import timeline_of
from reprise.apps.conversations.message_queries import thread
from reprise.apps.conversations.models import Conversation, Message
from reprise.apps.conversations.services.post_message import post_message
from reprise.apps.conversations.services.post_system_message import post_system_message
from reprise.apps.conversations.tests.builders import a_case, a_reader, alice, ines
from reprise.core.refusals import Forbidden, Invalid, NotFound
from tests.support.builders import AT, a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def test_alice_and_ines_talk_in_one_numbered_thread() -> None:
    shop = a_shop()
    case = a_case(shop)
    post_message(actor=alice(case), case=case, body="La buse fuit.", at=AT)
    post_message(actor=ines(shop), case=case, body="Une photo, s’il vous plaît ?", at=AT)
    post_system_message(case=case, body="Votre retour est autorisé.", at=AT)
    said = [(m.sequence, m.author_kind, m.author_name) for m in thread(alice(case), case.pk)]
    assert said == [(1, "customer", "Alice Martin"), (2, "staff", "Inès"), (3, "system", "")]
    assert Conversation.objects.get().sequence == 3


def test_a_message_is_on_the_timeline_and_its_words_can_be_erased_there() -> None:
    case = a_case(a_shop())
    post_message(actor=alice(case), case=case, body="Mon chat a eu peur.", at=AT)
    event = timeline_of(case)[-1]
    assert event.type == "message_posted"
    assert "chat" not in str(event.data)
    assert event.private.content == {"body": "Mon chat a eu peur."}


def test_a_message_sent_twice_is_one() -> None:
    case = a_case(a_shop())
    first = post_message(actor=alice(case), case=case, body="Bonjour", at=AT, client_id="m1")
    assert post_message(actor=alice(case), case=case, body="Bonjour", at=AT, client_id="m1") == first
    assert Message.objects.count() == 1
    assert len(timeline_of(case)) == 2


def test_nobody_writes_in_a_case_that_is_not_theirs() -> None:
    shop = a_shop()
    case = a_case(shop)
    bob = customer_of_case(shop.pk, a_case(shop).pk, "Bob")
    for stranger in (bob, ines(a_shop("voisin"))):
        with refused(NotFound):
            post_message(actor=stranger, case=case, body="Bonjour", at=AT)
    with refused(Forbidden):
        post_message(actor=a_reader(shop), case=case, body="Bonjour", at=AT)


def test_an_empty_message_begins_no_thread() -> None:
    case = a_case(a_shop())
    with refused(Invalid):
        post_message(actor=alice(case), case=case, body="  ", at=AT)
    assert not Conversation.objects.exists()
