"""Asking for a person: said in the conversation, and answered at once with the time by which one writes."""

from django.db import transaction
from django.utils.translation import gettext

from reprise.apps.accounts.actors import system
from reprise.apps.conversations.kinds import Channel
from reprise.apps.conversations.queries import last_messages
from reprise.core.refusals import NotFound
from reprise.web.chat.answering import answering_of
from reprise.web.chat.talk import Talk
from reprise.workflows import converse


@transaction.atomic
def call_a_person(talk: Talk, client_id: str) -> None:
    """Tell the shop, and the visitor by when; asked again before anybody answered, nothing is said twice."""
    if talk.conversation is None or talk.actor is None:
        raise NotFound
    wish = gettext("I would like to talk to a person.")
    before = last_messages(talk.actor, talk.conversation, limit=2)
    if any(message.body == wish for message in before):
        return
    converse.say(
        actor=talk.actor, conversation=talk.conversation, body=wish, at=talk.at, client_id=client_id,
        channel=Channel.CHAT, language=talk.language,
    )  # fmt: skip
    told = gettext("A person reads this conversation and answers here. %(when)s") % {"when": answering_of(talk).long}
    converse.say(
        actor=system(talk.shop.pk), conversation=talk.conversation, body=told.strip(), at=talk.at, automatic=True,
        channel=Channel.CHAT, language=talk.language,
    )  # fmt: skip
