"""No way of reading gives an internal note to a customer."""

from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from reprise.apps.accounts.actors import Actor, customer_of_case, customer_of_order
from reprise.apps.conversations.message_queries import latest, thread, unread
from reprise.apps.conversations.models import Message
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.services.post_message import post_message
from reprise.apps.conversations.services.post_system_message import post_system_message
from reprise.apps.conversations.services.say import say
from reprise.apps.conversations.tests.builders import a_case, alice, ines
from tests.support.builders import AT, a_shop

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case

pytestmark = pytest.mark.django_db


def a_talk() -> tuple["Case", Actor]:
    shop = a_shop()
    case = a_case(shop)
    post_message(actor=alice(case), case=case, body="Bonjour", at=AT)
    say(actor=ines(shop), conversation=thread_of(case, AT), body="SECRET cliente pressée", at=AT, internal=True)
    post_system_message(case=case, body="SECRET marge 40 %", at=AT, internal=True)
    post_message(actor=ines(shop), case=case, body="Bonjour Alice", at=AT)
    return case, ines(shop)


@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_a_customer_never_reads_a_note(after: int) -> None:
    case, staff = a_talk()
    for read in (thread(alice(case), case.pk, after=after), latest(alice(case), case.pk)):
        assert not any(message.internal or "SECRET" in message.body for message in read)
    assert [m.sequence for m in thread(staff, case.pk)] == [1, 2, 3, 4]
    assert [m.sequence for m in latest(staff, case.pk)] == [4, 3, 2, 1]


def test_a_note_is_no_news_to_a_customer() -> None:
    case, _staff = a_talk()
    assert unread(alice(case), [case.pk]) == {case.pk: 1}


def test_strangers_read_nothing_at_all() -> None:
    case, _staff = a_talk()
    shop_id = case.shop_id
    bob = customer_of_case(shop_id, a_case(a_shop("autre")).pk, "Bob")
    for stranger in (bob, customer_of_order(shop_id, 999, "Bob"), ines(a_shop("voisin"))):
        assert thread(stranger, case.pk) == latest(stranger, case.pk) == []
        assert unread(stranger, [case.pk]) == {}


def test_the_database_itself_refuses_a_note_by_a_customer() -> None:
    case, _staff = a_talk()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(conversation__case_id=case.pk, author_kind="customer").update(internal=True)
