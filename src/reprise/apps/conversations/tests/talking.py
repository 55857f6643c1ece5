"""Somebody who asks without a case, for the tests of this app and of the workflows."""

from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor, customer_of_conversation
from reprise.apps.conversations.kinds import Channel, PartRole
from reprise.apps.conversations.models import Conversation, Message, Participant
from reprise.apps.conversations.services.begin_conversation import begin_conversation
from tests.support.builders import AT

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop


def a_question(
    shop: "Shop", *, name: str = "Camille", email: str = "camille@example.com", is_verified: bool = True,
    role: PartRole = PartRole.BUYER, channel: Channel = Channel.CHAT,
) -> tuple[Conversation, Actor]:  # fmt: skip
    """A conversation somebody began, and them as an actor."""
    conversation, person = begin_conversation(
        shop=shop, language="fr", channel=channel, name=name, email=email, is_verified=is_verified, role=role, at=AT,
        subject="Une buse",
    )  # fmt: skip
    return conversation, whoever(person)


def whoever(person: Participant) -> Actor:
    """One of the people of a conversation, who came by their own link."""
    shop_id = person.conversation.shop_id
    return customer_of_conversation(shop_id, person.conversation_id, person.name, participant_id=person.pk)


def numbers(conversation: Conversation) -> list[int]:
    """The numbers of what was said, in order."""
    return list(
        Message.objects.filter(conversation=conversation).order_by("sequence").values_list("sequence", flat=True)
    )


def now(conversation: Conversation) -> Conversation:
    """The conversation as it is by now."""
    return Conversation.objects.select_related("case").get(pk=conversation.pk)
