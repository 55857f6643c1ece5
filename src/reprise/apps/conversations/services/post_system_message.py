from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from reprise.apps.conversations.kinds import Author
from reprise.apps.conversations.models import Message
from reprise.apps.conversations.rules.body import tidy_body
from reprise.apps.conversations.services.append import Words, append, thread_of

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@transaction.atomic(savepoint=False)
def post_system_message(
    *, case: "Case", body: str, at: datetime, internal: bool = False, client_id: str = ""
) -> Message:
    """Say in the thread, in the customer's language, what the house did; the timeline has the deed itself already."""
    words = Words(tidy_body(body), Author.SYSTEM, "", internal=internal, client_id=client_id)
    message, _new = append(thread_of(case, at), words, at)
    return message
