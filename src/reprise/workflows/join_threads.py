"""Two conversations become one, or one two; who did it is kept where there is no timeline of a case to tell it."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext, override

from reprise.apps.accounts.actors import Actor, system
from reprise.apps.accounts.queries import shop_of
from reprise.apps.conversations.kinds import Channel
from reprise.apps.conversations.services import merge as merging
from reprise.apps.conversations.services import split as splitting
from reprise.apps.conversations.services.say import say
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation


@atomic
def merge(
    *, actor: Actor, source: "Conversation", target: "Conversation", at: datetime, vouched: bool = False
) -> "Conversation":
    """Make one of two; a note says who did, and who vouched for its people."""
    one = merging.merge(actor=actor, source=source, target=target, at=at, vouched=vouched)
    with override(shop_of(actor).language):
        told = gettext("%(who)s put another conversation here, and vouched for its people.") if vouched else gettext(
            "%(who)s put another conversation here."
        )  # fmt: skip
        _note(one, told % {"who": _who(actor)}, at)
    return one


@atomic
def split(
    *, actor: Actor, conversation: "Conversation", sequences: Collection[int], at: datetime, subject: str = ""
) -> "Conversation":
    """Take messages out; a note says who did, on both sides."""
    new = splitting.split(actor=actor, conversation=conversation, sequences=sequences, at=at, subject=subject)
    number = len(set(sequences))
    with override(shop_of(actor).language):
        here = ngettext(
            "%(who)s took %(count)s message out of another conversation, to here.",
            "%(who)s took %(count)s messages out of another conversation, to here.", number,
        )  # fmt: skip
        there = ngettext("%(who)s took %(count)s message out.", "%(who)s took %(count)s messages out.", number)
        _note(new, here % {"who": _who(actor), "count": number}, at)
        _note(conversation, there % {"who": _who(actor), "count": number}, at)
    return new


def _who(actor: Actor) -> str:
    return actor.name or gettext("Somebody of the shop")


def _note(conversation: "Conversation", told: str, at: datetime) -> None:
    if conversation.case is not None:
        return  # its timeline has it, in the chain
    house = system(conversation.shop_id)
    say(actor=house, conversation=conversation, body=told, at=at, channel=Channel.PAGE, internal=True)
