import secrets
from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.events import Event
from reprise.apps.cases.models import Case, CaseEvent, CaseEventContent
from reprise.apps.cases.services.chapter import chapter
from reprise.core.canonical import plain
from reprise.core.chain import commitment
from reprise.platform.transactions import atomic


@atomic
def record(*, case: Case, event: Event, actor: Actor, at: datetime) -> CaseEvent:
    """Append an event to the case's timeline and move its head, which `case` follows.

    Within a chapter it is written with the others, at its end.
    """
    row = CaseEvent(case_id=case.pk, at=at, type=event.type.value, actor=actor.key, data=plain(event.data))
    content = None
    if event.private:
        salt = secrets.token_bytes(16)
        row.commitment = commitment(salt, event.private)
        content = CaseEventContent(event=row, salt=salt, content=plain(event.private))
    with chapter(case) as open_now:
        open_now.events.append((row, content))
    return row
