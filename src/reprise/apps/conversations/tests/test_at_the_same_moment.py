"""Several people writing at once: each message has its own number, and none is lost or doubled."""

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import case_by_id
from reprise.apps.conversations.models import Conversation, Message
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.services.merge import merge
from reprise.apps.conversations.services.post_message import post_message
from reprise.apps.conversations.services.say import say
from reprise.apps.conversations.tests.builders import a_case, alice, ines
from reprise.apps.conversations.tests.talking import a_question, now, numbers
from tests.support.at_once import at_once
from tests.support.builders import AT, a_shop

pytestmark = pytest.mark.django_db(transaction=True)


def fresh(case: Case) -> Case:
    """The case as somebody else's request reads it."""
    return case_by_id(system(case.shop_id), case.pk)


@pytest.mark.parametrize(("client_id", "messages"), [("", 4), ("m1", 1)])
def test_numbers_follow_one_another_without_a_gap(client_id: str, messages: int) -> None:
    case = a_case(a_shop())

    def write(number: int) -> None:
        post_message(actor=alice(case), case=fresh(case), body=f"Message {number}", at=AT, client_id=client_id)

    assert len(at_once(write, people=4)) == 4
    numbers = list(Message.objects.order_by("sequence").values_list("sequence", flat=True))
    assert numbers == list(range(1, messages + 1))
    assert Conversation.objects.get().sequence == messages


def test_nothing_said_while_two_conversations_become_one_is_lost() -> None:
    shop = a_shop()
    (one, camille), (two, _), staff = a_question(shop), a_question(shop), ines(shop)

    def deed(number: int) -> None:
        if number == 0:
            merge(actor=staff, source=now(one), target=now(two), at=AT)
        else:
            say(actor=camille, conversation=now(one), body=str(number), at=AT)

    at_once(deed, people=5)
    assert sorted(Message.objects.values_list("body", flat=True)) == ["1", "2", "3", "4"]
    assert set(Message.objects.values_list("conversation", flat=True)) == {two.pk}
    assert numbers(two) == [1, 2, 3, 4]
    assert now(two).sequence == 4


def test_two_who_begin_the_same_conversation_at_once_write_in_one() -> None:
    case = a_case(a_shop())

    def deed(number: int) -> None:
        say(actor=alice(case), conversation=thread_of(fresh(case), AT), body=str(number), at=AT)

    at_once(deed, people=4)
    assert Conversation.objects.count() == 1
    assert numbers(Conversation.objects.get()) == [1, 2, 3, 4]
