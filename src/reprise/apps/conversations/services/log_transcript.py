from datetime import datetime

from reprise.apps.accounts.actors import Actor, system
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.services.record import record
from reprise.apps.conversations.kinds import Channel
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.services.say import say
from reprise.platform.transactions import atomic


@atomic
def log_transcript(
    *, actor: Actor, conversation: Conversation, to: str, digest: str, messages: int, note: str, at: datetime
) -> None:
    """Write down that a copy of a conversation left, to which address and with which fingerprint.

    On the timeline of its case; where there is none, as a `note` in the conversation that the staff reads.
    """
    if conversation.case is None:
        say(
            actor=system(conversation.shop_id), conversation=conversation, body=note, at=at, channel=Channel.PAGE,
            internal=True,
        )  # fmt: skip
        return
    told: dict[str, object] = {"digest": digest, "messages": messages}
    event = Event(EventType.TRANSCRIPT_SENT, told, private={"to": to})
    record(case=conversation.case, actor=actor, at=at, event=event)
