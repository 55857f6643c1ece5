from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from reprise.apps.accounts.actors import Actor, system
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.kinds import DeadlineState, Stage, Turn
from reprise.apps.cases.models import Case
from reprise.apps.cases.models.case import FIRST, LAST
from reprise.apps.cases.queries import open_deadlines
from reprise.apps.cases.services.chapter import chapter
from reprise.apps.cases.services.deadlines import end_these
from reprise.apps.cases.services.record import record
from reprise.platform.transactions import atomic


@dataclass(frozen=True, slots=True)
class Projection:
    """What lists show of a case, derived from its axes."""

    stage: Stage
    turn: Turn
    axes: dict[str, str]
    next_action: str
    next_due: datetime | None
    ended: dict[int, DeadlineState] = field(default_factory=dict)  # deadlines that the axes show to be met or void
    urgent_at: datetime | None = None  # by when somebody should act; lists are ordered by it


PRIORITY: Final = "high"
AHEAD: Final = timedelta(days=3)  # how much earlier a priority case comes up in the work list
ENDED = frozenset({Stage.RESOLVED, Stage.DECLINED, Stage.CANCELLED})


@atomic
def store_projection(*, case: Case, projection: Projection, at: datetime) -> None:
    """Keep the derived state for lists and end what is no longer due; closed while nothing is left to do."""
    for state in set(projection.ended.values()):
        over = [each for each in open_deadlines(case) if projection.ended.get(each.pk) is state]
        end_these(case=case, deadlines=over, state=state, at=at)
    closed_at = (case.closed_at or at) if projection.stage in ENDED and not projection.next_action else None
    queue_at = FIRST if case.danger else _place(case, projection)
    with chapter(case) as open_now:
        open_now.state = (
            projection.stage.value, projection.turn.value, projection.axes, projection.next_action,
            projection.next_due, closed_at, queue_at,
        )  # fmt: skip
        if closed_at is not None and case.closed_at is None:
            closed = Event(EventType.CLOSED, {"stage": projection.stage})
            record(case=case, actor=system(case.shop_id), at=at, event=closed)
    case.stage, case.turn, case.axes = projection.stage.value, projection.turn.value, projection.axes
    case.next_action, case.next_due, case.closed_at = projection.next_action, projection.next_due, closed_at


def _place(case: Case, projection: Projection) -> datetime:
    """When somebody should act. A priority case goes ahead by some days, and never before what is long overdue."""
    due = projection.urgent_at or projection.next_due
    if due is None:
        return LAST
    return due - AHEAD if case.priority == PRIORITY else due


@atomic
def assign(*, case: Case, person_id: int | None, actor: Actor, at: datetime) -> None:
    """Give the case to somebody of the staff, or to nobody."""
    actor.require(Right.CASES_WRITE)
    Case.objects.filter(pk=case.pk).update(assignee_id=person_id)
    case.assignee_id = person_id
    record(case=case, actor=actor, at=at, event=Event(EventType.ASSIGNED, {"person": person_id}))
