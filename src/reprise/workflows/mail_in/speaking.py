"""Says in a conversation what a mail says."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext, override

from reprise.apps.accounts.actors import Actor, customer_of_case, customer_of_conversation
from reprise.apps.conversations.kinds import Channel
from reprise.apps.conversations.queries import participant_at
from reprise.apps.conversations.rules.body import LONGEST
from reprise.apps.conversations.services import say as services
from reprise.apps.conversations.services.add_files import ConversationFull
from reprise.apps.conversations.services.note_references import note_references
from reprise.core.typed_text import is_blank
from reprise.platform.files.keep_unread import hand_over
from reprise.workflows import converse
from reprise.workflows.mail_in.attachments import Brought

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reprise.apps.conversations.models import Conversation, IncomingMail, Message, Participant
    from reprise.apps.conversations.rules.read_mail import ReadMail
    from reprise.workflows.mail_in.where import Matter


@dataclass(frozen=True, slots=True)
class Said:
    """The message a mail became, where, and with which of its files."""

    conversation: "Conversation"
    message: "Message"
    brought: Brought


def say_in(
    matter: "Matter", mail: "IncomingMail", read: "ReadMail", brought: Brought, *, at: datetime,
    automatic: bool = False, participant: "Participant | None" = None,
) -> Said:  # fmt: skip
    """Write a mail as a message of whoever sent it; later answers to it, or to what it answers, find the way."""
    conversation = matter.thread(at)
    assert conversation is not None
    author = participant or matter.person_at(read.sender) or participant_at(conversation, read.sender)
    assert author is not None
    actor = actor_of(conversation, author, read.sender_name)
    message, taken = _said(conversation, actor, author, mail, read, brought, at=at, automatic=automatic)
    if not automatic:
        note_references(conversation=message.conversation, header_ids=[read.header_id, *read.references])
    return Said(message.conversation, message, taken)


def actor_of(conversation: "Conversation", author: "Participant", name: str) -> Actor:
    """Whoever wrote, with the reach of the one matter their mail belongs to."""
    called = author.name or name or author.email
    if author._state.adding and conversation.case_id is not None:
        return customer_of_case(conversation.shop_id, conversation.case_id, called)
    return customer_of_conversation(
        conversation.shop_id, conversation.pk, called, case_id=conversation.case_id, participant_id=author.pk
    )


def _said(
    conversation: "Conversation", actor: Actor, author: "Participant", mail: "IncomingMail", read: "ReadMail",
    brought: Brought, *, at: datetime, automatic: bool,
) -> tuple["Message", Brought]:  # fmt: skip
    files = [file for file, _ in brought.files]
    hand_over(file_ids=[file.pk for file in files], was=brought.by, to=actor.key)
    for file in files:
        file.uploaded_by = actor.key
    say = services.say if automatic else converse.say
    body = words_of(read, conversation.language, with_files=bool(files))
    try:
        with transaction.atomic():
            message = say(
                actor=actor, conversation=conversation, body=body, at=at, client_id=f"mail:{mail.pk}",
                channel=Channel.MAIL, files=files, language=read.language, quoted=read.quoted, automatic=automatic,
                participant=author if author.pk else None,
            )  # fmt: skip
    except ConversationFull as full:
        return _said(conversation, actor, author, mail, read, _without(brought, full.code), at=at, automatic=automatic)
    return message, brought


def _without(brought: Brought, code: str) -> Brought:
    """The words alone; the files are in the raw mail."""
    told = tuple({"name": file.name, "code": code} for file, _ in brought.files)
    return replace(brought, files=(), left_out=(*brought.left_out, *told))


def words_of(read: "ReadMail", language: str, *, with_files: bool) -> str:
    """The text of a mail, with its invitations; one without any says so."""
    with override(language):
        lines = [read.body, *(_invitation(event) for event in read.events)]
        body = "\n\n".join(line for line in lines if line.strip())
        if is_blank(body) and not with_files:
            body = read.subject if not is_blank(read.subject) else gettext("(This mail has no text.)")
    return body[:LONGEST]


def _invitation(event: "Mapping[str, str]") -> str:
    told = [
        gettext("Invitation: %(what)s") % {"what": event["what"]},
        " – ".join(part for part in (event["begins"], event["ends"]) if part),
        event["where"], event["by"],
    ]  # fmt: skip
    return "\n".join(line for line in told if line.strip())
