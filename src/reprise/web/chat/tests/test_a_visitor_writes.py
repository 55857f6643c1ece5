"""Somebody nobody knows writes on a customer page, is answered, and finds it all again in the same browser."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reprise.apps.accounts.rights import Role
from reprise.apps.conversations.kinds import Author, PartRole, ThreadKind
from reprise.apps.conversations.models import ChatSession, Conversation, Message, Participant
from reprise.apps.conversations.services.mark_read import mark_read
from reprise.apps.conversations.services.set_chat import ChatRules, set_chat
from reprise.web.chat.tests.visitors import CHAT, a_picture, a_shop, answer, newest, opens, say, the_thread
from reprise.workflows.tests.builders import ines
from reprise.workflows.tidy_chats import tidy
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def test_nothing_is_kept_of_whoever_only_looks() -> None:
    a_shop()
    alice = Client()
    page = alice.get(CHAT)
    assert page.status_code == 200
    assert "chat-" not in "".join(page.cookies)
    assert newest(alice)["begun"] is False
    assert not ChatSession.objects.exists()
    assert not Conversation.objects.exists()


def test_the_first_words_begin_a_conversation_that_only_this_browser_reads() -> None:
    shop = a_shop()
    alice = Client()
    told = say(alice, "Bonjour, mon boîtier est gauchi.").json()
    assert "Bonjour, mon boîtier est gauchi." in told["html"]
    assert told["begun"] is True
    assert told["live"]
    thread = the_thread(shop)
    assert thread.kind == ThreadKind.QUESTION
    assert Participant.objects.get().role == PartRole.VISITOR
    cookie = alice.cookies[f"chat-{shop.pk}"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie.value not in str(ChatSession.objects.values().get())
    assert "gauchi" in alice.get(CHAT).content.decode()
    assert "gauchi" not in Client().get(CHAT).content.decode()


def test_an_answer_appears_after_the_number_that_was_seen_and_is_marked_read() -> None:
    shop = a_shop()
    alice = Client()
    last = say(alice, "Bonjour").json()["last"]
    answer(shop, the_thread(shop), "Bonjour Alice, une photo ?")
    told = newest(alice, after=last)
    assert "une photo" in told["html"]
    assert "Bonjour Alice" in told["html"]
    assert told["unread"] == 1
    alice.post(f"{CHAT}read/", {"to": told["last"]}, headers={"X-Chat": "1"})
    assert the_thread(shop).read_by_customer == told["last"]
    assert newest(alice, after=told["last"])["html"] == ""


def test_what_the_shop_has_read_is_marked_without_anything_new() -> None:
    shop = a_shop()
    alice = Client()
    first = say(alice, "Bonjour").json()
    assert first["mark"] == "Envoyé"
    thread = the_thread(shop)
    mark_read(actor=ines(shop.pk, Role.AGENT), conversation=thread, up_to=thread.sequence, at=AT)
    told = newest(alice, after=first["last"])
    assert (told["html"], told["mark"]) == ("", "Lu")


def test_sent_twice_it_is_said_once() -> None:
    shop = a_shop()
    alice = Client()
    for _ in range(3):
        say(alice, "Bonjour", client_id="abcdefgh12345678")
    assert Message.objects.filter(conversation=the_thread(shop)).count() == 1


def test_without_scripts_the_page_comes_back_with_what_was_said() -> None:
    a_shop()
    alice = Client()
    sent = alice.post(f"{CHAT}say/", {"body": "Bonjour", "name": "Alice", "email": "alice@example.com"})
    assert sent.status_code == 302
    assert sent["Location"] == f"{CHAT}#chat-end"
    assert "Bonjour" in alice.get(CHAT).content.decode()
    empty = alice.post(f"{CHAT}say/", {"body": "  "})
    assert empty.status_code == 422
    assert "Écrivez un message." in empty.content.decode()
    wrong = Client().post(f"{CHAT}say/", {"body": "Au secours", "email": "nowhere"})
    assert wrong.status_code == 422
    assert "Au secours" in wrong.content.decode()
    assert "Écrivez une adresse" in wrong.content.decode()
    for refused in (empty, wrong, say(alice, "  ")):
        assert "Vérifiez cette valeur" not in refused.content.decode()
    assert Conversation.objects.count() == 1


def test_a_picture_goes_with_the_words_and_opens_to_this_browser_alone() -> None:
    shop = a_shop()
    alice = Client()
    told = say(alice, "", files=[a_picture("fils.jpg")]).json()
    assert told["problems"] == []
    message = Message.objects.get(conversation=the_thread(shop))
    kept = message.files.get()
    address = f"{CHAT}files/{kept.pk}/"
    assert address in told["html"]
    assert opens(alice, address) == "image/jpeg"
    assert opens(alice, f"{address}?small") == "image/jpeg"
    assert Client().get(address).status_code == 404
    bob = Client()
    say(bob, "Bonjour")
    assert bob.get(address).status_code == 404


def test_a_file_that_is_refused_takes_the_words_along_only_when_there_are_none() -> None:
    shop = a_shop()
    alice = Client()
    bad = SimpleUploadedFile("page.jpg", b"<html><script>alert(1)</script></html>")
    assert "page.jpg" in say(alice, "", files=[bad]).json()["problems"][0]
    assert not Message.objects.exists()
    bad.seek(0)
    told = say(alice, "Voici la photo", files=[bad, a_picture("fils.jpg")]).json()
    assert "page.jpg" in told["problems"][0]
    message = Message.objects.get(conversation=the_thread(shop))
    assert (message.body, message.files.count()) == ("Voici la photo", 1)


def test_whoever_asks_for_a_person_is_told_so_once() -> None:
    shop = a_shop()
    alice = Client()
    for _ in range(3):
        assert alice.post(f"{CHAT}person/", {}, headers={"X-Chat": "1"}).status_code == 200
    said = list(Message.objects.filter(conversation=the_thread(shop)).order_by("sequence"))
    assert [one.author_kind for one in said] == [Author.CUSTOMER, Author.ASSISTANT]
    assert said[1].automatic
    assert the_thread(shop).waits_since == AT


@pytest.mark.django_db(transaction=True)
def test_a_visitor_leaves_an_address_and_gets_a_copy_there() -> None:
    shop = a_shop()
    alice = Client()
    say(alice, "Bonjour")
    assert alice.post(f"{CHAT}transcript/", {}, headers={"X-Chat": "1"}).status_code == 422
    told = alice.post(f"{CHAT}contact/", {"email": "Alice@Example.com"}, headers={"X-Chat": "1"}).json()
    assert "alice@example.com" in told["told"]
    person = Participant.objects.get()
    assert (person.email, person.is_verified) == ("alice@example.com", False)
    copy = alice.post(f"{CHAT}transcript/", {}, headers={"X-Chat": "1"}).json()
    assert "alice@example.com" in copy["told"]
    assert Message.objects.filter(conversation=the_thread(shop), internal=True, body__contains="alice@example.com")
    assert "alice@example.com" not in copy["html"]


def test_a_browser_forgets_when_it_is_told_to() -> None:
    shop = a_shop()
    alice = Client()
    say(alice, "Bonjour, c’est privé")
    name = f"chat-{shop.pk}"
    old = alice.cookies[name].value
    alice.post(f"{CHAT}end/")
    assert "privé" not in alice.get(CHAT).content.decode()
    thief = Client()
    thief.cookies[name] = old
    assert "privé" not in thief.get(CHAT).content.decode()
    assert "privé" in Message.objects.get().body


def test_a_shop_that_switched_its_chat_off_has_neither_button_nor_page() -> None:
    shop = a_shop()
    home = "/fr/s/atelier-lamelle/"
    assert "data-chat-open" in Client().get(home).content.decode()
    set_chat(actor=ines(shop.pk, Role.OWNER), rules=ChatRules(is_on=False))
    assert "data-chat-open" not in Client().get(home).content.decode()
    assert Client().get(CHAT).status_code == 404
    assert say(Client(), "Bonjour").status_code == 404


def test_keys_that_were_over_a_month_ago_are_removed_and_the_words_stay() -> None:
    a_shop()
    say(Client(), "Bonjour")
    tidy({}, at=AT + timedelta(days=59))
    assert ChatSession.objects.exists()
    tidy({}, at=AT + timedelta(days=61))
    assert not ChatSession.objects.exists()
    assert Message.objects.get().body == "Bonjour"
