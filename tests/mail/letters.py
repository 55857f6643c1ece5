"""Mails as people and machines write them, and what became of them."""

import atexit
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from django.conf import settings

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case
from reprise.apps.conversations.kinds import MailState
from reprise.apps.conversations.models import Conversation, IncomingMail, Mailbox, Message
from reprise.apps.conversations.reading.reader import Reader
from reprise.apps.conversations.services.settle_mail import begin_attempt
from reprise.apps.conversations.services.take_mail import take_mail
from reprise.core.mail_tokens import About, marker, message_id, plus_address, sign, subject_token
from reprise.workflows.mail_in.one import Reading, take_in
from tests.support.builders import AT, LATER

ALICE, BOB, MALLORY = "alice@example.com", "bob@example.net", "mallory@example.org"
DESK = "contact@lamelle.example"
READER = Reader()  # one nursery for all tests: each mail has a process of its own all the same
BESIDE = ThreadPoolExecutor(1)
atexit.register(READER.close)


def a_mail(
    *, sender: str = f"Alice Martin <{ALICE}>", to: str = DESK, subject: str = "Ma lampe",
    body: str = "Bonjour, merci.", header_id: str | None = None, **headers: str,
) -> EmailMessage:  # fmt: skip
    """A plain mail; `In_Reply_To="…"` adds a header, an empty one takes it away."""
    mail = EmailMessage(policy=SMTP)
    told = {"From": sender, "To": to, "Subject": subject, "Date": "Tue, 24 Nov 2026 10:30:00 +0100",
            "Message-ID": header_id or f"<{abs(hash((sender, subject, body)))}@mail.example>"}  # fmt: skip
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in told.items():
        if value:
            mail[name] = value
    mail.set_content(body)
    return mail


def came(
    shop: Shop, mail: EmailMessage | bytes, *, mailbox: Mailbox | None = None, to: Sequence[str] = ()
) -> IncomingMail:
    """The mail once it came in and was read."""
    raw = mail if isinstance(mail, bytes) else mail.as_bytes()
    row = take_mail(shop=shop, mailbox=mailbox, raw=raw, received_at=LATER, envelope_to=to, at=LATER)
    if row.state == MailState.WAITING and begin_attempt(mail=row):
        reading = Reading(row, READER, BESIDE)
        take_in(reading, at=LATER)
        reading.close()
    row.refresh_from_db()
    return row


def case_mark(case: Case) -> str:
    """The signed mark of a case's letters."""
    return sign(settings.SECRET_KEY, About.CASE, case.pk)


def letter_id(case: Case) -> str:
    """The Message-ID of a letter about a case."""
    return message_id(case_mark(case), "lamelle.example", "nonce")


def answer(case: Case, **more: str) -> EmailMessage:
    """Alice's answer to a letter of her case."""
    return a_mail(**{"In_Reply_To": letter_id(case), **more})


def plus(case: Case) -> str:
    """The address at which answers about a case arrive."""
    return plus_address(DESK, case_mark(case))


def hidden(case: Case) -> str:
    """The marker in the body of a letter."""
    return marker(case_mark(case))


def in_subject(case: Case) -> str:
    """The mark in the subject of a letter."""
    return subject_token(settings.SECRET_KEY, About.CASE, case.pk)


def said(case: Case) -> list[str]:
    """What stands in the thread of a case."""
    found = Message.objects.filter(conversation__case=case, internal=False).order_by("sequence")
    return list(found.values_list("body", flat=True))


def questions() -> list[Conversation]:
    """The conversations that have no case."""
    return list(Conversation.objects.filter(case__isnull=True).order_by("id"))


def a_mailbox(shop: Shop, address: str = DESK, way: str = "smtp", **more: Any) -> Mailbox:
    """An address at which the shop's mail comes in."""
    return Mailbox.objects.create(shop=shop, address=address, way=way, created_at=AT, **more)
