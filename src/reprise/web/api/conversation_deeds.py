"""What is done with a conversation: who reads along, closed or open again, read, copied."""

from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.kinds import PartRole
from reprise.apps.conversations.queries import conversation_for
from reprise.apps.conversations.services.close import close
from reprise.apps.conversations.services.mark_read import mark_read
from reprise.apps.conversations.services.reopen import reopen
from reprise.web.api.conversation_schemas import ConversationInFull, Number, ParticipantOut, in_full, person_out
from reprise.web.api.once import once
from reprise.web.api.schemas import NO_NUL, Body, Id, ShortText
from reprise.web.api.scopes import scope
from reprise.web.api.tokens import caller
from reprise.workflows.read_along import invite, take_off
from reprise.workflows.send_transcript import send_transcript

router = Router(tags=["conversations"])


class EmptyConversationIn(Body):
    """Nothing more to say."""


class ParticipantIn(Body):
    """Whom to invite, and in which language we write to them."""

    email: Annotated[str, Field(min_length=3, max_length=254, pattern=NO_NUL)]
    name: Annotated[str, Field(max_length=160, pattern=NO_NUL)] = ""
    language: Literal["fr", "en"] = "fr"
    role: Literal["colleague", "helper"] = "colleague"


class ReadIn(Body):
    """Up to which number somebody of the staff has read."""

    up_to: Number


class TranscriptIn(Body):
    """Whom of its people to send the copy to; the buyer, when nobody is named."""

    participant_id: Id | None = None


class TranscriptOut(Schema):
    """Where the copy went."""

    to: ShortText


@router.post("/{key}/participants", response={201: ParticipantOut})
@scope(Right.MESSAGES_WRITE)
@once
def invite_somebody(request: HttpRequest, key: UUID, body: ParticipantIn) -> tuple[int, ParticipantOut]:
    """Invite somebody of the customer's side to read along; they get a link of their own by mail."""
    actor = caller(request)
    person = invite(
        actor=actor, conversation=conversation_for(actor, key), email=body.email, name=body.name,
        language=body.language, role=PartRole(body.role), at=timezone.now(),
    )  # fmt: skip
    return 201, person_out(person)


@router.post("/{key}/participants/{participant_id}/departures", response={201: ConversationInFull})
@scope(Right.MESSAGES_WRITE)
@once
def take_somebody_off(
    request: HttpRequest, key: UUID, participant_id: Id, body: EmptyConversationIn
) -> tuple[int, ConversationInFull]:
    """End somebody's reading along: their link and their mails count no more."""
    actor = caller(request)
    conversation = conversation_for(actor, key)
    take_off(actor=actor, conversation=conversation, participant_id=participant_id, at=timezone.now())
    return 201, in_full(actor, conversation)


@router.post("/{key}/closures", response={201: ConversationInFull})
@scope(Right.MESSAGES_WRITE)
@once
def close_it(request: HttpRequest, key: UUID, body: EmptyConversationIn) -> tuple[int, ConversationInFull]:
    """Say that nothing is left to do; the customer's next word opens it again."""
    actor = caller(request)
    conversation = conversation_for(actor, key)
    close(actor=actor, conversation=conversation, at=timezone.now())
    return 201, in_full(actor, conversation)


@router.post("/{key}/reopenings", response={201: ConversationInFull})
@scope(Right.MESSAGES_WRITE)
@once
def reopen_it(request: HttpRequest, key: UUID, body: EmptyConversationIn) -> tuple[int, ConversationInFull]:
    """Take it up again."""
    actor = caller(request)
    conversation = conversation_for(actor, key)
    reopen(actor=actor, conversation=conversation)
    return 201, in_full(actor, conversation)


@router.post("/{key}/reads", response={201: ConversationInFull})
@scope(Right.MESSAGES_WRITE)
@once
def mark_it_read(request: HttpRequest, key: UUID, body: ReadIn) -> tuple[int, ConversationInFull]:
    """Note up to where the staff has read; it never goes backwards."""
    actor = caller(request)
    mark_read(actor=actor, conversation=conversation_for(actor, key), up_to=body.up_to, at=timezone.now())
    return 201, in_full(actor, conversation_for(actor, key))


@router.post("/{key}/transcripts", response={201: TranscriptOut})
@scope(Right.MESSAGES_WRITE)
@once
def send_copy(request: HttpRequest, key: UUID, body: TranscriptIn) -> tuple[int, TranscriptOut]:
    """Mail one of its people a copy of all they may read; that it left is written down, with its fingerprint."""
    actor = caller(request)
    conversation = conversation_for(actor, key)
    to = send_transcript(
        actor=actor, conversation=conversation, at=timezone.now(), participant_id=body.participant_id
    )  # fmt: skip
    return 201, TranscriptOut(to=to)
