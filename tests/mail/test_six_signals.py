"""An answer to any letter of a case reaches its thread, by whichever signal survived the way."""

from email.message import EmailMessage

import pytest

from reprise.apps.cases.tests.builders import a_case
from reprise.apps.conversations.kinds import MailState, Signal
from reprise.apps.conversations.models import IncomingMail, Message, SeenReference
from reprise.core.mail_tokens import message_id
from tests.mail.letters import (
    ALICE,
    BOB,
    a_mail,
    answer,
    came,
    case_mark,
    hidden,
    in_subject,
    letter_id,
    plus,
    questions,
    said,
)
from tests.support.builders import a_shop

pytestmark = pytest.mark.django_db


def _by_html(mark: str) -> EmailMessage:
    mail = a_mail(body="Voici la photo.")
    mail.add_alternative(
        f"<p>Voici la photo.</p><blockquote><p>Bonjour</p><div style='display:none'>{mark}</div></blockquote>",
        subtype="html",
    )
    return mail


def test_each_signal_alone_leads_to_the_case() -> None:
    case = a_case()
    mails = {
        Signal.MESSAGE_ID: a_mail(body="Un.", In_Reply_To=letter_id(case)),
        Signal.PLUS_ADDRESS: a_mail(body="Deux.", to=plus(case)),
        Signal.MARKER: a_mail(body=f"Trois.\n\nLe 24/11/2026, Atelier a écrit :\n> Bonjour\n> {hidden(case)}"),
        Signal.SUBJECT: a_mail(body="Quatre.", subject=f"Re: Votre demande {in_subject(case)}"),
    }
    for signal, mail in mails.items():
        row = came(case.shop, mail)
        assert (row.state, row.signal) == (MailState.ATTACHED, signal)
    assert said(case) == ["Un.", "Deux.", "Trois.", "Quatre."]


def test_any_reference_counts_not_only_the_last() -> None:
    case = a_case()
    row = came(
        case.shop, a_mail(References=f"<older@x> {letter_id(case)} <newer@x> <newest@x>", In_Reply_To="<newest@x>")
    )
    assert (row.state, row.signal) == (MailState.ATTACHED, Signal.MESSAGE_ID)


def test_an_answer_to_a_mail_sent_outside_finds_the_way_once_it_was_seen() -> None:
    """Rows 2 and 3 of the pains: another program wrote the mail that is answered, and References were rewritten."""
    case = a_case()
    came(case.shop, answer(case, References="<from-outlook@example.com>", body="En copie."))
    row = came(case.shop, a_mail(In_Reply_To="<from-outlook@example.com>", body="Et la suite."))
    assert (row.state, row.signal) == (MailState.ATTACHED, Signal.MESSAGE_ID)
    assert said(case) == ["En copie.", "Et la suite."]


def test_a_message_id_in_capitals_and_broken_over_lines_still_leads_home() -> None:
    case = a_case()
    long = message_id(case_mark(case).upper(), "lamelle.example", "0" * 32)
    raw = a_mail().as_bytes().replace(b"Subject:", f"In-Reply-To: {long[:30]}\r\n {long[30:]}\r\nSubject:".encode())
    assert came(case.shop, raw).state == MailState.ATTACHED


@pytest.mark.parametrize("header", ["Delivered-To", "X-Original-To", "Cc"])
def test_the_plus_address_is_read_wherever_a_server_left_it(header: str) -> None:
    case = a_case()
    assert came(case.shop, a_mail(**{header.replace("-", "_"): plus(case)})).signal == Signal.PLUS_ADDRESS


def test_the_plus_address_of_the_envelope_counts() -> None:
    case = a_case()
    assert came(case.shop, a_mail(), to=[plus(case)]).signal == Signal.PLUS_ADDRESS


def test_a_hidden_marker_in_quoted_html_counts() -> None:
    case = a_case()
    row = came(case.shop, _by_html(hidden(case)))
    assert (row.state, row.signal) == (MailState.ATTACHED, Signal.MARKER)
    assert said(case) == ["Voici la photo."]


def test_an_order_number_only_suggests() -> None:
    case = a_case()
    row = came(case.shop, a_mail(subject=f"Au sujet de {case.reference}", body="Où en est-on ?"))
    assert (row.state, row.why, row.signal) == (MailState.ASKS, "suggested", Signal.ORDER_NUMBER)
    assert said(case) == []
    assert row.body == "Où en est-on ?"
    assert row.conversation is not None
    assert row.conversation.case_id == case.pk


def test_without_any_signal_a_matter_of_its_own_begins() -> None:
    shop = a_shop()
    row = came(shop, a_mail(subject="Une question", body="Do you ship the red one? I would like to order two of them."))
    (conversation,) = questions()
    assert (row.state, row.signal, row.conversation) == (MailState.ATTACHED, Signal.NEW, conversation)
    assert (conversation.subject, conversation.language, conversation.channel) == ("Une question", "en", "mail")
    (participant,) = conversation.participants.all()
    assert (participant.email, participant.is_verified) == (ALICE, False)
    assert conversation.waits_since is not None


def test_the_answer_to_a_question_stays_with_the_question() -> None:
    shop = a_shop()
    came(shop, a_mail(header_id="<first@x>"))
    came(shop, a_mail(In_Reply_To="<first@x>", subject="Re: Ma lampe", body="J’oubliais ceci."))
    (conversation,) = questions()
    assert [message.body for message in conversation.messages.order_by("sequence")] == [
        "Bonjour, merci.",
        "J’oubliais ceci.",
    ]


def test_a_mail_to_the_wrong_mailbox_of_the_house_reaches_the_right_shop() -> None:
    """Row 15: matched before routed."""
    case, other = a_case(), a_shop("autre-atelier")
    row = came(other, answer(case))
    assert (row.shop_id, row.state) == (case.shop_id, MailState.ATTACHED)
    assert said(case) == ["Bonjour, merci."]


def test_the_same_mail_twice_is_one() -> None:
    case = a_case()
    assert came(case.shop, answer(case)).pk == came(case.shop, answer(case)).pk
    assert said(case) == ["Bonjour, merci."]


def test_a_copy_to_a_second_address_of_ours_is_the_same_mail() -> None:
    case = a_case()
    came(case.shop, answer(case, header_id="<one@x>"))
    copy = answer(case, header_id="<one@x>")
    copy["Received"] = "from elsewhere"
    row = came(case.shop, copy)
    assert (row.state, row.why) == (MailState.FOLDED, "double")
    assert said(case) == ["Bonjour, merci."]


def test_what_a_stranger_refers_to_is_not_learnt() -> None:
    case = a_case()
    came(case.shop, answer(case, sender=BOB, header_id="<bait@x>", References="<alice-next@x>"))
    assert not SeenReference.objects.exists()


def test_the_message_knows_how_it_came() -> None:
    case = a_case()
    row = came(case.shop, answer(case))
    message = Message.objects.get(conversation__case=case)
    assert (message.channel, message.author_kind, message.automatic) == ("mail", "customer", False)
    assert IncomingMail.objects.get(pk=row.pk).message == message
