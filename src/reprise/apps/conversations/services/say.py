from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor, ActorKind
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.services.record import record
from reprise.apps.conversations.kinds import Author, Channel
from reprise.apps.conversations.models import Conversation, Message, Participant
from reprise.apps.conversations.rules.alarms import alarms_in
from reprise.apps.conversations.rules.body import tidy_body
from reprise.apps.conversations.services.add_files import add_files, check_files
from reprise.apps.conversations.services.append import Words, append
from reprise.apps.conversations.services.reach import check_writer
from reprise.apps.conversations.services.telling import tell_watchers
from reprise.core.refusals import Kind, Refusal, mark
from reprise.core.typed_text import is_blank
from reprise.platform.statements import Values
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.platform.files.models import StoredFile

_LATER = Values(
    lambda number, seen: Message.objects.filter(
        conversation=number, sequence__gt=seen, internal=False, automatic=False
    ).values("author_kind", "client_id").order_by("sequence")
)  # fmt: skip


class NewerMessage(Refusal):
    """The other side wrote while this was written; whoever writes looks first, and what they typed is kept."""

    code = "newer_message"
    kind = Kind.CONFLICT
    sentence = mark("A newer message has arrived while you were writing. Read it, then send yours: it is still here.")


@atomic
def say(
    *, actor: Actor, conversation: Conversation, body: str, at: datetime, client_id: str = "",
    channel: Channel = Channel.CHAT, internal: bool = False, files: "Sequence[StoredFile]" = (), language: str = "",
    quoted: str = "", automatic: bool = False, participant: Participant | None = None, seen: int | None = None,
    turn: Mapping[str, object] | None = None,
) -> Message:  # fmt: skip
    """Say something in a conversation: the one way in which anything is ever written there.

    The same `client_id` again answers the message already sent. `seen` is the number the writer had read up to. What a
    machine wrote (`automatic`) opens nothing again and answers nobody; with a `turn` the assistant speaks.
    """
    check_writer(actor, conversation, internal=internal)
    check_files(actor, conversation, files)
    words = Words(
        body="" if files and is_blank(body) else tidy_body(body),
        author=author_of(actor) if turn is None else Author.ASSISTANT,
        name=name_of(actor, participant), person_id=actor.person_id,
        participant_id=participant.pk if participant else actor.participant_id,
        channel=channel, language=language or (participant.language if participant else ""), quoted=quoted,
        internal=internal, automatic=automatic or (actor.kind is ActorKind.SYSTEM and participant is None),
        client_id=client_id, turn=turn,
    )  # fmt: skip
    if seen is not None:
        _check_seen(conversation, words, seen)
    message, new = append(conversation, words, at)
    if new:
        add_files(message, files)
        _raise_alarms(message, words)
        _tell(actor, message, at)
        tell_watchers(message.conversation, staff_only=internal)
    return message


def author_of(actor: Actor) -> Author:
    """On whose side somebody writes."""
    if actor.kind is ActorKind.SYSTEM:
        return Author.SYSTEM
    return Author.CUSTOMER if actor.is_customer else Author.STAFF


def name_of(actor: Actor, participant: Participant | None) -> str:
    """What the writer is called in the thread; the house itself has no name there."""
    if participant is not None:
        return participant.name or participant.email
    return "" if actor.kind is ActorKind.SYSTEM else actor.name


def _check_seen(conversation: Conversation, words: Words, seen: int) -> None:
    later = _LATER.all(conversation.pk, seen)
    if words.client_id and any(client_id == words.client_id for _, client_id in later):
        return  # it is this very message, sent twice
    theirs = Author.STAFF if words.author is Author.CUSTOMER else Author.CUSTOMER
    if any(author == theirs.value for author, _ in later):
        raise NewerMessage(field="body")


def _raise_alarms(message: Message, words: Words) -> None:
    found = alarms_in(words.body) if words.asks else frozenset()
    if not found:
        return
    row = Conversation.objects.filter(pk=message.conversation_id)
    known = set(row.values_list("alarms", flat=True).get())
    message.conversation.alarms = sorted(known | {alarm.value for alarm in found})
    row.update(alarms=message.conversation.alarms)


def _tell(actor: Actor, message: Message, at: datetime) -> None:
    """Put it on the timeline of its case; what the house says there, the timeline has as the deed itself."""
    case = message.conversation.case
    if case is None or message.author_kind in {Author.SYSTEM, Author.ASSISTANT}:
        return
    private: dict[str, object] = {"body": message.body}
    if message.internal:
        kind = EventType.CALL_NOTED if message.channel == Channel.PHONE.value else EventType.NOTE_ADDED
        event = Event(kind, {"message": message.sequence}, private=private)
    else:
        told_of: dict[str, object] = {"message": message.sequence, "author": message.author_kind}
        event = Event(EventType.MESSAGE_POSTED, told_of, private=private)
    record(case=case, actor=actor, at=at, event=event)
