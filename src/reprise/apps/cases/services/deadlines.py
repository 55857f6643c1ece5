from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from reprise.apps.cases.kinds import DeadlineBasis, DeadlineState, Duty
from reprise.apps.cases.memory import learn, replace
from reprise.apps.cases.models import Case, Deadline
from reprise.apps.cases.queries import open_deadlines
from reprise.platform.statements import Writing, insert

_END = Writing(
    lambda deadline_id, state, at: (
        Deadline.objects.filter(pk=deadline_id, state=DeadlineState.OPEN.value), {"state": state, "ended_at": at},
    )
)  # fmt: skip


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
    if not deadlines:
        return
    replaced = {(new.name, new.line_id) for new in deadlines}
    end_these(
        case=case, deadlines=[old for old in open_deadlines(case) if (old.name, old.line_id) in replaced],
        state=DeadlineState.DROPPED, at=at,
    )  # fmt: skip
    rows = [
        Deadline(
            case=case, line_id=new.line_id, name=new.name, due_on=new.due_on, due_at=end_of(new.due_on, zone),
            basis=new.basis.value, source=new.source, duty=new.duty.value,
        )
        for new in deadlines
    ]  # fmt: skip
    insert(*rows)
    learn(case, "deadlines", *rows)


@transaction.atomic(savepoint=False)
def end_deadlines(*, case: Case, names: list[str], state: DeadlineState, at: datetime) -> int:
    """End open deadlines by name; returns how many."""
    ended = [deadline for deadline in open_deadlines(case) if deadline.name in names]
    return end_these(case=case, deadlines=ended, state=state, at=at)


def end_these(*, case: Case, deadlines: Iterable[Deadline], state: DeadlineState, at: datetime) -> int:
    """End deadlines that are open; returns how many there still were."""
    over = [deadline.pk for deadline in deadlines]
    if over:
        replace(case, "deadlines", [deadline for deadline in open_deadlines(case) if deadline.pk not in over])
    return sum(_END.rows(deadline_id, state.value, at) for deadline_id in over)


def end_of(day: date, zone: str) -> datetime:
    """The first instant after a day in a time zone."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)
