"""A person is called: told to the visitor with the time, and from then on nothing automatic is said."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext, override

from reprise.apps.accounts.actors import Actor
from reprise.apps.conversations.kinds import Channel, TurnKind
from reprise.apps.conversations.message_queries import last_messages
from reprise.apps.conversations.services.hand_over import hand_over
from reprise.apps.conversations.services.hold_conversation import hold_conversation
from reprise.apps.conversations.turns import kind_of, turn_id
from reprise.apps.knowledge.rules.handover import Reason
from reprise.apps.knowledge.services.settle_asked import settle_asked
from reprise.platform.transactions import atomic
from reprise.workflows import converse
from reprise.workflows.first_line.speaking import Turn, speak
from reprise.workflows.first_line.visitor import Visitor
from reprise.workflows.first_line.wording import to_a_person

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation, Message


def leave_to_people(
    *, conversation: "Conversation", visitor: Visitor, reason: str, language: str, once: str, at: datetime,
    asked: int | None = None,
) -> "Message":  # fmt: skip
    """Say that a person answers, why and by when; the conversation is theirs."""
    with override(language):
        body = to_a_person(reason, visitor, conversation, at)
    turn = Turn(kind=TurnKind.HANDED, body=body, language=language, reason=reason, asked=asked)
    said = speak(conversation=conversation, turn=turn, once=once, at=at)
    hand_over(conversation=said.conversation, at=at)
    return said


@atomic
def call_a_person(
    *, actor: Actor, conversation: "Conversation", visitor: Visitor, client_id: str, at: datetime
) -> "Message | None":
    """The visitor asks for a person: said in their name, and answered; asked again before anybody came, nothing is
    said twice.
    """
    before = last_messages(actor, conversation, limit=2)
    wish = gettext("I would like to talk to a person.")
    if any(message.body == wish or kind_of(message) == TurnKind.HANDED for message in before):
        return None
    for message in before[-1:]:
        if message.turn and (asked := message.turn.get("asked")):
            settle_asked(shop_id=conversation.shop_id, asked_id=asked, helpful=False, at=at)
    said = converse.say(
        actor=actor, conversation=conversation, body=wish, at=at, client_id=client_id, channel=Channel.CHAT,
        language=visitor.language,
    )  # fmt: skip
    return leave_to_people(
        conversation=hold_conversation(said.conversation_id), visitor=visitor, reason=Reason.ASKS_HUMAN.value,
        language=visitor.language, once=turn_id(said), at=at,
    )  # fmt: skip
