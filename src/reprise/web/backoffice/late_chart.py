"""How a late sum grows, drawn: steps from the day it is due, today marked, the next step pointed out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext

from reprise.law.calendars import after_days
from reprise.law.late_growth import Stage
from reprise.readmodels.late_cost import LateCost
from reprise.web.templatetags.reprise_format import date_text, money_text

LEFT: Final = 8
RIGHT: Final = 312
TOP: Final = 26
BOTTOM: Final = 132
BEYOND: Final = 18  # days drawn after the last step
AHEAD: Final = 21  # days drawn at most before the day it is due
MOST: Final = 5  # steps drawn ahead of the first and of today's: further ones are in the table


@dataclass(frozen=True, slots=True)
class Label:
    """Some words at a place; `end`: they end there, `middle`: they are centred."""

    x: float
    y: float
    words: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class LateRow:
    """One row of the table behind the drawing."""

    since: date
    percent: int | None
    amount: str
    is_now: bool
    is_next: bool


@dataclass(frozen=True, slots=True)
class LateChart:
    """Everything the template draws, and the table of it."""

    cost: LateCost
    title: str
    line: str  # the path of the steps
    area: str
    labels: tuple[Label, ...]
    today: float | None
    today_anchor: str
    point: tuple[float, float] | None  # where it grows next
    rows: tuple[LateRow, ...]


def late_chart(cost: LateCost) -> LateChart:
    """The drawing of a sum that is due or late."""
    shown = _shown(cost)
    last = max(after_days(shown[-1].since, BEYOND), after_days(cost.today, BEYOND // 2))
    first = max(min(cost.today, cost.due), after_days(cost.due, -AHEAD))
    days = max((last - first).days, 1)
    high = max((one.amount.minor for one in shown if one.amount), default=0) or 1

    def x(day: date) -> float:
        return round(LEFT + (RIGHT - LEFT) * max((day - first).days, 0) / days, 1)

    def y(stage: Stage) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * (stage.amount.minor if stage.amount else 0) / high, 1)

    corners = [(float(LEFT), float(BOTTOM)), (x(cost.due), float(BOTTOM))]
    for n, stage in enumerate(shown):
        begin, end = x(stage.since), x(shown[n + 1].since) if n + 1 < len(shown) else float(RIGHT)
        corners += [(end, y(stage))] if stage.percent is None else [(begin, y(stage)), (end, y(stage))]
    line = "M" + " L".join(f"{left} {top}" for left, top in corners)
    jump = cost.jump if cost.jump in shown else None
    place = x(cost.today) if cost.today >= first else None
    return LateChart(
        cost=cost, title=_title(cost), line=line, area=f"{line} V{BOTTOM} H{corners[0][0]} Z",
        labels=(*_steps(shown, x, y), *_below(cost, shown, x)), today=place,
        today_anchor="end" if place is not None and place > (LEFT + RIGHT) / 2 else "start",
        point=(x(jump.since), y(jump)) if jump else None,
        rows=tuple(_row(cost, one) for one in cost.stages),
    )  # fmt: skip


def _shown(cost: LateCost) -> Sequence[Stage]:
    """The first steps, and at least the one after today's."""
    reached = sum(one.since <= cost.today for one in cost.stages)
    return cost.stages[: max(MOST, reached + 1)]


def _title(cost: LateCost) -> str:
    jump = cost.jump
    if jump is None or jump.amount is None:
        grown = {"amount": money_text(cost.added)} if cost.added else None
        return gettext("Grown by %(amount)s, and no further") % grown if grown else gettext("Legal interest runs")
    told = {"day": date_text(jump.since, "short"), "amount": money_text(jump.amount)}
    return gettext("From %(day)s: %(amount)s on top") % told


def _steps(shown: Sequence[Stage], x: Callable[[date], float], y: Callable[[Stage], float]) -> list[Label]:
    return [
        Label(round(x(one.since) + 3, 1), round(y(one) - 5, 1), gettext("+%(percent)s %%") % {"percent": one.percent})
        for one in shown
        if one.percent is not None
    ]


def _below(cost: LateCost, shown: Sequence[Stage], x: Callable[[date], float]) -> list[Label]:
    """The day it is due, and as many days of steps as have room."""
    labels = [Label(x(cost.due), BOTTOM + 16, _short(cost.due))]
    free = x(cost.due) + 58
    for one in shown:
        if one.percent is not None and free <= x(one.since) <= RIGHT - 52:
            labels.append(Label(x(one.since), BOTTOM + 16, _short(one.since)))
            free = x(one.since) + 58
    return labels


def _short(day: date) -> str:
    return date_text(day, "short").split(" ", 1)[-1]


def _row(cost: LateCost, one: Stage) -> LateRow:
    amount = money_text(one.amount) if one.amount else gettext("rate not published yet")
    return LateRow(one.since, one.percent, amount, one is cost.now, one is cost.then)
