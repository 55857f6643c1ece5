"""The dates of a case: what is due and why that day, what a miss does, who is reminded, and what was replaced."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from reprise.apps.cases.kinds import DeadlineState, Duty
from reprise.apps.cases.queries import deadlines_of
from reprise.readmodels.deadline_words import effect_of, title_of, why_of, why_this_day
from reprise.readmodels.deadlines import SAID_BY_HAND
from reprise.readmodels.late_cost import late_cost_of
from reprise.readmodels.reminders.planned import Reminder, reminders_of
from reprise.readmodels.shop_days import contract_day
from reprise.web.backoffice.due import Due, due_of
from reprise.web.backoffice.late_chart import LateChart, late_chart

if TYPE_CHECKING:
    from reprise.apps.cases.models import Deadline
    from reprise.web.backoffice.cases.scene import Scene
    from reprise.web.backoffice.door import StaffRequest

OVER = frozenset({DeadlineState.DROPPED.value, DeadlineState.REPLACED.value})


@dataclass(frozen=True, slots=True)
class DateLine:
    """One date of the case."""

    pk: int
    title: str
    due: Due
    basis: str
    state: str
    is_open: bool
    runs: bool
    ours: bool
    steps: list[str]
    effect: str
    reminders: list[Reminder]
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Replaced:
    """A date that does not hold any more, and why."""

    title: str
    day: date
    why: str


def dates_of(request: "StaffRequest", scene: "Scene") -> dict[str, object]:
    """What the page shows of them."""
    today, rows = timezone.localdate(), deadlines_of(scene.case)
    told = [row for row in rows if row.state not in OVER]
    reminders = reminders_of(told, scene.case.shop_id, request.shop.timezone, today)
    lines = [_line(row, today, reminders[row.pk]) for row in told]
    return {
        "dates": [line for line in lines if not line.runs], "rights": [line for line in lines if line.runs],
        "replaced": [Replaced(title_of(row), row.due_on, why_of(row)) for row in rows if row.state in OVER],
        "growth": _growth(request, scene, rows, today),
    }  # fmt: skip


def _line(row: "Deadline", today: date, reminders: list[Reminder]) -> DateLine:
    is_open = row.state == DeadlineState.OPEN.value
    return DateLine(
        pk=row.pk, title=title_of(row), due=due_of(row, today), basis=row.basis, state=row.state, is_open=is_open,
        runs=row.state == DeadlineState.RUNS.value, ours=row.duty == Duty.SELLER.value, steps=why_this_day(row),
        effect=effect_of(row), reminders=reminders, by_hand=is_open and row.name in SAID_BY_HAND,
    )  # fmt: skip


def _growth(
    request: "StaffRequest", scene: "Scene", rows: "list[Deadline]", today: date
) -> LateChart | None:  # fmt: skip
    """How the first sum that is due grows while it is not paid."""
    language = "fr" if request.LANGUAGE_CODE == "fr" else "en"
    contract = contract_day(request.shop, scene.case)
    for row in rows:
        if row.state == DeadlineState.OPEN.value:
            cost = late_cost_of(row, scene.case.currency, contract, today, language)
            if cost is not None:
                return late_chart(cost)
    return None
