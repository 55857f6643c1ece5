"""Whatever a visitor types, forges or repeats, they read nothing of others and break nothing."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from reprise.apps.accounts.rights import Role
from reprise.apps.conversations.models import ChatSession, Conversation, Message, Participant
from reprise.apps.conversations.services.post_message import post_message
from reprise.apps.notifications.models import Mail
from reprise.platform.live.passes import read_pass
from reprise.readmodels.thread_letters import reader_link
from reprise.web.chat.beginning import BEGINNINGS_AN_HOUR
from reprise.web.chat.tests.visitors import CHAT, OPEN, a_shop, answer, newest, say, the_thread
from reprise.web.chat.views import SAID_IN_TEN_MINUTES
from reprise.workflows import converse
from reprise.workflows.send_transcript import COPIES_TO_TYPED
from reprise.workflows.tests.builders import alice_at, an_order, asked, ines
from tests.journeys.customers import path_of
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def test_typing_somebody_s_address_opens_nothing_of_theirs() -> None:
    shop = a_shop()
    case = asked(an_order(shop))
    post_message(actor=alice_at(case), case=case, body="Mon secret", at=AT)
    alice, mallory = Client(), Client()
    say(alice, "Mon autre secret", email="alice@example.com", name="Alice Martin")
    page = say(mallory, "C’est moi, Alice", email="ALICE@example.com", name="Alice Martin")
    assert "secret" not in page.json()["html"]
    assert "secret" not in mallory.get(CHAT).content.decode()
    assert "secret" not in newest(mallory)["html"]
    assert Conversation.objects.filter(shop=shop).count() == 3
    assert not Participant.objects.filter(is_verified=True).exists()
    mallory.post(f"{CHAT}contact/", {"email": "alice@example.com"}, headers=OPEN)
    assert "secret" not in mallory.get(CHAT).content.decode()


def test_an_answer_mailed_to_a_typed_address_proves_nothing_of_the_browser_that_typed_it() -> None:
    shop = a_shop()
    mallory = Client()
    say(mallory, "C’est moi, Alice", email="alice@example.com", name="Alice")
    person = Participant.objects.get()
    link = "/" + reader_link(person, shop).split("/", 3)[3]
    page = Client().get(link)  # Alice looks, or the scanner of her mailbox does
    assert page.status_code == 200
    assert "moi, Alice" in page.content.decode()
    person.refresh_from_db()
    assert not person.is_verified


@pytest.mark.parametrize(
    "key", ["", "x", "x" * 43, "é" * 43, "\x00" * 43, "a" * 9_000, "../../etc/passwd", "' OR 1=1 --" * 3]
)
def test_a_forged_key_is_nobody_s(key: str) -> None:
    shop = a_shop()
    say(Client(), "Un secret")
    mallory = Client()
    mallory.cookies[f"chat-{shop.pk}"] = key
    page = mallory.get(CHAT)
    assert page.status_code == 200
    assert "secret" not in page.content.decode()


def test_the_digest_that_is_stored_opens_nothing() -> None:
    shop = a_shop()
    say(Client(), "Un secret")
    mallory = Client()
    mallory.cookies[f"chat-{shop.pk}"] = ChatSession.objects.get().digest
    assert "secret" not in mallory.get(CHAT).content.decode()


def test_a_key_of_one_shop_opens_no_other() -> None:
    ours, theirs = a_shop(), a_shop("voisin")
    alice = Client()
    say(alice, "Un secret")
    alice.cookies[f"chat-{theirs.pk}"] = alice.cookies[f"chat-{ours.pk}"].value
    assert "secret" not in alice.get("/fr/s/voisin/chat/").content.decode()


SCRIPTS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg/onload=alert(1)>",
    "</textarea><script>x</script>",
    "{{ 7*7 }}{% csrf_token %}", "javascript:alert(1)", "<iframe srcdoc='<script>x</script>'>", "<!--", "]]>",
    "<style>*{display:none}</style>",
)  # fmt: skip


def test_scripts_are_words() -> None:
    shop = a_shop()
    mallory = Client()
    told = say(mallory, "\n".join(SCRIPTS), name=SCRIPTS[0]).json()["html"]
    answer(shop, the_thread(shop), SCRIPTS[1])
    for page in (told, mallory.get(CHAT).content.decode(), newest(mallory)["html"]):
        for script in ("<script>alert", "<img src=x", "<svg/onload", "<iframe srcdoc", "<style>*"):
            assert script not in page
    assert "&lt;script&gt;alert(1)" in told


def test_emoji_and_writing_from_right_to_left_stay_as_they_are() -> None:
    a_shop()
    words = "😀👩‍👩‍👧‍👦 مرحبا، الطابعة لا تعمل שלום 🇫🇷"
    told = say(Client(), words).json()["html"]
    assert words in told
    assert 'dir="auto"' in told
    turned = say(Client(), "avant \u202eerriéred\u202c fin").json()["html"]
    assert "\u202e" not in turned


def test_too_much_is_refused_in_words_and_begins_nothing() -> None:
    a_shop()
    mallory = Client()
    told = say(mallory, "a" * 10_001)
    assert told.status_code == 422
    assert "10001" in told.json()["problems"][0]
    assert say(mallory, "a" * 2_000_000).status_code == 413
    for empty in ("", "   ", "\u200b\u2060", "\x00"):
        assert say(mallory, empty).status_code == 422
    assert say(mallory, "Bonjour", name="n" * 5_000, email="").status_code == 200
    assert say(Client(), "Bonjour", email="a" * 300 + "@example.com").status_code == 422
    assert Conversation.objects.count() == 1


def test_odd_numbers_and_ids_break_nothing() -> None:
    shop = a_shop()
    alice = Client()
    assert say(alice, "Bonjour", client_id="\x00").status_code == 422
    say(alice, "Bonjour", client_id="'; drop table messages")
    for odd in ("-1", "9" * 40, "1e9", "x", "", "\u0661", "1.5"):
        assert alice.get(f"{CHAT}news/", {"after": odd}, headers=OPEN).status_code == 200
        assert alice.post(f"{CHAT}read/", {"to": odd}, headers=OPEN).status_code == 204
    assert the_thread(shop).read_by_customer == 0
    zones = ("../../etc/passwd", "Europe/Paris", "Mars/Olympus", "\u202e", "A" * 500)
    for zone in zones:
        assert alice.get(f"{CHAT}news/", headers={**OPEN, "X-Chat-Zone": zone}).status_code == 200


def test_reading_further_than_there_is_counts_for_nothing() -> None:
    shop = a_shop()
    alice = Client()
    say(alice, "Bonjour")
    alice.post(f"{CHAT}read/", {"to": "999999"}, headers=OPEN)
    assert the_thread(shop).read_by_customer == 0


def test_a_note_of_the_staff_is_in_nothing_a_visitor_gets() -> None:
    shop = a_shop()
    alice = Client()
    say(alice, "Bonjour", email="alice@example.com")
    answer(shop, the_thread(shop), "Cliente pénible", internal=True)
    answer(shop, the_thread(shop), "Bonjour Alice")
    for page in (alice.get(CHAT).content.decode(), str(newest(alice))):
        assert "pénible" not in page
        assert "Bonjour Alice" in page


def test_the_pass_to_follow_says_nothing_but_the_topic() -> None:
    shop = a_shop()
    told = say(Client(), "Un secret").json()["live"]
    read = read_pass(told, at=AT)
    assert read is not None
    assert (read.topic, read.side) == (f"conversation:{the_thread(shop).key}", "customer")


@pytest.mark.django_db(transaction=True)
def test_a_flood_is_stopped_and_others_go_on() -> None:
    shop = a_shop()
    mallory = Client()
    codes = [say(mallory, f"Encore {number}").status_code for number in range(SAID_IN_TEN_MINUTES + 3)]
    assert codes[0] == 200
    assert codes[-1] == 429
    for _ in range(BEGINNINGS_AN_HOUR + 2):
        last = say(Client(), "Bonjour")
    assert last.status_code == 429
    assert say(Client(REMOTE_ADDR="198.51.100.7"), "Bonjour").status_code == 200
    assert Conversation.objects.filter(shop=shop).count() == BEGINNINGS_AN_HOUR + 1


def test_somebody_else_s_case_link_with_a_letter_changed_is_no_page() -> None:
    shop = a_shop()
    case = asked(an_order(shop))
    path = path_of(case)
    wrong = path[:-2] + ("a" if path[-2] != "a" else "b") + "/"
    for below in ("", "news/", "files/1/"):
        assert Client().get(f"{wrong}chat/{below}").status_code == 404
    for below in ("say/", "person/", "transcript/", "read/", "contact/", "end/"):
        assert Client().post(f"{wrong}chat/{below}", {"body": "x"}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_many_chats_fill_no_mailbox_of_somebody_whose_address_was_typed() -> None:
    a_shop()
    told = []
    for number in range(COPIES_TO_TYPED + 2):
        mallory = Client()
        say(mallory, f"Achetez ici {number}", email="alice@example.com")
        told.append(mallory.post(f"{CHAT}transcript/", headers=OPEN).status_code)
    assert told == [200] * COPIES_TO_TYPED + [429] * 2
    assert Mail.objects.filter(to="alice@example.com").count() == COPIES_TO_TYPED
    say(bob := Client(), "Bonjour", email="bob@example.com")
    assert bob.post(f"{CHAT}transcript/", headers=OPEN).status_code == 200


def test_a_name_keeps_nothing_that_no_table_holds_or_that_turns_its_neighbours_round() -> None:
    a_shop()
    say(mallory := Client(), "Bonjour", name="Al\u202eice")
    assert mallory.post(f"{CHAT}contact/", {"name": "In\u202eès\x07", "email": ""}, headers=OPEN).status_code == 200
    assert Participant.objects.get().name == "Inès"


def test_a_form_of_another_site_writes_nothing() -> None:
    a_shop()
    forged = Client(enforce_csrf_checks=True).post(f"{CHAT}say/", {"body": "Bonjour"})
    assert forged.status_code == 403
    assert not Message.objects.exists()


def test_a_conversation_merged_by_the_desk_goes_on_in_the_other_one() -> None:
    shop = a_shop()
    alice = Client()
    say(alice, "Bonjour")
    converse.say(actor=ines(shop.pk, Role.AGENT), conversation=the_thread(shop), body="Oui ?", at=AT)
    assert "Oui ?" in alice.get(CHAT).content.decode()
