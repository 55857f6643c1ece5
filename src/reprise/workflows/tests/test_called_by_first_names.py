"""Whoever answers is called the same in the chat, in letters and in copies: a first name, and the shop."""

from dataclasses import replace

import pytest
from django.test import Client

from reprise.apps.conversations.services.append import thread_of
from reprise.apps.notifications.models import Mail
from reprise.readmodels.case_letters import case_link
from reprise.workflows.converse import say
from reprise.workflows.send_transcript import send_transcript
from reprise.workflows.tests.builders import a_shop, alice_at, an_order, asked, ines
from tests.support.builders import AT, LATER

pytestmark = pytest.mark.django_db


def test_a_customer_learns_a_first_name_and_no_more_wherever_they_read() -> None:
    case = asked(an_order(a_shop()))
    thread = thread_of(case, AT)
    say(actor=alice_at(case), conversation=thread, body="Et mon boîtier ?", at=AT)
    whole = replace(ines(case.shop_id), name="Inès Marchetti")
    say(actor=whole, conversation=thread, body="Il part demain.", at=LATER)
    send_transcript(actor=alice_at(case), conversation=thread, at=LATER)
    letter, copy = (Mail.objects.get(letter=one) for one in ("message_from_shop", "conversation_transcript"))
    page = Client().get(case_link(case, case.shop).partition("//")[2].partition("/")[2].join(("/", "")))
    told = page.content.decode()
    assert f"Inès, {case.shop.name}" in letter.text
    for words in (letter.text, letter.subject, copy.text, told):
        assert "Marchetti" not in words
    assert "Inès" in copy.text
    assert f"Inès, {case.shop.name}" in told
