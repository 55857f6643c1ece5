import secrets
from datetime import datetime

from django.db import transaction

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.events import Event
from reprise.apps.cases.models import Case, CaseEvent, CaseEventContent
from reprise.core.canonical import plain
from reprise.core.chain import commitment, link_hash

TRIES = 50  # each failure means somebody else appended; an append waits, it never refuses a deed


class TimelineContended(RuntimeError):
    """The head of one timeline moved fifty times in a row: something is wrong, and the deed is undone."""


def event_body(row: CaseEvent) -> dict[str, object]:
    """What the hash of an event covers."""
    return {
        "at": row.at.isoformat(), "type": row.type, "actor": row.actor, "data": row.data, "commitment": row.commitment,
    }  # fmt: skip


@transaction.atomic(savepoint=False)
def record(*, case: Case, event: Event, actor: Actor, at: datetime) -> CaseEvent:
    """Append an event to the case's timeline and move its head, which `case` follows."""
    salt = secrets.token_bytes(16) if event.private else b""
    row = CaseEvent(case=case, at=at, type=event.type.value, actor=actor.key, data=plain(event.data))
    row.commitment = commitment(salt, event.private) if event.private else ""
    for _ in range(TRIES):
        row.sequence, row.previous = case.timeline_sequence + 1, case.timeline_hash
        row.hash = link_hash(row.previous, row.sequence, event_body(row))
        head = Case.objects.filter(pk=case.pk, timeline_sequence=case.timeline_sequence)
        if head.update(timeline_sequence=row.sequence, timeline_hash=row.hash):
            break
        case.refresh_from_db(fields=["timeline_sequence", "timeline_hash"])
    else:
        raise TimelineContended(case.reference)
    row.save(force_insert=True)
    if event.private:
        CaseEventContent.objects.create(event=row, salt=salt, content=plain(event.private))
    case.timeline_sequence, case.timeline_hash = row.sequence, row.hash
    return row
