from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.services.record import record
from reprise.apps.conversations.kinds import Author
from reprise.apps.conversations.models import Message
from reprise.apps.conversations.rules.body import tidy_body
from reprise.apps.conversations.services.append import Words, append, check_reach, thread_of
from reprise.core.refusals import Forbidden

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@transaction.atomic(savepoint=False)
def post_note(*, actor: Actor, case: "Case", body: str, at: datetime, client_id: str = "") -> Message:
    """Write an internal note for the staff; customers may neither write nor read any."""
    check_reach(actor, case)
    if actor.is_customer:
        raise Forbidden(right=Right.MESSAGES_WRITE.value)
    actor.require(Right.MESSAGES_WRITE)
    words = Words(tidy_body(body), Author.STAFF, actor.name, actor.person_id, internal=True, client_id=client_id)
    message, new = append(thread_of(case, at), words, at)
    if new:
        event = Event(EventType.NOTE_ADDED, {"message": message.sequence}, private={"body": message.body})
        record(case=case, actor=actor, at=at, event=event)
    return message
