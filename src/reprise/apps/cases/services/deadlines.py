from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from reprise.apps.cases.kinds import DeadlineBasis, DeadlineState, Duty
from reprise.apps.cases.models import Case, Deadline


@dataclass(frozen=True, slots=True)
class NewDeadline:
    """A day by which (inclusive) somebody must act, and the rule that says so."""

    name: str
    due_on: date
    basis: DeadlineBasis
    source: str
    duty: Duty
    line_id: int | None = None


@transaction.atomic(savepoint=False)
def set_deadlines(*, case: Case, deadlines: list[NewDeadline], zone: str, at: datetime) -> None:
    """Replace the open deadlines of the same name and line; what they were stays on record as dropped."""
    same = [Q(name=new.name, line_id=new.line_id) for new in deadlines]
    if not same:
        return
    still_open = Deadline.objects.filter(reduce(or_, same), case=case, state=DeadlineState.OPEN.value)
    still_open.update(state=DeadlineState.DROPPED.value, ended_at=at)
    Deadline.objects.bulk_create(
        Deadline(
            case=case, line_id=new.line_id, name=new.name, due_on=new.due_on, due_at=end_of(new.due_on, zone),
            basis=new.basis.value, source=new.source, duty=new.duty.value,
        )
        for new in deadlines
    )  # fmt: skip


@transaction.atomic(savepoint=False)
def end_deadlines(*, case: Case, names: list[str], state: DeadlineState, at: datetime) -> int:
    """End open deadlines by name; returns how many."""
    still_open = Deadline.objects.filter(case=case, name__in=names, state=DeadlineState.OPEN.value)
    return still_open.update(state=state.value, ended_at=at)


def end_of(day: date, zone: str) -> datetime:
    """The first instant after a day in a time zone."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
