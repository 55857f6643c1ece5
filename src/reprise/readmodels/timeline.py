"""What happened to a case, told in the reader's language: all of it to staff, what concerns them to customers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import colleagues
from reprise.apps.cases.events import INTERNAL, SENTENCES, EventType
from reprise.apps.cases.models import Case, CaseEvent
from reprise.apps.cases.queries import lines_of, timeline_of
from reprise.readmodels.event_details import detail_of

#: Where an event keeps words of a person, shown as theirs.
_QUOTES: Mapping[EventType, str] = {
    EventType.INFO_ASKED: "question",
    EventType.LINE_DECIDED: "text",
    EventType.LINE_APPEALED: "text",
    EventType.MESSAGE_POSTED: "body",
    EventType.NOTE_ADDED: "body",
    EventType.CALL_NOTED: "body",
    EventType.EVIDENCE_ADDED: "caption",
    EventType.REFUND_CHANGED: "reason",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened. `by` is us, customer or system; `who` names a member of staff, to staff only."""

    sequence: int
    at: datetime
    type: str
    sentence: str
    detail: str
    quote: str
    by: str
    who: str
    internal: bool


def timeline(actor: Actor, case: Case) -> list[Moment]:
    """The timeline of a case the caller already holds, oldest first, in the active language; two or three queries."""
    names = {str(line.position): line.name for line in lines_of(case)}
    staff = {} if actor.is_customer else {f"staff:{person.pk}": str(person) for person in colleagues(actor)}
    events = [event for event in timeline_of(case) if not actor.is_customer or event.type not in INTERNAL]
    return [_moment(event, names, staff, for_customer=actor.is_customer) for event in events]


def _moment(event: CaseEvent, names: Mapping[str, str], staff: Mapping[str, str], *, for_customer: bool) -> Moment:
    kind = EventType(event.type)
    private = _private(event)
    return Moment(
        sequence=event.sequence,
        at=event.at,
        type=event.type,
        sentence=gettext(SENTENCES[kind]),
        detail=detail_of(kind, event.data, private, names),
        quote=str(private.get(_QUOTES[kind], "")) if kind in _QUOTES else "",
        by=_by(event.actor),
        who="" if for_customer else staff.get(event.actor, ""),
        internal=kind in INTERNAL,
    )


def _private(event: CaseEvent) -> Mapping[str, Any]:
    """The personal part of an event, empty once it is erased."""
    content = getattr(event, "private", None)
    return content.content if content is not None else {}


def _by(actor_key: str) -> str:
    kind = actor_key.partition(":")[0]
    return {"staff": "us", "token": "us", "customer": "customer"}.get(kind, "system")
