"""Conversations: what customers and staff say to each other, about a case or before there is one."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, Final, cast
from uuid import UUID

from django.http import FileResponse, HttpRequest
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_for
from reprise.apps.conversations.kinds import Channel, ThreadState
from reprise.apps.conversations.message_queries import file_for, messages_of
from reprise.apps.conversations.queries import conversation_for, conversations_of, participants_of
from reprise.core.refusals import Invalid, mark
from reprise.platform.files.accept import accept_upload
from reprise.platform.files.store import open_file
from reprise.platform.files.verdict import KINDS
from reprise.readmodels.thread_view import Said, message_seen
from reprise.web.api.once import once, once_sent
from reprise.web.api.pages import cursor_of, id_in
from reprise.web.api.schemas import NO_NUL, Body, ClientId, Cursor, Id, Limit, Page, Reference
from reprise.web.api.scopes import scope
from reprise.web.api.tokens import caller
from reprise.workflows.converse import say

if TYPE_CHECKING:
    from reprise.apps.accounts.actors import Actor
    from reprise.apps.conversations.models import Conversation, Message, Participant
    from reprise.platform.files.models import StoredFile

router = Router(tags=["conversations"])
_CHUNK: Final = 2**20
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


@router.get("", response=Page[ConversationOut])
@scope(Right.CASES_READ)
def list_conversations(
    request: HttpRequest, state: ThreadState | None = None, waiting: bool | None = None, case: Reference | None = None,
    cursor: Cursor | None = None, limit: Limit = 50,
) -> dict[str, object]:  # fmt: skip
    """Conversations, newest first: of one state, of one case, or those whose customer waits for an answer."""
    actor = caller(request)
    alive = [one.value for one in ThreadState if one is not ThreadState.MERGED]
    found = conversations_of(actor).select_related("case").filter(state__in=[state.value] if state else alive)
    if waiting is not None:
        found = found.filter(waits_since__isnull=not waiting)
    if case is not None:
        found = found.filter(case_id=case_for(actor, case).pk)
    if (before := id_in(cursor)) is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-id")[: limit + 1])
    more = len(rows) > limit
    return {
        "items": [told(row) for row in rows[:limit]], "next": cursor_of(rows[limit - 1].pk) if more else None,
    }  # fmt: skip


@router.get("/{key}", response=ConversationInFull)
@scope(Right.CASES_READ)
def read_conversation(request: HttpRequest, key: UUID) -> ConversationInFull:
    """One conversation; of one that was merged, the one its messages stand in."""
    actor = caller(request)
    return in_full(actor, conversation_for(actor, key))


@router.get("/{key}/messages", response=Page[SaidOut])
@scope(Right.CASES_READ)
def list_said(request: HttpRequest, key: UUID, after: Number = 0, limit: Limit = 50) -> dict[str, object]:
    """What was said, in order, on from a number; `next` is the number to go on from."""
    actor = caller(request)
    conversation = conversation_for(actor, key)
    found = messages_of(actor, conversation, after=after, limit=limit + 1)
    more = len(found) > limit
    shown = [said_out(actor, conversation, message) for message in found[:limit]]
    return {"items": shown, "next": str(shown[-1].sequence) if more else None}


@router.post("/{key}/messages", response={201: SaidOut})
@scope(Right.MESSAGES_WRITE)
@once
def say_it(request: HttpRequest, key: UUID, body: SayIn) -> tuple[int, SaidOut]:
    """Answer the customer, or keep a note for the staff."""
    actor = caller(request)
    message = say(
        actor=actor, conversation=conversation_for(actor, key), body=body.body, at=timezone.now(),
        client_id=body.client_id, channel=Channel.API, internal=body.internal, language=body.language, seen=body.seen,
    )  # fmt: skip
    return 201, said_out(actor, message.conversation, message)


def _fingerprint(request: HttpRequest) -> bytes:
    seen = hashlib.sha256(repr(sorted(request.POST.items())).encode())
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            seen.update(repr((name, file.name)).encode())
            for chunk in file.chunks(_CHUNK):
                seen.update(chunk)
            file.seek(0)
    return seen.digest()


@router.post("/{key}/files", response={201: SaidOut})
@scope(Right.MESSAGES_WRITE)
@once_sent(_fingerprint)
def say_with_file(
    request: HttpRequest, key: UUID, form: Form[SayFileIn], file: File[UploadedFile]
) -> tuple[int, SaidOut]:
    """Say something with a file, as multipart/form-data; it passes the same gate as a customer's."""
    actor = caller(request)
    conversation = conversation_for(actor, key)
    unknown = (request.POST.keys() - SayFileIn.model_fields.keys()) | (request.FILES.keys() - {"file"})
    if unknown or len(request.FILES.getlist("file")) > 1:
        raise Invalid(field="file", why=mark("send one file, with body, internal and client_id and nothing else."))
    now = timezone.now()
    content = cast(BinaryIO, file)
    kept: StoredFile = accept_upload(actor=actor, name=file.name or "", content=content, at=now, allowed=KINDS)
    message = say(
        actor=actor, conversation=conversation, body=form.body, at=now, client_id=form.client_id, channel=Channel.API,
        internal=form.internal, files=[kept],
    )  # fmt: skip
    return 201, said_out(actor, message.conversation, message)


@router.get("/files/{file_id}")
@scope(Right.CASES_READ)
def read_file(request: HttpRequest, file_id: Id) -> FileResponse:
    """The bytes of a file said with a message."""
    file = file_for(caller(request), file_id).file
    answer = FileResponse(open_file(file), as_attachment=True, filename=file.name, content_type=file.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


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
