"""Where a shop wants it so, a letter that was passed on opens nothing: a code goes to whom the matter belongs."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from reprise.apps.accounts.models import SignInLink
from reprise.apps.accounts.rights import Role
from reprise.apps.accounts.services.ask_codes import ask_codes
from reprise.apps.cases.models import Case
from reprise.apps.conversations.models import Conversation, Participant
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.workflows import converse, device_code
from reprise.workflows.order_link import send_order_link
from reprise.workflows.tests.builders import ines
from reprise.workflows.write_message import write
from tests.journeys.customers import a_case, a_shop, an_order, now, path_of

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "Le four est à vous."


@pytest.fixture
def case() -> Case:
    made = a_case(an_order(a_shop()))
    write(actor=ines(made.shop_id), case=made, body=SECRET, at=now())
    ask_codes(actor=ines(made.shop_id, Role.OWNER), asks=True)
    return made


def codes(case: Case) -> list[str]:
    """What was mailed to Alice."""
    letters = Mail.objects.filter(letter=Letter.EMAIL_CODE, to=case.contact_email).order_by("pk")
    return [found[0] for one in letters if (found := re.search(r"\b\d{6}\b", one.text))]


def asked(browser: Client, case: Case) -> str:
    """The code a browser asked for."""
    assert browser.post(f"{path_of(case)}code/", {"do": "send"}).status_code == 302
    return codes(case)[-1]


def other(code: str) -> str:
    """A code that is not this one."""
    return f"{(int(code) + 1) % 1_000_000:06}"


def enter(browser: Client, case: Case, code: str, **more: str) -> int:
    """The status of trying a code."""
    return browser.post(f"{path_of(case)}code/", {"do": "open", "code": code, **more}).status_code


def test_a_letter_that_was_passed_on_opens_nothing(case: Case) -> None:
    mallory = Client()
    answer = mallory.get(path_of(case))
    assert (answer.status_code, answer["Location"]) == (302, f"{path_of(case)}code/")
    page = mallory.get(answer["Location"]).content.decode()
    assert "C’est bien vous" in page
    for personal in (SECRET, case.contact_email, case.contact_name):
        assert personal not in page
    assert f"{case.contact_email[:1]}•••@" in page
    assert codes(case) == [], "looking mails nothing"


def test_no_path_of_the_matter_opens_before_the_code(case: Case) -> None:
    for path in ("chat/", "chat/news/?after=0", "dates.ics", "papers/label.pdf", "files/1/"):
        answer = Client().get(path_of(case) + path)
        assert (answer.status_code, "/code/" in answer["Location"]) == (302, True), path
    for path in ("message/", "people/", "cancel/", "chat/say/", "change/", "chat/complaint/"):
        answer = Client().post(path_of(case) + path, {"body": "Bonjour"})
        assert (answer.status_code, answer["Location"]) == (302, f"{path_of(case)}code/"), path
    assert Client().get(f"{path_of(case)}chat/news/", headers={"X-Chat": "1"}).status_code == 403


def test_whoever_reads_the_mail_opens_it_once_and_for_all_on_that_device(case: Case) -> None:
    alice = Client()
    code = asked(alice, case)
    assert enter(alice, case, f" {code[:3]} {code[3:]} ") == 302
    assert SECRET in alice.get(path_of(case)).content.decode()
    assert alice.get(f"{path_of(case)}code/").status_code == 302
    alice.cookies.pop("sessionid", None)
    assert SECRET in alice.get(path_of(case)).content.decode(), "the device is known without a session"
    assert enter(Client(), case, code) == 422, "a code works once"


def test_what_was_asked_for_opens_after_the_code_and_no_other_site(case: Case) -> None:
    alice, wanted = Client(), f"{path_of(case)}chat/"
    location = alice.get(wanted)["Location"]
    assert wanted in alice.get(location).content.decode()
    for target, leads in (
        ("https://evil.example/", path_of(case)),
        ("//evil.example", path_of(case)),
        (wanted, wanted),
    ):
        browser = Client()
        code = asked(browser, case)
        answer = browser.post(f"{path_of(case)}code/", {"do": "open", "code": code, "to": target})
        assert answer["Location"] == leads


def test_a_code_seen_elsewhere_opens_nothing_there(case: Case) -> None:
    code = asked(Client(), case)
    mallory = Client()
    assert enter(mallory, case, code) == 422
    asked(mallory, case)
    assert enter(mallory, case, code) == 422, "it is of another browser"


def test_a_code_of_another_matter_opens_nothing(case: Case) -> None:
    neighbour = a_case(an_order(case.shop, number="X-2"))
    alice = Client()
    code = asked(alice, case)
    assert enter(alice, neighbour, code) == 422


def test_guesses_are_few_and_a_new_code_gives_no_more_than_that(case: Case) -> None:
    mallory = Client()
    right = asked(mallory, case)
    for _ in range(device_code.TRIES):
        assert enter(mallory, case, other(right)) == 422
    assert enter(mallory, case, right) == 429, "the right one comes too late"
    for _ in range(device_code.CODES_AN_HOUR - 1):
        asked(mallory, case)
    assert mallory.post(f"{path_of(case)}code/", {"do": "send"}).status_code == 429
    assert len(codes(case)) == device_code.CODES_AN_HOUR


def test_a_code_runs_out(case: Case) -> None:
    alice = Client()
    code = asked(alice, case)
    SignInLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert enter(alice, case, code) == 422


def test_the_browser_that_opened_the_order_by_its_letter_is_asked_for_nothing(case: Case) -> None:
    order, alice = case.order, Client()
    assert order is not None
    told = {"shop": case.shop.slug, "number": order.number, "email": order.email, "language": "fr"}
    deed = send_order_link(told, at=timezone.now())
    assert deed is not None
    deed()
    link = re.search(r"https?://[^/\s]+(/\S+/order/\S+)", Mail.objects.get(letter=Letter.ORDER_LINK).text)
    assert link
    assert alice.post(link[1]).status_code == 302
    assert SECRET in alice.get(path_of(case)).content.decode()


def test_a_link_to_a_conversation_asks_too_and_proves_nothing_before(case: Case) -> None:
    Client().post(f"{path_of(case)}people/")  # of an unknown device: nobody is invited
    assert not Participant.objects.exists()
    alice = Client()
    enter(alice, case, asked(alice, case))
    alice.post(
        f"{path_of(case)}people/", {"email": "bob@firma.example", "name": "Bob", "language": "fr", "reader": "1"}
    )
    link = re.search(r"https?://[^/\s]+(/\S+)", Mail.objects.get(letter=Letter.CONVERSATION_INVITATION).text)
    assert link
    bob = Client()
    assert bob.get(link[1])["Location"] == f"{link[1]}code/"
    assert bob.post(f"{link[1]}leave/").status_code == 302
    assert not Participant.objects.get(left_at__isnull=True).is_verified
    assert bob.get(f"{link[1][:-2]}x/code/").status_code == 404
    assert bob.post(f"{link[1]}code/", {"do": "send"}).status_code == 302
    code = re.search(r"\b\d{6}\b", Mail.objects.get(letter=Letter.EMAIL_CODE, to="bob@firma.example").text)
    assert code
    assert bob.post(f"{link[1]}code/", {"do": "open", "code": code[0]})["Location"] == link[1]
    assert SECRET in bob.get(link[1]).content.decode()
    assert bob.get(path_of(case)).status_code == 302, "Alice’s matter stays Alice’s"


def test_the_browser_a_chat_was_begun_in_reads_it_by_the_letter_s_link(case: Case) -> None:
    browser, chat = Client(), f"/fr/s/{case.shop.slug}/chat/"
    browser.post(f"{chat}say/", {"body": "Bonjour", "name": "Zoé", "email": "zoe@example.com"})
    thread = Conversation.objects.get(case__isnull=True)
    converse.say(actor=ines(case.shop_id), conversation=thread, body="À vous, Zoé.", at=timezone.now())
    browser.post(f"{chat}transcript/")
    letter = Mail.objects.get(letter=Letter.CONVERSATION_TRANSCRIPT)
    link = re.search(r"https?://[^/\s]+(/fr/\S+/with/\S+)", letter.text)
    assert link
    assert "À vous, Zoé." in browser.get(link[1]).content.decode()
    assert Client().get(link[1]).status_code == 302


def test_where_a_shop_does_not_want_it_the_link_is_enough_and_no_device_is_kept(
    case: Case, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    ask_codes(actor=ines(case.shop_id, Role.OWNER), asks=False)
    browser = Client()
    assert SECRET in browser.get(path_of(case)).content.decode()
    assert "reprise_known" not in browser.cookies
    assert browser.get(f"{path_of(case)}code/").status_code == 302
    ask_codes(actor=ines(case.shop_id, Role.OWNER), asks=True)
    with django_assert_max_num_queries(6):
        assert Client().get(f"{path_of(case)}code/").status_code == 200


def test_a_forged_or_foreign_mark_of_a_device_is_none(case: Case) -> None:
    alice = Client()
    enter(alice, case, asked(alice, case))
    forged = Client()
    forged.cookies["reprise_known"] = alice.cookies["reprise_known"].value[:-3] + "abc"
    assert forged.get(path_of(case)).status_code == 302
    moved = a_case(an_order(a_shop("voisin"), number="V-1"))
    ask_codes(actor=ines(moved.shop_id, Role.OWNER), asks=True)
    assert alice.get(path_of(moved)).status_code == 302, "another shop knows nobody by it"
