from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q

from reprise.apps.cases.kinds import DeadlineState, RemedyState, RemedyType
from reprise.apps.cases.models import Deadline, Remedy
from reprise.platform.transactions import atomic

#: Rights about an article; the way to the mediator stays open.
ABOUT_THE_ARTICLE: Final = ("withdraw", "guarantee", "presumption")


@atomic
def tidy_terms(*, at: datetime) -> int:
    """End the rights about articles that were repaid on cases that are closed; returns how many."""
    paid = Remedy.objects.filter(type=RemedyType.REFUND.value, state=RemedyState.DONE.value)
    of_line = Exists(paid.filter(line_id=OuterRef("line_id")))
    of_case = Q(line__isnull=True) & Exists(paid.filter(case_id=OuterRef("case_id")))
    running = Deadline.objects.filter(
        of_line | of_case, state=DeadlineState.RUNS.value, name__in=ABOUT_THE_ARTICLE, due_at__gt=at,
        case__closed_at__isnull=False,
    )  # fmt: skip
    numbers = list(running.values_list("pk", flat=True)[:1_000])
    over = Deadline.objects.filter(pk__in=numbers, state=DeadlineState.RUNS.value)
    return over.update(state=DeadlineState.DROPPED.value, ended_at=at, why="repaid")
