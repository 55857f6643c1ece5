"""Several people writing at once: each message has its own number, and none is lost or doubled."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from reprise.apps.conversations.models import Conversation, Message
from reprise.apps.conversations.services.post_message import post_message
from reprise.apps.conversations.tests.builders import AT, a_case, a_shop, alice

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("client_id", "messages"), [("", 4), ("m1", 1)])
def test_numbers_follow_one_another_without_a_gap(client_id: str, messages: int) -> None:
    case = a_case(a_shop())
    start = Barrier(4)

    def write(number: int) -> None:
        start.wait()
        try:
            post_message(actor=alice(case), case=case, body=f"Message {number}", at=AT, client_id=client_id)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    numbers = list(Message.objects.order_by("sequence").values_list("sequence", flat=True))
    assert numbers == list(range(1, messages + 1))
    assert Conversation.objects.get().sequence == messages
