"""The thread of a case: messages to the customer, and notes for the staff alone."""

from datetime import datetime
from functools import partial

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_for
from reprise.apps.conversations.kinds import Channel
from reprise.apps.conversations.message_queries import latest
from reprise.web.api.once import once
from reprise.web.api.pages import cursor_of, id_in
from reprise.web.api.schemas import Body, ClientId, Cursor, Limit, Page, Reference, Text
from reprise.web.api.scopes import scope
from reprise.web.api.tokens import caller
from reprise.workflows.write_message import note, write

router = Router(tags=["messages"])


class MessageIn(Body):
    """What is said; a note is for the staff alone."""

    body: Text
    internal: bool = False
    client_id: ClientId = ""


class MessageOut(Schema):
    """One message of the thread."""

    sequence: int
    author_kind: str
    author_name: str
    body: str
    internal: bool
    created_at: datetime


@router.get("/{reference}/messages", response=Page[MessageOut])
@scope(Right.CASES_READ)
def list_messages(
    request: HttpRequest, reference: Reference, cursor: Cursor | None = None, limit: Limit = 50
) -> dict[str, object]:
    """Messages, newest first."""
    actor = caller(request)
    case = case_for(actor, reference)
    found = latest(actor, case.pk, before=id_in(cursor), limit=limit)
    more = len(found) > limit
    return {"items": found[:limit], "next": cursor_of(found[limit - 1].sequence) if more else None}


@router.post("/{reference}/messages", response={201: MessageOut})
@scope(Right.MESSAGES_WRITE)
@once
def write_message(request: HttpRequest, reference: Reference, body: MessageIn) -> tuple[int, MessageOut]:
    """Write to the customer, or a note for the staff."""
    actor = caller(request)
    case = case_for(actor, reference)
    write_it = note if body.internal else partial(write, channel=Channel.API)
    message = write_it(actor=actor, case=case, body=body.body, at=timezone.now(), client_id=body.client_id)
    return 201, MessageOut.from_orm(message)
