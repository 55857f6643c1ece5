"""Where the assistant stands in a conversation: what it said last, and what it has not answered yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from reprise.apps.conversations.kinds import Author, TurnKind
from reprise.apps.conversations.models import Conversation, Message
from reprise.platform.statements import Reading, Values

#: So many messages back what was said is looked at again.
LOOKED_AT: Final = 12
#: What asks the customer for a word: as long as nothing else was said, they may give it.
OFFERS: Final = frozenset({TurnKind.SURE.value, TurnKind.CHOICES.value})

_ANSWER = Values(lambda number, turn: Message.objects.filter(conversation=number, client_id=turn).values("pk"))
_HANDED = Values(lambda number: Conversation.objects.filter(pk=number, handed_at__isnull=False).values("pk"))
_LATELY = Reading(lambda number: _shared(number)[:LOOKED_AT])


@dataclass(frozen=True, slots=True)
class Run:
    """What a customer wrote and nobody has answered, the newest last, and what stood before it."""

    messages: tuple[Message, ...]
    asked_back: int  # in between they were asked what it is about; so many of them were written since, 0: never
    before: Message | None  # what was said last before it; with `asked_back`, before the question too

    @property
    def text(self) -> str:
        """All of their words."""
        return _joined(self.messages)

    @property
    def newest(self) -> str:
        """Those since they were asked what it is about."""
        return _joined(self.messages[-self.asked_back :])


def message_of(message_id: int) -> Message | None:
    """A message with its conversation, for a job that comes back to it."""
    return Message.objects.select_related("conversation").filter(pk=message_id).first()


def turn_id(message: Message) -> str:
    """The sending's id of the assistant's answer to a message: it is answered once, in whichever thread it stands."""
    return f"first-{message.pk}"


def is_answered(message: Message) -> bool:
    """Whether the assistant has answered a message."""
    return bool(_ANSWER.all(message.conversation_id, turn_id(message)))


def is_with_people(conversation_id: int) -> bool:
    """Whether a person has a conversation, so that the assistant says nothing in it."""
    return bool(_HANDED.all(conversation_id))


def last_said(conversation: Conversation) -> Message | None:
    """The newest message both sides see."""
    return _shared(conversation.pk).first()


def run_up_to(message: Message) -> Run | None:
    """The words of a customer of which a message is the last; None when something was said after it."""
    found = _LATELY.all(message.conversation_id)
    if not found or found[0].pk != message.pk:
        return None
    mine, asked_back = list[Message](), 0
    for one in found:
        one.conversation = message.conversation
        if one.author_kind == Author.CUSTOMER.value and not one.automatic:
            mine.insert(0, one)
        elif kind_of(one) == TurnKind.ASKED_BACK and not asked_back:
            asked_back = len(mine)
        else:
            return Run(tuple(mine), asked_back, one)
    return Run(tuple(mine), asked_back, None)


def offer_at(conversation: Conversation, sequence: int) -> Message | None:
    """An offer of the assistant's that the customer may still take up: nothing was said since."""
    last = last_said(conversation)
    if last is None or last.sequence != sequence or conversation.handed_at is not None:
        return None
    return last if kind_of(last) in OFFERS else None


def words_before(offer: Message) -> str:
    """What the customer wrote last before an offer."""
    said = _shared(offer.conversation_id).filter(sequence__lt=offer.sequence, author_kind=Author.CUSTOMER.value)
    return str(said.values_list("body", flat=True).first() or "")


def kind_of(message: Message) -> str:
    """What the assistant did with its message; empty for everybody else's."""
    turn: Mapping[str, Any] | None = message.turn
    return str(turn.get("kind", "")) if turn and message.author_kind == Author.ASSISTANT.value else ""


def _joined(messages: Sequence[Message]) -> str:
    return "\n".join(message.body for message in messages if message.body)


def _shared(number: int) -> QuerySet[Message]:
    return Message.objects.filter(conversation=number, internal=False).order_by("-sequence")
