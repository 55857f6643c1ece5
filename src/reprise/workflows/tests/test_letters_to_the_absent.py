"""Whoever is not there gets what was said by mail: gathered, not minute by minute, and never what they have read."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from reprise.apps.accounts.actors import customer_of_conversation
from reprise.apps.cases.models import Case
from reprise.apps.conversations.kinds import Channel
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.rules.absence import AWAY, BETWEEN, MOST_MESSAGES, letter_at
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.services.mark_read import mark_read
from reprise.apps.conversations.tests.talking import a_question
from reprise.apps.notifications.models import Mail
from reprise.platform.jobs.models import Job
from reprise.platform.jobs.registry import HANDLERS
from reprise.workflows.converse import say
from reprise.workflows.read_along import invite
from reprise.workflows.tests.builders import a_shop, alice_at, an_order, asked, ines
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


def minute(number: int) -> datetime:
    return AT + timedelta(minutes=number)


def letters() -> list[Mail]:
    """What left about conversations, oldest first."""
    kinds = ("message_from_shop", "conversation_news")
    return list(Mail.objects.filter(letter__in=kinds).order_by("id"))


def run_jobs(at: datetime) -> None:
    """Do the letters that are due."""
    for job in Job.objects.filter(kind="conversation.letter", state=Job.State.WAITING, run_at__lte=at):
        Job.objects.filter(pk=job.pk).update(state=Job.State.DONE)
        finish = HANDLERS[job.kind](job.payload, at=at)
        if finish is not None:
            finish()


def a_thread() -> tuple[Case, Conversation]:
    case = asked(an_order(a_shop()))
    return case, thread_of(case, AT)


def answer(case: Case, body: str, at: datetime) -> None:
    thread = thread_of(case, at)
    say(actor=ines(case.shop_id), conversation=thread, body=body, at=at)


@pytest.mark.parametrize(
    ("seen", "mailed", "here", "wanted"),
    [
        (None, None, False, 0),
        (-60, None, False, 0),
        (-3, None, False, 7),
        (-10, None, False, 0),
        (None, -3, False, 12),
        (-3, -3, False, 12),
        (-60, None, True, 10),
    ],
)
def test_a_letter_waits_for_whoever_was_there_and_for_the_letter_before(
    seen: int | None, mailed: int | None, here: bool, wanted: int
) -> None:
    moment = {
        "seen_at": None if seen is None else minute(seen),
        "mailed_at": None if mailed is None else minute(mailed),
    }
    assert letter_at(said_at=AT, is_here=here, **moment) == minute(wanted)
    assert (timedelta(minutes=10), timedelta(minutes=15)) == (AWAY, BETWEEN)


def test_somebody_long_away_has_it_at_once_and_the_rest_gathered() -> None:
    case, _thread = a_thread()
    for number in range(4):
        answer(case, f"Message {number}", minute(number))
    assert [mail.text.count("Message") for mail in letters()] == [1]
    run_jobs(minute(14))
    assert len(letters()) == 1
    run_jobs(minute(15))
    first, second = letters()
    assert "Message 0" in first.text
    assert [f"Message {number}" in second.text for number in range(4)] == [False, True, True, True]
    assert "Inès" in second.text
    run_jobs(minute(60))
    assert len(letters()) == 2


def test_somebody_who_wrote_just_now_has_ten_minutes_to_read_it_on_the_page() -> None:
    case, thread = a_thread()
    say(actor=alice_at(case), conversation=thread, body="Bonjour", at=minute(0), channel=Channel.CHAT)
    answer(case, "Bonjour Alice", minute(2))
    assert letters() == []
    mark_read(actor=alice_at(case), conversation=thread_of(case, AT), up_to=2, at=minute(3))
    run_jobs(minute(20))
    assert letters() == []
    answer(case, "Encore là ?", minute(20))
    assert len(letters()) == 1


def test_somebody_who_left_without_reading_gets_it_after_ten_minutes() -> None:
    case, thread = a_thread()
    say(actor=alice_at(case), conversation=thread, body="Bonjour", at=minute(0), channel=Channel.CHAT)
    answer(case, "Bonjour Alice", minute(2))
    run_jobs(minute(9))
    assert letters() == []
    run_jobs(minute(10))
    assert len(letters()) == 1


def test_an_answer_to_a_mail_leaves_at_once_each_time() -> None:
    case, thread = a_thread()
    for number in (0, 3):
        say(actor=alice_at(case), conversation=thread_of(case, AT), body="?", at=minute(number), channel=Channel.MAIL)
        answer(case, f"Réponse {number}", minute(number + 1))
    assert len(letters()) == 2
    assert thread.pk


def test_a_letter_holds_ten_messages_and_says_how_many_more_there_are() -> None:
    case, _thread = a_thread()
    answer(case, "Le premier", minute(0))
    for number in range(MOST_MESSAGES + 3):
        answer(case, f"[{number}]", minute(1))
    run_jobs(minute(15))
    text = letters()[1].text
    assert "[2]" not in text
    assert all(f"[{number}]" in text for number in range(3, MOST_MESSAGES + 3))
    assert text.count("Inès, ") >= MOST_MESSAGES


def test_notes_and_machines_write_no_letter() -> None:
    case, thread = a_thread()
    say(actor=ines(case.shop_id), conversation=thread, body="SECRET", at=minute(0), internal=True)
    say(actor=ines(case.shop_id), conversation=thread, body="SECRET au téléphone", at=minute(0),
        channel=Channel.PHONE, internal=True)  # fmt: skip
    answer(case, "Bonjour", minute(1))
    assert len(letters()) == 1
    assert "SECRET" not in letters()[0].text + letters()[0].html


def test_each_of_several_people_gets_it_in_their_language_by_their_own_link() -> None:
    case, thread = a_thread()
    bob = invite(
        actor=alice_at(case), conversation=thread, email="bob@firma.example", name="Bob", language="en", at=AT
    )  # fmt: skip
    say(actor=customer_of_conversation(case.shop_id, thread.pk, "Bob", participant_id=bob.pk), conversation=thread,
        body="Hello", at=AT, channel=Channel.MAIL)  # fmt: skip
    answer(case, "Bonjour à tous", minute(30))
    sent = {mail.to: mail for mail in letters()}
    assert set(sent) == {"alice@example.com", "bob@firma.example"}
    assert (sent["bob@firma.example"].language, sent["alice@example.com"].language) == ("en", "fr")
    assert f"/en/s/atelier-lamelle/with/{bob.pk}/" in sent["bob@firma.example"].text
    assert case.reference in sent["alice@example.com"].text
    assert f"/c/{case.reference}/" not in sent["bob@firma.example"].text
    mark_read(actor=alice_at(case), conversation=thread_of(case, AT), up_to=3, at=minute(40))
    answer(case, "Pour Bob surtout", minute(90))
    assert len(letters()) == 4


def test_whoever_asked_without_a_case_gets_the_answer_with_a_link_of_their_own() -> None:
    shop = a_shop()
    question, camille = a_question(shop, channel=Channel.MAIL)
    say(actor=camille, conversation=question, body="Bonjour", at=minute(0), channel=Channel.MAIL)
    say(actor=ines(shop.pk), conversation=question, body="Oui, elle passe.", at=minute(3))
    [mail] = letters()
    assert (mail.letter, mail.to, mail.conversation_id) == ("conversation_news", "camille@example.com", question.pk)
    assert "Oui, elle passe." in mail.text


def test_a_visitor_without_an_address_gets_no_letter() -> None:
    shop = a_shop()
    question, visitor = a_question(shop, email="", is_verified=False)
    say(actor=visitor, conversation=question, body="Bonjour", at=minute(0), channel=Channel.MAIL)
    say(actor=ines(shop.pk), conversation=question, body="Bonjour", at=minute(3))
    assert letters() == []


def test_whoever_goes_on_in_the_other_language_is_written_to_in_it() -> None:
    shop = a_shop()
    question, camille = a_question(shop)
    say(actor=camille, conversation=question, body="Hello", at=minute(0), channel=Channel.CHAT, language="en")
    say(actor=ines(shop.pk), conversation=question, body="Hello Camille", at=minute(30))
    assert letters()[0].language == "en"
    say(actor=camille, conversation=question, body="Ola", at=minute(40), channel=Channel.MAIL, language="pt")
    say(actor=ines(shop.pk), conversation=question, body="Hello again", at=minute(60))
    assert letters()[1].language == "en"


def test_what_a_visitor_says_costs_a_handful_of_questions(django_assert_max_num_queries: Any) -> None:
    question, camille = a_question(a_shop())
    say(actor=camille, conversation=question, body="Bonjour", at=minute(0))
    with django_assert_max_num_queries(14):
        say(actor=camille, conversation=question, body="Encore", at=minute(1), client_id="a", language="fr")
