from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import system
from reprise.apps.conversations.kinds import Channel
from reprise.apps.conversations.models import Message
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.services.say import say
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@atomic
def post_system_message(
    *, case: "Case", body: str, at: datetime, internal: bool = False, client_id: str = ""
) -> Message:
    """Say in the thread, in the customer's language, what the house did; the timeline has the deed itself already."""
    return say(
        actor=system(case.shop_id), conversation=thread_of(case, at), body=body, at=at, client_id=client_id,
        channel=Channel.PAGE, internal=internal,
    )  # fmt: skip
