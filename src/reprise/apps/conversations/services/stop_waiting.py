from datetime import datetime

from reprise.apps.cases.services.promise_reply import drop_promise
from reprise.apps.conversations.kinds import Author, ThreadState
from reprise.apps.conversations.models import Conversation, Message
from reprise.apps.conversations.services.append import ON_A_PAGE
from reprise.platform.transactions import atomic

#: Why a promise to answer ends when an automatic answer was enough.
HELPED = "helped"


@atomic
def stop_waiting(*, conversation: Conversation, at: datetime) -> bool:
    """Nobody waits any more, because the customer says so; the promise to answer ends with it.

    Somebody who also wrote by mail or called still waits for that: False, and nothing changes.
    """
    if conversation.waits_since is None:
        return True
    since = Message.objects.filter(conversation=conversation, created_at__gte=conversation.waits_since)
    asked = since.filter(author_kind=Author.CUSTOMER.value, automatic=False)
    if asked.exclude(channel__in=[one.value for one in ON_A_PAGE]).exists():
        return False
    row = Conversation.objects.filter(pk=conversation.pk).exclude(state=ThreadState.MERGED.value)
    row.update(waits_since=None)
    conversation.waits_since = None
    drop_promise(conversation_id=conversation.pk, at=at, why=HELPED)
    return True
