from datetime import datetime

from reprise.apps.cases.kinds import DeadlineState
from reprise.apps.cases.models import Case, Deadline
from reprise.apps.cases.services.deadlines import NewDeadline, row_of
from reprise.platform.statements import insert
from reprise.platform.transactions import atomic


@atomic
def renew_terms(*, case: Case, terms: list[NewDeadline], zone: str, at: datetime, why: str) -> int:
    """Count the rights that run on a case anew: a day that moved replaces the old row, which says why."""
    running = {
        (row.name, row.line_id): row for row in Deadline.objects.filter(case=case, state=DeadlineState.RUNS.value)
    }
    moved = [new for new in terms if (old := running.get((new.name, new.line_id))) is None or old.due_on != new.due_on]
    over = [running[key].pk for new in moved if (key := (new.name, new.line_id)) in running]
    Deadline.objects.filter(pk__in=over, state=DeadlineState.RUNS.value).update(
        state=DeadlineState.REPLACED.value, ended_at=at, why=why
    )
    insert(*(row_of(case, new, zone, at) for new in moved))
    return len(moved)
