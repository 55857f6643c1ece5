"""Conversations for the tests of the desk: customers who asked something, by chat, by mail or in their case."""

from datetime import datetime, timedelta

from django.test import Client

from reprise.apps.accounts.actors import Actor, customer_of_conversation
from reprise.apps.accounts.models import Shop
from reprise.apps.conversations.kinds import Channel, PartRole
from reprise.apps.conversations.models import Conversation, Participant
from reprise.apps.conversations.services.begin_conversation import begin_conversation
from reprise.apps.conversations.services.say import say
from tests.support.builders import AT


def asked(
    shop: Shop, body: str = "Où est mon colis ?", *, name: str = "Alice Martin", email: str = "alice@example.com",
    subject: str = "", language: str = "fr", channel: Channel = Channel.CHAT, at: datetime = AT, proved: bool = True,
) -> Conversation:  # fmt: skip
    """A question somebody asked, as it stands in the table."""
    begun, person = begin_conversation(
        shop=shop, language=language, channel=channel, name=name, email=email, is_verified=proved,
        role=PartRole.VISITOR, at=at, subject=subject,
    )  # fmt: skip
    add(begun, person, body, at=at, channel=channel)
    return Conversation.objects.get(pk=begun.pk)


def add(
    conversation: Conversation, person: Participant | None, body: str, *, at: datetime = AT,
    channel: Channel = Channel.CHAT,
) -> None:  # fmt: skip
    """The customer says something more."""
    writer = person or Participant.objects.filter(conversation=conversation).earliest("pk")
    say(actor=visitor(writer), conversation=conversation, body=body, at=at, channel=channel, participant=writer)


def visitor(person: Participant) -> Actor:
    """Whoever began a conversation, in their browser."""
    conversation = person.conversation
    return customer_of_conversation(conversation.shop_id, conversation.pk, person.name, participant_id=person.pk)


def soon(minutes: int) -> datetime:
    """Some minutes after the day of the tests began."""
    return AT + timedelta(minutes=minutes)


def page(one: Conversation, deed: str = "") -> str:
    """The address of a conversation at the desk."""
    return f"/fr/desk/atelier-lamelle/conversations/{one.key}/{deed}"


LIST = "/fr/desk/atelier-lamelle/conversations/"
IN_PAGE = {"HX-Request": "true"}


def names_in(browser: Client, query: str = "") -> list[str]:
    """Whom the list shows, in its order."""
    answer = browser.get(LIST + query)
    assert answer.status_code == 200
    return [line.who for line in answer.context["lines"]]
