from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Case as Either
from django.db.models import DateTimeField, F, When
from django.db.models.functions import Coalesce

from reprise.apps.conversations.kinds import Author, Channel, ThreadKind, ThreadState
from reprise.apps.conversations.models import Conversation, Message
from reprise.platform.statements import Reading, Writing, insert

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


#: Where whoever writes is there to read the answer as well.
ON_A_PAGE: Final = (Channel.PAGE, Channel.CHAT)


@dataclass(frozen=True, slots=True)
class Words:
    """What is said, tidied, by whom and by which way."""

    body: str
    author: Author
    name: str
    person_id: int | None = None
    participant_id: int | None = None
    channel: Channel = Channel.PAGE
    language: str = ""
    quoted: str = ""
    internal: bool = False
    automatic: bool = False
    client_id: str = ""
    turn: Mapping[str, object] | None = None

    @property
    def asks(self) -> bool:
        """Whether a person of the customer's side waits for an answer from now on."""
        return self.author is Author.CUSTOMER and not self.automatic

    @property
    def answers(self) -> bool:
        """Whether the customer has heard from a person of the shop: written to them, or spoken on the telephone."""
        reaches = not self.internal or self.channel is Channel.PHONE
        return self.author is Author.STAFF and not self.automatic and reaches


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a message is to its conversation."""

    asks: bool
    answers: bool
    internal: bool
    on_a_page: bool


_SENT = Reading(lambda number, client_id: Message.objects.filter(conversation=number, client_id=client_id))


def thread_of(case: "Case", at: datetime) -> Conversation:
    """The thread of a case, begun when there is none; of two beginnings at once, one stays."""
    mine = {"shop_id": case.shop_id, "case_id": case.pk, "kind": ThreadKind.CASE.value}
    found = Conversation.objects.filter(**mine).first()
    if found is None:
        new = Conversation(**mine, language=case.language, created_at=at)
        Conversation.objects.bulk_create([new], ignore_conflicts=True)
        found = Conversation.objects.get(**mine)
    found.case = case
    return found


def append(conversation: Conversation, words: Words, at: datetime) -> tuple[Message, bool]:
    """Add a message under the next number, and say whether it is new: the sender's own id is taken once only.

    Of a thread that was merged it goes to the one its messages stand in, which `message.conversation` then is.
    """
    if before := _sent(conversation, words.client_id):
        return before, False
    try:
        with transaction.atomic():
            return _write(conversation, words, at), True
    except IntegrityError:
        merged = Conversation.objects.filter(pk=conversation.pk, merged_into__isnull=False).exists()
        where = _merged_into(conversation) if merged else conversation
        if before := _sent(where, words.client_id):
            return before, False
        raise


def _sent(conversation: Conversation, client_id: str) -> Message | None:
    return _SENT.first(conversation.pk, client_id) if client_id else None


def _write(conversation: Conversation, words: Words, at: datetime) -> Message:
    # The update holds the row until the transaction ends, so the number it tells is ours alone: others wait.
    kind = _Kind(words.asks, words.answers, words.internal, words.channel in ON_A_PAGE)
    numbers = _head(kind).told(conversation.pk, at)
    if not numbers:
        return _write(_merged_into(conversation), words, at)
    (conversation.sequence,) = numbers
    message = Message(
        conversation=conversation, sequence=conversation.sequence, author_kind=words.author.value,
        author_name=words.name[:160], person_id=words.person_id, participant_id=words.participant_id,
        channel=words.channel.value, language=words.language[:5], body=words.body, quoted=words.quoted,
        internal=words.internal, automatic=words.automatic, client_id=words.client_id, turn=words.turn,
        created_at=at,
    )  # fmt: skip
    insert(message)
    return message


def _merged_into(conversation: Conversation) -> Conversation:
    merged = Conversation.objects.filter(pk=conversation.pk).values("merged_into")
    return Conversation.objects.select_related("case").get(pk__in=merged)


@cache
def _head(kind: _Kind) -> Writing:
    """Take the next number of a conversation that was not merged, with all that the message changes of it."""
    return Writing(
        lambda number, at: (
            Conversation.objects.filter(pk=number).exclude(state=ThreadState.MERGED.value),
            {"sequence": F("sequence") + 1, **_follows(kind, at)},
        ),
        tells="sequence",
    )


def _follows(kind: _Kind, at: Any) -> dict[str, object]:
    """What a message changes of its conversation: only people open one again, or answer it."""
    if kind.asks:
        on_a_page = {"customer_seen_at": at} if kind.on_a_page else {}
        return {
            **on_a_page, "last_at": at, "state": ThreadState.OPEN.value, "closed_at": None, "closed_by": "",
            "snoozed_until": None, "waits_since": Coalesce(F("waits_since"), at, output_field=DateTimeField()),
            "handed_at": Either(When(state=ThreadState.CLOSED.value, then=None), default=F("handed_at")),
        }  # fmt: skip
    seen = {} if kind.internal else {"last_at": at}
    if not kind.answers:
        return seen
    return {**seen, "waits_since": None, "handed_at": Coalesce(F("handed_at"), at, output_field=DateTimeField())}
