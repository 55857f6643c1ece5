from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db.models import F

from reprise.apps.conversations.kinds import MailNature, MailState, Signal
from reprise.apps.conversations.models import Conversation, IncomingFile, IncomingMail, Message, MessageFile
from reprise.apps.conversations.rules.read_mail import ReadMail
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.platform.files.models import StoredFile

MOST_ATTEMPTS: Final = 3
HOUSE: Final = "system"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mail, and why."""

    state: MailState
    why: str = ""
    nature: MailNature = MailNature.PERSON
    signal: Signal | None = None
    conversation: Conversation | None = None
    message: Message | None = None
    about_mail_id: int | None = None
    files: Sequence[tuple["StoredFile", str]] = ()
    left_out: Sequence[Mapping[str, str]] = field(default=())


@atomic
def settle_mail(*, mail: IncomingMail, read: ReadMail, outcome: Outcome, at: datetime) -> bool:
    """Write what was read of a mail and what became of it; once only.

    Its words stand in its own row as long as no message of a conversation has them.
    """
    words = {} if outcome.message else {"body": read.body, "quoted": read.quoted}
    won = _waiting(mail).update(
        **_read(mail, read), **words, **_outcome(outcome), settled_at=at, settled_by=HOUSE, shop_id=mail.shop_id
    )
    if won and outcome.files:
        if outcome.message is None:
            IncomingFile.objects.bulk_create(
                [IncomingFile(mail=mail, file=file, content_id=content_id) for file, content_id in outcome.files]
            )
        else:
            name_pictures(outcome.message, outcome.files)
    return bool(won)


@atomic
def quarantine_mail(*, mail: IncomingMail, why: str, at: datetime) -> None:
    """Put a mail apart that cannot be read, so that the next goes on; a person looks at it."""
    _waiting(mail).update(state=MailState.QUARANTINED.value, why=why, settled_at=at, settled_by=HOUSE)


def begin_attempt(*, mail: IncomingMail) -> bool:
    """Take a mail that waits, and count the attempt before it is made: one that kills its reader is put apart."""
    won = _waiting(mail).filter(attempts=mail.attempts).update(attempts=F("attempts") + 1)
    mail.attempts += won
    return bool(won)


def name_pictures(message: Message, files: Sequence[tuple["StoredFile", str]]) -> None:
    """Say which files of a message are pictures inside its text."""
    for file, content_id in files:
        if content_id:
            MessageFile.objects.filter(message=message, file=file).update(content_id=content_id)


def _waiting(mail: IncomingMail) -> Any:
    return IncomingMail.objects.filter(pk=mail.pk, state=MailState.WAITING.value)


def _read(mail: IncomingMail, read: ReadMail) -> dict[str, Any]:
    return {
        "header_id": read.header_id, "sender": read.sender, "sender_name": read.sender_name,
        "reply_to": read.reply_to, "subject": read.subject, "sent_at": read.sent(), "language": read.language,
        "authentication": dict(read.authentication), "references": list(read.references),
        "recipients": list(dict.fromkeys((*mail.recipients, *read.recipients)))[:100],
    }  # fmt: skip


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "state": outcome.state.value, "why": outcome.why, "nature": outcome.nature.value,
        "signal": outcome.signal.value if outcome.signal else "", "conversation": outcome.conversation,
        "message": outcome.message, "about_mail_id": outcome.about_mail_id, "left_out": list(outcome.left_out),
    }  # fmt: skip
