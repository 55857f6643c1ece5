"""An answer to a mail of a conversation that was merged goes on where its messages stand, and wakes nothing dead."""

import pytest
from django.conf import settings

from reprise.apps.accounts.actors import system
from reprise.apps.cases.tests.builders import a_case
from reprise.apps.conversations.kinds import MailState, ThreadState
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.services.merge import merge
from reprise.core.mail_tokens import About, message_id, plus_address, sign
from tests.mail.letters import DESK, a_mail, came, questions, said
from tests.support.builders import AT, LATER, a_shop

pytestmark = pytest.mark.django_db
FIRST = "<first@alice.example>"


def merged() -> tuple[Conversation, Conversation]:
    """Alice's question by mail, which the desk merged into the thread of her case."""
    case = a_case(shop=a_shop())
    came(case.shop, a_mail(header_id=FIRST, body="Où en est-on ?"))
    [question] = questions()
    thread = thread_of(case, AT)
    merge(actor=system(case.shop_id), source=question, target=thread, at=LATER, vouched=True)
    question.refresh_from_db()
    return question, thread


def test_every_signal_of_the_question_leads_to_the_case() -> None:
    question, thread = merged()
    mark = sign(settings.SECRET_KEY, About.CONVERSATION, question.pk)
    mails = [
        a_mail(body="Un.", In_Reply_To=message_id(mark, "lamelle.example", "nonce")),
        a_mail(body="Deux.", to=plus_address(DESK, mark)),
        a_mail(body="Trois.", In_Reply_To=FIRST),
    ]
    for mail in mails:
        row = came(thread.shop, mail)
        assert (row.state, row.conversation_id) == (MailState.ATTACHED, thread.pk)
    assert thread.case is not None
    assert said(thread.case) == ["Où en est-on ?", "Un.", "Deux.", "Trois."]
    question.refresh_from_db()
    assert (question.state, question.sequence, question.waits_since) == (ThreadState.MERGED, 1, None)
    assert len(questions()) == 1


def test_the_sender_is_looked_for_where_the_messages_stand() -> None:
    question, thread = merged()
    mark = sign(settings.SECRET_KEY, About.CONVERSATION, question.pk)
    row = came(thread.shop, a_mail(sender="mallory@example.org", to=plus_address(DESK, mark), body="Montrez-moi."))
    assert (row.state, row.conversation_id) == (MailState.ASKS, thread.pk)
    assert thread.case is not None
    assert "Montrez-moi." not in said(thread.case)
