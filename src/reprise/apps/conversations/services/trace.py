"""Small deeds of the staff on a question: what has no timeline of a case keeps them as notes of the house."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext, override

from reprise.apps.accounts.actors import Actor, ActorKind, system
from reprise.apps.accounts.queries import shop_of
from reprise.apps.conversations.kinds import Channel
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.services.say import say
from reprise.core.refusals import mark

GIVEN = mark("%(who)s gave this to %(person)s.")
TAKEN = mark("%(who)s took this.")
FREED = mark("%(who)s gave this to nobody.")
CLOSED = mark("%(who)s closed this.")
SNOOZED = mark("%(who)s put this aside until %(until)s.")


def trace(
    *,
    actor: Actor,
    conversation: Conversation,
    deed: str,
    at: datetime,
    person: str = "",
    until: datetime | None = None,
) -> None:
    """Note who did it, in the shop’s language; a case has its timeline, and the house keeps no trace of itself."""
    if conversation.case_id is not None or actor.kind is ActorKind.SYSTEM:
        return
    shop = shop_of(actor)
    with override(shop.language):
        moment = (
            formats.date_format(until.astimezone(ZoneInfo(shop.timezone)), "SHORT_DATETIME_FORMAT") if until else ""
        )
        somebody = gettext("Somebody of the shop")
        told = gettext(deed) % {"who": actor.name or somebody, "person": person or somebody, "until": moment}
    house = system(conversation.shop_id)
    say(actor=house, conversation=conversation, body=told, at=at, channel=Channel.PAGE, internal=True)
