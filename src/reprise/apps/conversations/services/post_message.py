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

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@transaction.atomic(savepoint=False)
def post_message(*, actor: Actor, case: "Case", body: str, at: datetime, client_id: str = "") -> Message:
    """Say something to the other side; the same `client_id` again answers the message already sent."""
    check_reach(actor, case)
    if not actor.is_customer:
        actor.require(Right.MESSAGES_WRITE)
    author = Author.CUSTOMER if actor.is_customer else Author.STAFF
    words = Words(tidy_body(body), author, actor.name, actor.person_id, client_id=client_id)
    message, new = append(thread_of(case, at), words, at)
    if new:
        told: dict[str, object] = {"message": message.sequence, "author": author}
        event = Event(EventType.MESSAGE_POSTED, told, private={"body": message.body})
        record(case=case, actor=actor, at=at, event=event)
    return message
