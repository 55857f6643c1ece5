"""Say something in the thread of a case, or keep a note on it."""

from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.services.deed import hold
from reprise.apps.conversations.kinds import Channel
from reprise.apps.conversations.rules.body import tidy_body
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.services.reach import check_case
from reprise.platform.transactions import atomic
from reprise.workflows.converse import say

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.apps.conversations.models import Message


@atomic
def write(
    *, actor: Actor, case: "Case", body: str, at: datetime, client_id: str = "", channel: Channel = Channel.PAGE,
    seen: int | None = None,
) -> "Message":  # fmt: skip
    """Post a message on a case, begun by it or not."""
    hold(case)
    check_case(actor, case)
    words = tidy_body(body)  # nothing to say begins no thread
    return say(
        actor=actor, conversation=thread_of(case, at), body=words, at=at, client_id=client_id, channel=channel,
        seen=seen,
    )  # fmt: skip


@atomic
def note(*, actor: Actor, case: "Case", body: str, at: datetime, client_id: str = "") -> "Message":
    """Keep an internal note, which no customer reads."""
    check_case(actor, case, internal=True)
    words = tidy_body(body)
    return say(
        actor=actor, conversation=thread_of(case, at), body=words, at=at, client_id=client_id, channel=Channel.PAGE,
        internal=True,
    )  # fmt: skip
