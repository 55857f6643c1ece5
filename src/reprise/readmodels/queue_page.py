"""A page of the work list: cases with what is due next, when something last happened, unread messages and tags."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.kinds import DeadlineState
from reprise.apps.cases.models import Case, CaseEvent, CustomerCard, Deadline
from reprise.apps.cases.queue import Place, QueueFilter, page_of, place_of, tags_of
from reprise.apps.conversations.message_queries import unread
from reprise.readmodels.deadlines import PROMISED


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One case of the list."""

    case: Case
    due: Deadline | None
    since: datetime | None  # when something last happened
    unread: int
    tags: tuple[str, ...] = ()
    priority: bool = False  # a rule of the policy, or the team, says that it comes first


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Some rows, and the place to go on from when there are more."""

    rows: tuple[QueueRow, ...]
    next_place: Place | None


def queue_page(
    actor: Actor, wanted: QueueFilter, *, at: datetime, after: Place | None = None, limit: int = 25
) -> QueuePage:
    """One page in six queries, however many cases there are."""
    found = page_of(actor, wanted, at=at, after=after, limit=limit)
    page = found[:limit]
    more = len(found) > limit
    return QueuePage(_rows(actor, page, at), place_of(page[-1], wanted.sort) if more else None)


def _rows(actor: Actor, page: Sequence[Case], at: datetime) -> tuple[QueueRow, ...]:
    ids = [case.pk for case in page]
    if not ids:
        return ()
    due = _due(ids, at)
    heads = CaseEvent.objects.filter(case_id__in=ids, sequence=F("case__timeline_sequence"))
    since = dict(heads.order_by().values_list("case_id", "at"))
    news, tags, first = unread(actor, ids), tags_of(actor, ids), _priorities(page)
    return tuple(
        QueueRow(
            case, due.get(case.pk), since.get(case.pk), news.get(case.pk, 0), tuple(tags.get(case.pk, ())),
            case.priority == "high" or case.customer_id in first,
        )
        for case in page
    )  # fmt: skip


def _due(ids: Sequence[int], at: datetime) -> dict[int, Deadline]:
    """What is due next on each case. A message's promised answer stands in the inbox, and here once it is late."""
    found: dict[int, Deadline] = {}
    for deadline in Deadline.objects.filter(case_id__in=ids, state=DeadlineState.OPEN.value).order_by("due_at", "id"):
        if deadline.name != PROMISED or deadline.due_at <= at:
            found.setdefault(deadline.case_id or 0, deadline)
    return found


def _priorities(page: Sequence[Case]) -> set[int | None]:
    customers = [case.customer_id for case in page if case.customer_id]
    return set(
        CustomerCard.objects.filter(customer_id__in=customers, priority=True).values_list("customer_id", flat=True)
    )
