"""A person decides about a mail that waits: its sender takes part from now on, or it is a matter of its own."""

from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.conversations.kinds import Channel, PartRole
from reprise.apps.conversations.rules.read_mail import ReadMail
from reprise.apps.conversations.services.admit import admit
from reprise.apps.conversations.services.begin_conversation import begin_conversation
from reprise.apps.conversations.services.settle_asked import asked_mail, settle_asked
from reprise.core.refusals import Kind, Refusal, mark
from reprise.platform.transactions import atomic
from reprise.workflows.mail_in.attachments import Brought
from reprise.workflows.mail_in.speaking import say_in
from reprise.workflows.mail_in.where import Matter

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation, IncomingMail, Message


class NobodyWroteIt(Refusal):
    """Without an address there is nobody to admit."""

    code = "mail_without_sender"
    kind = Kind.CONFLICT
    sentence = mark("This mail names no sender, so that nobody can be admitted. Make it a conversation of its own.")


@atomic
def admit_mail(*, actor: Actor, mail_id: int, at: datetime, role: PartRole = PartRole.COLLEAGUE) -> "Message":
    """Let the sender take part in the conversation the mail seems to belong to, and say there what it says.

    The buyer stays the buyer: whoever is admitted stands beside them.
    """
    mail = asked_mail(actor, mail_id)
    conversation = mail.conversation and (mail.conversation.merged_into or mail.conversation)
    if not mail.sender or conversation is None:
        raise NobodyWroteIt
    language = mail.language or conversation.language
    admit(actor=actor, conversation=conversation, email=mail.sender, name=mail.sender_name, language=language, at=at,
          role=role)  # fmt: skip
    said = say_in(_matter(conversation), mail, _read(mail), _brought(mail), at=at)
    settle_asked(actor=actor, mail=mail, message=said.message, at=at, own_matter=False)
    return said.message


@atomic
def split_mail(*, actor: Actor, mail_id: int, at: datetime) -> "Message":
    """Make a mail that waits a conversation of its own, with its sender; the other one never hears of it."""
    mail = asked_mail(actor, mail_id)
    shop = shop_of(actor)
    conversation, participant = begin_conversation(
        shop=shop, language=mail.language or shop.language, channel=Channel.MAIL, name=mail.sender_name,
        email=mail.sender, is_verified=False, role=PartRole.BUYER, at=at, subject=mail.subject,
    )  # fmt: skip
    said = say_in(_matter(conversation), mail, _read(mail), _brought(mail), at=at, participant=participant)
    settle_asked(actor=actor, mail=mail, message=said.message, at=at, own_matter=True)
    return said.message


def _matter(conversation: "Conversation") -> Matter:
    return Matter(conversation.shop_id, conversation, conversation.case)


def _read(mail: "IncomingMail") -> ReadMail:
    """What was read of it when it came."""
    return ReadMail(
        header_id=mail.header_id, sender=mail.sender, sender_name=mail.sender_name, subject=mail.subject,
        body=mail.body, quoted=mail.quoted, language=mail.language, references=tuple(mail.references),
    )  # fmt: skip


def _brought(mail: "IncomingMail") -> Brought:
    files = tuple((each.file, each.content_id) for each in mail.files.select_related("file"))
    return Brought(files, tuple(mail.left_out), f"mail:{mail.pk}")
