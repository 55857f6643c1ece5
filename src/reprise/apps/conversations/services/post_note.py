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
def post_note(*, actor: Actor, case: "Case", body: str, at: datetime, client_id: str = "") -> Message:
    """Write an internal note on a case for the staff; customers may neither write nor read any."""
    check_case(actor, case, internal=True)
    body = tidy_body(body)
    return say(
        actor=actor, conversation=thread_of(case, at), body=body, at=at, client_id=client_id, channel=Channel.PAGE,
        internal=True,
    )  # fmt: skip
