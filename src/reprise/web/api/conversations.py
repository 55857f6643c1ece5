"""Conversations: what customers and staff say to each other, about a case or before there is one."""

import hashlib
from typing import TYPE_CHECKING, BinaryIO, Final, cast
from uuid import UUID

from django.http import FileResponse, HttpRequest
from django.utils import timezone
from ninja import File, Form, Router
from ninja.files import UploadedFile

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_for
from reprise.apps.conversations.kinds import Channel, ThreadState
from reprise.apps.conversations.message_queries import file_for, messages_of
from reprise.apps.conversations.queries import conversation_for, conversations_of
from reprise.core.refusals import Invalid, mark
from reprise.platform.files.accept import accept_upload
from reprise.platform.files.store import open_file
from reprise.platform.files.verdict import KINDS
from reprise.web.api.conversation_schemas import (
    ConversationInFull,
    ConversationOut,
    Number,
    SaidOut,
    SayFileIn,
    SayIn,
    in_full,
    said_out,
    told,
)
from reprise.web.api.once import once, once_sent
from reprise.web.api.pages import cursor_of, id_in
from reprise.web.api.schemas import Cursor, Id, Limit, Page, Reference
from reprise.web.api.scopes import scope
from reprise.web.api.tokens import caller
from reprise.workflows.converse import say

if TYPE_CHECKING:
    from reprise.platform.files.models import StoredFile

router = Router(tags=["conversations"])
_CHUNK: Final = 2**20


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
