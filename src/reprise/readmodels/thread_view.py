"""A conversation as one list of what was said, the same for the customer's pages, the chat, the desk and the API."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.conversations.kinds import Author, Channel, PartRole
from reprise.apps.conversations.message_queries import last_messages, messages_of
from reprise.apps.conversations.models import Conversation, Message, MessageFile, Participant
from reprise.apps.conversations.queries import people_of
from reprise.core.refusals import mark

#: By which way something came, where that is worth a word.
CHANNELS: Final[Mapping[str, str]] = {
    Channel.CHAT: mark("by chat"), Channel.MAIL: mark("by e-mail"), Channel.PHONE: mark("by telephone"),
    Channel.API: mark("by a program"), Channel.PAGE: "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileSaid:
    """A file said with a message; `pk` is what `conversations.queries.file_for` takes."""

    pk: int
    name: str
    kind: str
    media_type: str
    size: int
    has_preview: bool
    is_inline: bool  # a picture inside a mail's text
    is_erased: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said, as its reader may see it."""

    sequence: int
    author: str  # customer, staff, system
    is_mine: bool  # the reader wrote it themselves
    is_ours: bool  # somebody of the reader's side did
    who: str  # empty for the house itself, and for a customer nobody knows by name
    is_verified: bool  # that the customer is who they say; true for everybody else
    channel: str
    how: str  # the channel in words, a marked sentence; empty for a page
    language: str
    body: str
    quoted: str
    internal: bool
    automatic: bool
    files: tuple[FileSaid, ...]
    is_read: bool  # by somebody of the other side
    is_moved: bool  # it came here with a conversation that was merged
    is_erased: bool
    mail_id: int | None
    at: datetime
    turn: Mapping[str, Any] | None = None  # what the assistant did with a message, where it wrote


@dataclass(frozen=True, slots=True)
class ThreadView:
    """A part of a conversation, in order."""

    conversation: Conversation
    said: tuple[Said, ...]
    people: tuple[Participant, ...]
    has_earlier: bool
    last: int  # the number to read on from
    read_by_other_side: int


def thread_view(
    actor: Actor, conversation: Conversation, *, after: int = 0, before: int | None = None, limit: int = 100
) -> ThreadView:
    """What an actor may read of a conversation the caller obtained for them: on from a number, or its last part.

    Internal notes are for the staff alone. Five queries, however long it is.
    """
    if after:
        messages, earlier = messages_of(actor, conversation, after=after, limit=limit), True
    else:
        found = (
            last_messages(actor, conversation, limit=limit + 1)
            if before is None
            else messages_of(actor, conversation, before=before, limit=limit + 1)
        )
        messages, earlier = found[-limit:], len(found) > limit
    other = conversation.read_by_staff if actor.is_customer else conversation.read_by_customer
    said = tuple(_said(actor, message, other) for message in messages)
    return ThreadView(
        conversation=conversation, said=said, people=tuple(people_of(conversation)), has_earlier=earlier,
        last=max((one.sequence for one in said), default=after), read_by_other_side=other,
    )  # fmt: skip


def message_seen(actor: Actor, conversation: Conversation, message: Message) -> Said:
    """One message an actor may read, as a thread shows it."""
    return _said(actor, message, conversation.read_by_staff if actor.is_customer else conversation.read_by_customer)


def _said(actor: Actor, message: Message, read_up_to: int) -> Said:
    by_customer = message.author_kind == Author.CUSTOMER.value
    ours = by_customer if actor.is_customer else message.author_kind == Author.STAFF.value
    return Said(
        sequence=message.sequence, author=message.author_kind, is_mine=ours and _is_mine(actor, message), is_ours=ours,
        who=message.author_name, is_verified=_is_verified(message, by_customer=by_customer), channel=message.channel,
        how=CHANNELS[message.channel], language=message.language, body=message.body, quoted=message.quoted,
        internal=message.internal, automatic=message.automatic,
        files=tuple(_file(one) for one in message.files.all()),
        is_read=ours and message.sequence <= read_up_to, is_moved=bool(message.moved_from),
        is_erased=message.erased_at is not None, mail_id=message.mail_id, at=message.created_at,
        turn=message.turn,
    )  # fmt: skip


def _is_mine(actor: Actor, message: Message) -> bool:
    if not actor.is_customer:
        return actor.person_id is not None and message.person_id == actor.person_id
    if actor.participant_id is not None:
        return message.participant_id == actor.participant_id
    return message.participant is None or message.participant.role in {PartRole.BUYER, PartRole.VISITOR}


def _is_verified(message: Message, *, by_customer: bool) -> bool:
    """The customer of a case has its secret link; others proved their address, or did not."""
    return not by_customer or message.participant is None or message.participant.is_verified


def _file(one: MessageFile) -> FileSaid:
    file = one.file
    return FileSaid(
        pk=one.pk, name=file.name, kind=file.kind, media_type=file.media_type, size=file.size,
        has_preview=bool(file.preview_key), is_inline=bool(one.content_id), is_erased=file.erased_at is not None,
    )  # fmt: skip
