"""What an open page asks again and again costs the same however much was said, and little."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reprise.web.chat.tests.visitors import CHAT, OPEN, a_picture, a_shop, answer, say, the_thread
from tests.support.builders import AT

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def cost(browser: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert browser.get(address, headers=OPEN).status_code == 200
    return len(counted)


def test_a_long_conversation_costs_no_more_than_a_short_one() -> None:
    shop = a_shop()
    alice = Client()
    say(alice, "Bonjour", files=[a_picture()])
    addresses = (CHAT, f"{CHAT}?panel", f"{CHAT}news/?after=0")
    answer(shop, the_thread(shop), "Bonjour")
    short = [cost(alice, address) for address in addresses]
    for number in range(12):
        say(alice, f"Encore {number}", files=[a_picture()] if number < 3 else ())
        answer(shop, the_thread(shop), f"Oui {number}")
    assert [cost(alice, address) for address in addresses] == short
    assert max(short) <= MOST
