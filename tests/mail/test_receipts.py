"""Whoever begins a matter by mail hears that it came in; machines, forgers and robots hear nothing."""

import pytest
from django.conf import settings

from reprise.apps.conversations.models import AutomaticMail, IncomingMail
from reprise.apps.notifications.answers import route_of
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.sending.message import compose
from reprise.core.mail_tokens import About, Pointer, in_message_ids
from tests.mail.letters import ALICE, a_mail, a_mailbox, came, questions
from tests.support.builders import LATER, a_shop

pytestmark = pytest.mark.django_db


def receipts() -> list[Mail]:
    return list(Mail.objects.filter(letter=Letter.CONVERSATION_RECEIVED).order_by("id"))


def test_a_first_mail_is_answered_at_once_in_its_own_thread() -> None:
    shop = a_shop()
    a_mailbox(shop)
    came(shop, a_mail(body="Bonjour, imprimez-vous en PETG ? Merci d'avance.", header_id="<first@mail.example>"))
    [mail] = receipts()
    [question] = questions()
    assert (mail.to, mail.language, mail.conversation_id, mail.by_person) == (ALICE, "fr", question.pk, False)
    message = compose(mail, sender="Reprise <noreply@host.example>", route=route_of(mail))
    assert message["In-Reply-To"] == "<first@mail.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert in_message_ids(settings.SECRET_KEY, message["Message-ID"]) == [Pointer(About.CONVERSATION, question.pk)]
    assert "PETG" not in mail.text + mail.html + mail.subject


def test_a_second_mail_of_the_matter_is_not_answered_again() -> None:
    shop = a_shop()
    came(shop, a_mail(body="Un.", header_id="<1@mail.example>"))
    came(shop, a_mail(body="Deux.", header_id="<2@mail.example>", In_Reply_To="<1@mail.example>"))
    assert len(receipts()) == 1
    assert len(questions()) == 1


@pytest.mark.parametrize(
    "headers",
    [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"List_Id": "<news.example.org>"},
     {"Subject": "Réponse automatique : absence"}],
)  # fmt: skip
def test_machines_are_not_answered(headers: dict[str, str]) -> None:
    subject = headers.pop("Subject", "Bonjour")
    came(a_shop(), a_mail(subject=subject, **headers))
    assert receipts() == []
    assert not AutomaticMail.objects.exists()


@pytest.mark.parametrize("sender", ["no-reply@example.com", "noreply@example.com", "donotreply@example.com"])
def test_addresses_nobody_reads_are_not_answered(sender: str) -> None:
    came(a_shop(), a_mail(sender=sender))
    assert receipts() == []


def test_two_robots_that_answer_each_other_end_after_three_letters() -> None:
    shop = a_shop()
    for number in range(6):
        came(shop, a_mail(subject=f"Ticket {number}", body=f"Ticket {number} is open.", header_id=f"<{number}@robot>"))
    assert len(receipts()) == 3
    assert IncomingMail.objects.count() == 6


def test_a_letter_answers_the_last_mail_of_its_reader() -> None:
    shop = a_shop()
    came(shop, a_mail(body="Un.", header_id="<1@mail.example>"))
    came(shop, a_mail(body="Deux.", header_id="<2@mail.example>", In_Reply_To="<1@mail.example>"))
    [question] = questions()
    mail = Mail(shop=shop, conversation_id=question.pk, to=ALICE, message_id="<x@y>", created_at=LATER)
    assert route_of(mail).answers == "<2@mail.example>"
    stranger = Mail(shop=shop, conversation_id=question.pk, to="bob@example.net", message_id="<x@z>", created_at=LATER)
    assert route_of(stranger).answers == ""
