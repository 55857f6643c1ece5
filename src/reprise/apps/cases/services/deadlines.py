from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from reprise.apps.cases.kinds import DeadlineBasis, DeadlineState, Duty
from reprise.apps.cases.memory import learn, replace
from reprise.apps.cases.models import Case, Deadline
from reprise.apps.cases.queries import open_deadlines
from reprise.law.calendars import after_days
from reprise.law.counting import Period
from reprise.platform.statements import Writing, insert_later, settle
from reprise.platform.transactions import atomic

_END = Writing(
    lambda deadline_id, state, at, why: (
        Deadline.objects.filter(pk=deadline_id, state=DeadlineState.OPEN.value),
        {"state": state, "ended_at": at, "why": why},
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewDeadline:
    """A day by which (inclusive) somebody must act, the rule that says so, how it was counted and what a miss does.

    `period` is None for a day that somebody gave; `calendar` is the country whose holidays are looked at.
    """

    name: str
    due_on: date
    basis: DeadlineBasis
    source: str
    duty: Duty
    line_id: int | None = None
    rule: str = ""
    starts_with: str = ""
    period: Period | None = None
    calendar: str = ""
    effect: str = ""
    amount_minor: int | None = None
    state: DeadlineState = DeadlineState.OPEN


@atomic
def set_deadlines(*, case: Case, deadlines: list[NewDeadline], zone: str, at: datetime, why: str = "") -> None:
    """Replace the open deadlines of the same name and line; what they were, and why they went, stays on record."""
    if not deadlines:
        return
    here = {(old.name, old.line_id): old for old in open_deadlines(case)}
    new = [each for each in deadlines if not _is(here.get((each.name, each.line_id)), each)]
    if not new:
        return
    replaced = {(each.name, each.line_id) for each in new}
    end_these(
        case=case, deadlines=[old for key, old in here.items() if key in replaced], state=DeadlineState.REPLACED,
        at=at, why=why,
    )  # fmt: skip
    rows = [row_of(case, each, zone, at) for each in new]
    insert_later(*rows)
    learn(case, "deadlines", *(row for row in rows if row.state == DeadlineState.OPEN.value))


@atomic
def end_deadlines(*, case: Case, names: list[str], state: DeadlineState, at: datetime) -> int:
    """End open deadlines by name; returns how many."""
    ended = [deadline for deadline in open_deadlines(case) if deadline.name in names]
    return end_these(case=case, deadlines=ended, state=state, at=at)


def end_these(
    *, case: Case, deadlines: Iterable[Deadline], state: DeadlineState, at: datetime, why: str = ""
) -> int:  # fmt: skip
    """End deadlines that are open; returns how many."""
    rows = list(deadlines)
    if not rows:
        return 0
    settle(*rows)  # those set just now are ended by their numbers
    over = {deadline.pk for deadline in rows}
    replace(case, "deadlines", [deadline for deadline in open_deadlines(case) if deadline.pk not in over])
    for deadline in rows:
        _END.at_last(deadline.pk, state.value, at, why)
    return len(rows)


def row_of(case: Case, new: NewDeadline, zone: str, at: datetime) -> Deadline:
    """A new deadline as a row that nobody has written yet."""
    period = new.period
    return Deadline(
        case=case, shop_id=case.shop_id, line_id=new.line_id, name=new.name, due_on=new.due_on,
        due_at=end_of(new.due_on, zone), basis=new.basis.value, source=new.source, duty=new.duty.value,
        state=new.state.value, ended_at=at if new.state is DeadlineState.MET else None, rule=new.rule,
        starts_with=new.starts_with, start_on=period.start if period else None,
        length=period.length if period else None, unit=period.unit.value if period else "days",
        calendar=new.calendar, is_rolled=bool(period and period.country), zone=zone, effect=new.effect,
        amount_minor=new.amount_minor, set_at=at,
    )  # fmt: skip


def end_of(day: date, zone: str) -> datetime:
    """The first instant after a day in a time zone."""
    return datetime.combine(after_days(day, 1), time(), ZoneInfo(zone)).astimezone(UTC)


def _is(old: Deadline | None, new: NewDeadline) -> bool:
    """Whether the day on record is the same, for the same reason: then it stays as it is."""
    return old is not None and (old.due_on, old.basis, old.source, old.rule) == (
        new.due_on, new.basis.value, new.source, new.rule,
    )  # fmt: skip
