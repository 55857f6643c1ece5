"""A conversation that grew long, one that is full of files, and a chat that is switched off in the middle."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reprise.apps.accounts.rights import Role
from reprise.apps.cases.links import case_token
from reprise.apps.conversations.models import Conversation, Message, MessageFile
from reprise.apps.conversations.services.add_files import MOST_IN_ALL
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.services.set_chat import ChatRules, set_chat
from reprise.apps.notifications.models import Mail
from reprise.web.chat.tests.visitors import CHAT, a_picture, a_shop, answer, newest, say, the_thread
from reprise.workflows.tests.builders import an_order, asked, ines
from tests.support.builders import AT

pytestmark = pytest.mark.django_db
HOME = "/fr/s/atelier-lamelle/"


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def grown(conversation: Conversation, to: int) -> None:
    """So many messages more were said there."""
    first = Conversation.objects.get(pk=conversation.pk).sequence + 1
    Message.objects.bulk_create(
        Message(
            conversation=conversation, sequence=number, author_kind="staff", author_name="Inès", channel="chat",
            body=f"Message [{number}]", created_at=AT + timedelta(minutes=number - to),
        )
        for number in range(first, to + 1)
    )  # fmt: skip
    Conversation.objects.filter(pk=conversation.pk).update(sequence=to)


def shown(page: str) -> list[int]:
    return [int(number) for number in re.findall(r"Message \[(\d+)\]", page)]


def back(page: str) -> str:
    """Where the way to earlier messages leads; empty where there are none."""
    found = re.search(r'href="([^"]+\?before=\d+)#chat-end"', page)
    return found[1] if found else ""


def test_three_thousand_messages_are_read_back_page_by_page_and_copied_whole() -> None:
    shop = a_shop()
    alice = Client()
    say(alice, "Bonjour", email="alice@example.com")
    grown(the_thread(shop), 3000)
    page = alice.get(CHAT).content.decode()
    assert shown(page) == list(range(2901, 3001))
    with CaptureQueriesContext(connection) as counted:
        before = alice.get(back(page)).content.decode()
    assert shown(before) == list(range(2801, 2901))
    assert len(counted) <= 12
    assert newest(alice, after=2950)["last"] == 3000
    first = alice.get(f"{CHAT}?before=101").content.decode()
    assert shown(first) == list(range(2, 101))
    assert "Bonjour" in first
    assert back(first) == ""
    alice.post(f"{CHAT}transcript/")
    assert shown(Mail.objects.get(letter="conversation_transcript").text) == list(range(2, 3001))


def test_the_page_of_a_case_leads_back_too() -> None:
    case = asked(an_order(a_shop()))
    where = f"{HOME}c/{case.reference}/{case_token(settings.SECRET_KEY, case.pk, case.link_key)}/"
    browser = Client()
    assert back(browser.get(where).content.decode()) == ""
    grown(thread_of(case, AT), 150)
    page = browser.get(where).content.decode()
    assert shown(page)[-1] == 150
    assert shown(browser.get(back(page)).content.decode()) == list(range(1, 51))


def test_a_number_that_is_none_shows_the_newest() -> None:
    a_shop()
    alice = Client()
    say(alice, "Bonjour")
    for odd in ("-1", "x", "9" * 40, "0"):
        assert "Bonjour" in alice.get(f"{CHAT}?before={odd}").content.decode()


def test_where_no_more_files_fit_the_words_are_still_said_and_told_so() -> None:
    shop = a_shop()
    alice = Client()
    say(alice, "Une", files=[a_picture()])
    kept = MessageFile.objects.get()
    MessageFile.objects.bulk_create(
        MessageFile(message=kept.message, file=kept.file) for _ in range(MOST_IN_ALL - 1)
    )  # fmt: skip
    with transaction.atomic():  # a refused deed undoes its own transaction, and nothing of the test's
        full = say(alice, "Encore une", files=[a_picture()])
    assert full.status_code == 429
    assert "autant de fichiers" in full.json()["problems"][0]
    assert say(alice, "Alors en mots").status_code == 200
    assert the_thread(shop).sequence == 2
    assert alice.get(CHAT).status_code == 200


def test_whoever_is_in_the_middle_when_the_chat_is_switched_off_finishes() -> None:
    shop = a_shop()
    alice, bob = Client(), Client()
    say(alice, "Bonjour")
    set_chat(actor=ines(shop.pk, Role.OWNER), rules=ChatRules(is_on=False))
    assert say(alice, "Vous êtes là ?").status_code == 200
    answer(shop, the_thread(shop), "Oui")
    assert "Oui" in newest(alice)["html"]
    assert "data-chat-open" in alice.get(HOME).content.decode()
    bob.cookies[f"chat-{shop.pk}"] = "x" * 43
    for stranger in (bob, Client()):
        assert stranger.get(CHAT).status_code == 404
        assert say(stranger, "Bonjour").status_code == 404
        assert "data-chat-open" not in stranger.get(HOME).content.decode()
    alice.post(f"{CHAT}end/")
    assert alice.get(CHAT).status_code == 404
