"""Conversations as programs get and send them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from reprise.apps.conversations.queries import participants_of
from reprise.readmodels.thread_view import Said, message_seen
from reprise.web.api.schemas import NO_NUL, Body, ClientId

if TYPE_CHECKING:
    from reprise.apps.accounts.actors import Actor
    from reprise.apps.conversations.models import Conversation, Message, Participant

Words = Annotated[str, Field(max_length=10_000, pattern=NO_NUL)]
Number = Annotated[int, Field(ge=0, lt=2**31)]


class ConversationOut(Schema):
    """A matter as lists show it; `waits_since`: the customer's first message that nobody answered."""

    key: UUID
    kind: str
    case: str | None
    subject: str
    language: str
    channel: str
    state: str
    sequence: int
    assignee_id: int | None
    snoozed_until: datetime | None
    waits_since: datetime | None
    last_at: datetime | None
    alarms: list[str]
    created_at: datetime


class ParticipantOut(Schema):
    """Somebody on the customer's side; the buyer of a case has no number, they are whom the case names."""

    id: int | None
    role: str
    name: str
    email: str
    language: str
    is_verified: bool
    read_up_to: int


class ConversationInFull(ConversationOut):
    """The same with its people and what each side has read."""

    read_by_customer: int
    read_by_staff: int
    participants: list[ParticipantOut]


class MessageFileOut(Schema):
    """A file said with a message."""

    id: int
    name: str
    kind: str
    media_type: str
    size: int


class SaidOut(Schema):
    """One thing said; `automatic`: no person wrote it."""

    sequence: int
    author_kind: str
    author_name: str
    is_verified: bool
    channel: str
    language: str
    body: str
    quoted: str
    internal: bool
    automatic: bool
    files: list[MessageFileOut]
    is_read: bool
    created_at: datetime


class SayIn(Body):
    """What is said; `seen` is the number read up to: 409 when the customer has written since."""

    body: Words
    internal: bool = False
    client_id: ClientId = ""
    language: Annotated[str, Field(max_length=5, pattern=NO_NUL)] = ""
    seen: Number | None = None


class SayFileIn(Body):
    """Words beside a file."""

    body: Words = ""
    internal: bool = False
    client_id: ClientId = ""


def told(row: "Conversation") -> ConversationOut:
    """A conversation as lists show it."""
    return ConversationOut(**_columns(row))


def in_full(actor: "Actor", row: "Conversation") -> ConversationInFull:
    """A conversation with its people."""
    return ConversationInFull(
        **_columns(row), read_by_customer=row.read_by_customer, read_by_staff=row.read_by_staff,
        participants=[person_out(one) for one in participants_of(actor, row)],
    )  # fmt: skip


def _columns(row: "Conversation") -> dict[str, Any]:
    names = (
        "key", "kind", "subject", "language", "channel", "state", "sequence", "assignee_id", "snoozed_until",
        "waits_since", "last_at", "alarms", "created_at",
    )  # fmt: skip
    return {**{name: getattr(row, name) for name in names}, "case": row.case.reference if row.case else None}


def person_out(one: "Participant") -> ParticipantOut:
    """One of its people."""
    return ParticipantOut(
        id=one.pk, role=one.role, name=one.name, email=one.email, language=one.language, is_verified=one.is_verified,
        read_up_to=one.read_up_to,
    )  # fmt: skip


def said_out(actor: "Actor", conversation: "Conversation", message: "Message") -> SaidOut:
    """A message as the thread shows it."""
    seen: Said = message_seen(actor, conversation, message)
    return SaidOut(
        sequence=seen.sequence, author_kind=seen.author, author_name=seen.who, is_verified=seen.is_verified,
        channel=seen.channel, language=seen.language, body=seen.body, quoted=seen.quoted, internal=seen.internal,
        automatic=seen.automatic, is_read=seen.is_read, created_at=seen.at,
        files=[
            MessageFileOut(id=one.pk, name=one.name, kind=one.kind, media_type=one.media_type, size=one.size)
            for one in seen.files if not one.is_erased
        ],
    )  # fmt: skip
