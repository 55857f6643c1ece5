from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.conversations.kinds import Channel
from reprise.apps.conversations.models import Conversation, Message
from reprise.apps.conversations.services.reach import check_steward
from reprise.apps.conversations.services.say import say
from reprise.platform.transactions import atomic


@atomic
def note_call(
    *, actor: Actor, conversation: Conversation, body: str, at: datetime, client_id: str = "", internal: bool = True
) -> Message:
    """Write down what was said on the telephone, by whoever took the call; it counts as an answer to the customer.

    For the staff alone, unless whoever writes it wants the customer to have it in writing too.
    """
    check_steward(actor, conversation)
    return say(
        actor=actor, conversation=conversation, body=body, at=at, client_id=client_id, channel=Channel.PHONE,
        internal=internal,
    )  # fmt: skip
