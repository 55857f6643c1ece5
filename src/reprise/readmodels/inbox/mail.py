"""One mail that came in, as its staff look into it."""

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.models import Conversation, IncomingMail
from reprise.core.refusals import NotFound


def mail_of(actor: Actor, conversation: Conversation, mail_id: int) -> IncomingMail:
    """A mail of a conversation the caller obtained; one of another conversation looks missing."""
    actor.require(Right.CASES_READ)
    found = IncomingMail.objects.filter(shop_id=actor.shop_id, conversation=conversation, pk=mail_id).first()
    if found is None:
        raise NotFound
    return found
