"""Whether what a waiting letter reminds of is still to be done."""

from reprise.apps.cases.kinds import DeadlineState, LineState
from reprise.apps.cases.models import Case, CaseLine, Deadline


def deadline_is_open(deadline_id: int) -> bool:
    """Nobody has met the deadline, and it was not dropped."""
    return Deadline.objects.filter(pk=deadline_id, state=DeadlineState.OPEN.value).exists()


def question_is_open(case_id: int) -> bool:
    """A line still waits for its customer."""
    return CaseLine.objects.filter(case_id=case_id, state=LineState.NEEDS_INFO.value).exists()


def case_is_closed(case_id: int) -> bool:
    """Nobody went on with the case."""
    return Case.objects.filter(pk=case_id, closed_at__isnull=False).exists()
