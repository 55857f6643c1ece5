from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.conversations.kinds import Channel
from reprise.apps.conversations.models import Message
from reprise.apps.conversations.rules.body import tidy_body
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.services.reach import check_case
from reprise.apps.conversations.services.say import say
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@atomic
def post_message(*, actor: Actor, case: "Case", body: str, at: datetime, client_id: str = "") -> Message:
    """Say something to the other side of a case; the same `client_id` again answers the message already sent."""
    check_case(actor, case)
    body = tidy_body(body)  # nothing to say begins no thread
    thread = thread_of(case, at)
    return say(actor=actor, conversation=thread, body=body, at=at, client_id=client_id, channel=Channel.PAGE)
