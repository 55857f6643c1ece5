from typing import Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.models import Conversation
from reprise.core.refusals import Invalid, Overtaken, mark
from reprise.platform.transactions import atomic

LONGEST: Final = 500


@atomic
def set_aside_alarms(*, actor: Actor, conversation: Conversation, why: str) -> list[str]:
    """Take the alarms off a conversation, for a reason the caller keeps in a note; returns those that were on."""
    actor.require(Right.MESSAGES_WRITE)
    reason = " ".join(why.split())
    if not 3 <= len(reason) <= LONGEST:
        raise Invalid(field="why", why=mark("say in a few words why nothing more is to be done."))
    were = list(conversation.alarms)
    mine = Conversation.objects.filter(pk=conversation.pk, shop_id=actor.shop_id, alarms=were)
    if not were or not mine.update(alarms=[]):
        raise Overtaken
    conversation.alarms = []
    return were
