"""A page of the work list: cases with what is due next, when something last happened, and unread messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases import queries as cases
from reprise.apps.cases.kinds import DeadlineState
from reprise.apps.cases.models import Case, CaseEvent, Deadline
from reprise.apps.conversations.queries import unread
from reprise.apps.logistics.queries import find_parcels


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One case of the list."""

    case: Case
    due: Deadline | None
    since: datetime | None  # when something last happened
    unread: int


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Some rows, and the place to go on from when there are more."""

    rows: tuple[QueueRow, ...]
    next_place: tuple[datetime, int] | None


def queue_page(
    actor: Actor, *, view: str, search: str = "", after: tuple[datetime, int] | None = None, limit: int = 25
) -> QueuePage:
    """One page in four queries; a search that finds no case looks for the parcel of that number."""
    found = cases.queue(actor, view=view, search=search, after=after, limit=limit)
    if search and not found and after is None:
        found = list({parcel.case_id: parcel.case for parcel in find_parcels(actor, search) if parcel.case}.values())
    page = found[:limit]
    last = page[-1] if len(found) > limit else None
    return QueuePage(_rows(actor, page), (last.queue_at, last.pk) if last else None)


def _rows(actor: Actor, page: Sequence[Case]) -> tuple[QueueRow, ...]:
    ids = [case.pk for case in page]
    if not ids:
        return ()
    due: dict[int, Deadline] = {}
    for deadline in Deadline.objects.filter(case_id__in=ids, state=DeadlineState.OPEN.value).order_by("due_at", "id"):
        due.setdefault(deadline.case_id, deadline)
    heads = CaseEvent.objects.filter(case_id__in=ids, sequence=F("case__timeline_sequence"))
    since = dict(heads.order_by().values_list("case_id", "at"))
    news = unread(actor, ids)
    return tuple(QueueRow(case, due.get(case.pk), since.get(case.pk), news.get(case.pk, 0)) for case in page)
