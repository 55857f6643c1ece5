"""An internal note is in nothing a customer gets: no page, no fragment, no letter, no copy, no file, no notice."""

import io
import re
from typing import Any

import pytest
from django.test import Client

from reprise.apps.accounts.actors import Actor, customer_of_case, customer_of_conversation, customer_of_order
from reprise.apps.cases.models import Case
from reprise.apps.conversations.kinds import Author, Channel
from reprise.apps.conversations.message_queries import last_messages, latest, messages_of, thread, unread
from reprise.apps.conversations.models import Conversation, MessageFile
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.services.merge import merge
from reprise.apps.conversations.services.post_system_message import post_system_message
from reprise.apps.conversations.tests.talking import a_question
from reprise.apps.notifications.models import Mail
from reprise.platform.files.accept import accept_upload
from reprise.platform.live.hub import HUB
from reprise.platform.live.notices import Notice
from reprise.readmodels.thread_letters import reader_link
from reprise.readmodels.thread_view import thread_view
from reprise.readmodels.timeline import timeline
from reprise.workflows.converse import say
from reprise.workflows.converse.letters import mail_later
from reprise.workflows.read_along import invite
from reprise.workflows.send_transcript import send_transcript
from reprise.workflows.tests.builders import ines
from reprise.workflows.write_message import note, write
from tests.journeys.customers import a_case, a_photo, a_shop, an_order, now, path_of

pytestmark = pytest.mark.django_db
SECRET = "SECRET"


@pytest.fixture
def case() -> Case:
    """A case with one of every kind of internal word, between words for the customer."""
    made = a_case(an_order(a_shop()))
    staff, talk = ines(made.shop_id), thread_of(made, now())
    write(actor=customer_of_case(made.shop_id, made.pk, "Alice"), case=made, body="Bonjour", at=now())
    note(actor=staff, case=made, body=f"{SECRET} cliente pressée", at=now())
    photo = accept_upload(actor=staff, name=f"{SECRET}.jpg", content=io.BytesIO(a_photo()), at=now())
    say(actor=staff, conversation=talk, body=f"{SECRET} photo", at=now(), internal=True, files=[photo])
    say(
        actor=staff, conversation=talk, body=f"{SECRET} appel", at=now(), channel=Channel.PHONE, internal=True,
    )  # fmt: skip
    post_system_message(case=made, body=f"{SECRET} marge 40 %", at=now(), internal=True)
    question, _camille = a_question(made.shop, email="alice@example.com")
    say(actor=staff, conversation=question, body=f"{SECRET} avant fusion", at=now(), internal=True)
    merge(actor=staff, source=question, target=talk, at=now(), vouched=True)
    write(actor=staff, case=made, body="Bonjour Alice", at=now())
    return made


def readers(case: Case) -> list[Actor]:
    """Every way in which somebody of the customer's side acts."""
    talk = thread_of(case, now())
    bob = invite(
        actor=customer_of_case(case.shop_id, case.pk, "Alice"), conversation=talk, email="bob@firma.example",
        language="en", at=now(),
    )  # fmt: skip
    return [
        customer_of_case(case.shop_id, case.pk, "Alice"),
        customer_of_order(case.shop_id, case.order_id or 0, "Alice"),
        customer_of_conversation(case.shop_id, talk.pk, "Bob", participant_id=bob.pk),
        customer_of_conversation(case.shop_id, talk.pk, "Alice", case_id=case.pk),
    ]


def test_no_query_and_no_read_model_shows_one(case: Case) -> None:
    talk = thread_of(case, now())
    for reader in readers(case):
        found = [*messages_of(reader, talk), *last_messages(reader, talk), *thread(reader, case.pk),
                 *latest(reader, case.pk)]  # fmt: skip
        assert not any(one.internal or SECRET in one.body for one in found)
        view = thread_view(reader, talk)
        assert view.said
        assert SECRET not in repr(view.said)
        for after in range(talk.sequence):
            assert SECRET not in repr(thread_view(reader, talk, after=after).said)
            assert SECRET not in repr(thread_view(reader, talk, before=after + 2, limit=1).said)
        assert unread(reader, [case.pk]) in ({}, {case.pk: 1})
        assert SECRET not in repr(timeline(reader, case))


def test_no_page_and_no_fragment_shows_one(case: Case) -> None:
    readers(case)
    own = reader_link(Conversation.objects.get(case=case).participants.get(email="bob@firma.example"), case.shop)
    for path in (path_of(case), path_of(case, "en"), f"{path_of(case)}chat/", re.sub(r"^https?://[^/]+", "", own)):
        for address in (path, f"{path}?panel=1", f"{path}news/?after=0"):
            answer = Client().get(address, headers={"X-Chat": "1"})
            if answer.status_code != 404:
                assert answer.status_code == 200, address
                assert "Alice" in answer.content.decode(), address
                assert SECRET not in answer.content.decode(), address


def test_no_file_of_one_is_handed_out(case: Case) -> None:
    hidden = MessageFile.objects.get(message__internal=True)
    for number in (hidden.pk, hidden.file_id):
        for path in (f"{path_of(case)}chat/files/{number}/", f"{path_of(case)}files/{number}/"):
            assert Client().get(path).status_code == 404


def test_no_letter_and_no_copy_holds_one(case: Case) -> None:
    talk = thread_of(case, now())
    for reader in readers(case)[::2]:
        send_transcript(actor=reader, conversation=talk, at=now())
    send_transcript(actor=ines(case.shop_id), conversation=talk, at=now())
    finish = mail_later({"conversation_id": talk.pk}, at=now())
    assert finish is not None
    finish()
    letters = Mail.objects.filter(to__in=["alice@example.com", "bob@firma.example"])
    assert {"conversation_transcript", "conversation_invitation"} <= set(letters.values_list("letter", flat=True))
    for letter in letters:
        assert SECRET not in f"{letter.subject}{letter.text}{letter.html}{letter.enclosures}", letter


def test_no_notice_of_one_reaches_an_open_page(
    case: Case, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Notice] = []
    monkeypatch.setattr(HUB, "tell_from_thread", told.append)
    with django_capture_on_commit_callbacks(execute=True):
        note(actor=ines(case.shop_id), case=case, body=SECRET, at=now())
    assert told
    assert all(notice.staff_only for notice in told)
    assert SECRET not in repr(told)


def test_a_customer_can_neither_write_one_nor_ask_to(case: Case) -> None:
    body = {"body": "x", "internal": "1", "channel": Channel.PHONE.value, "author_kind": Author.STAFF.value}
    Client().post(f"{path_of(case)}chat/say/", body)
    newest = last_messages(ines(case.shop_id), thread_of(case, now()))[-1]
    assert (newest.body, newest.internal, newest.author_kind) == ("x", False, "customer")
