"""Where the bars, points and lines of a chart go: plain geometry in a box of 560 × 226, no words of its own."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

LEFT: Final = 34
RIGHT: Final = 552
TOP: Final = 18
BOTTOM: Final = 190
TICKS: Final = 4


@dataclass(frozen=True, slots=True)
class Text:
    """A label, by its anchor."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Rect:
    """A part of a bar; `look` says what it stands for (first, second, rest)."""

    x: float
    y: float
    width: float
    height: float
    look: str


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a curve; `look` is open for a week that is not over, out beyond the limit."""

    x: float
    y: float
    look: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything a template draws, in the order it is drawn."""

    grid: tuple[Text, ...]  # a line across at y, its value at the left
    below: tuple[Text, ...]
    rects: tuple[Rect, ...] = ()
    tops: tuple[Text, ...] = ()
    curves: tuple[str, ...] = ()  # the points of each unbroken stretch
    points: tuple[Point, ...] = ()
    limit: Text | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A bar of parts stacked from the bottom, each with its look."""

    label: str
    parts: tuple[tuple[int, str], ...]

    @property
    def total(self) -> int:
        """Its height."""
        return sum(value for value, _look in self.parts)


def columns(bars: Sequence[Column], *, every: int = 1) -> Drawing:
    """Stacked bars from zero, each with its total above; `every`: which labels below are written."""
    high, step = _scale(max((bar.total for bar in bars), default=0), whole=True)
    slot = (RIGHT - LEFT) / max(1, len(bars))
    wide = round(min(slot * 0.62, 50), 1)
    rects: list[Rect] = []
    tops, below = [], []
    for n, bar in enumerate(bars):
        middle = round(LEFT + slot * (n + 0.5), 1)
        y = float(BOTTOM)
        for value, look in bar.parts:
            tall = round((BOTTOM - TOP) * value / high, 1)
            y -= tall
            if value:
                rects.append(Rect(round(middle - wide / 2, 1), round(y, 1), wide, tall, look))
        if bar.total:
            tops.append(Text(middle, round(y - 6, 1), str(bar.total)))
        if n % every == 0:
            below.append(Text(middle, BOTTOM + 18, bar.label))
    return Drawing(_grid(high, step), tuple(below), rects=tuple(rects), tops=tuple(tops))


def curve(values: Sequence[float | None], labels: Sequence[str], *, limit: tuple[float, str] | None = None) -> Drawing:
    """A curve with gaps where there is no value; the last point is open, those above the limit stand out."""
    known = [value for value in values if value is not None]
    high, step = _scale(max([*known, limit[0] * 1.1 if limit else 0], default=0), whole=False)
    slot = (RIGHT - LEFT) / max(1, len(values))
    places = [
        None if value is None else (round(LEFT + slot * (n + 0.5), 1), _level(value, high))
        for n, value in enumerate(values)
    ]
    points = tuple(
        Point(*place, look=_look(value, limit, last=n == len(values) - 1))
        for n, (place, value) in enumerate(zip(places, values, strict=True))
        if place is not None and value is not None
    )
    middles = [round(LEFT + slot * (n + 0.5), 1) for n in range(len(labels))]
    below = tuple(Text(x, BOTTOM + 18, words) for x, words in zip(middles, labels, strict=True) if words)
    line = Text(RIGHT, _level(limit[0], high), limit[1]) if limit else None
    return Drawing(_grid(high, step), below, curves=_stretches(places), points=points, limit=line)


def spark(values: Sequence[float | None]) -> tuple[str, Point] | None:
    """The little line beside a figure, in a box of 90 × 28, and its last point; None with fewer than two values."""
    known = [(n, value) for n, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return None
    high = max(value for _n, value in known) or 1
    places = [(round(88 * n / (len(values) - 1), 1), round(25 - 21 * value / high, 1)) for n, value in known]
    return " ".join(f"{x},{y}" for x, y in places), Point(*places[-1], look="")


def _look(value: float, limit: tuple[float, str] | None, *, last: bool) -> str:
    if limit is not None and value > limit[0]:
        return "out"
    return "open" if last else ""


def _level(value: float, high: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * value / high, 1)


def _stretches(places: Sequence[tuple[float, float] | None]) -> tuple[str, ...]:
    stretches: list[list[str]] = [[]]
    for place in places:
        if place is None:
            stretches.append([])
        else:
            stretches[-1].append(f"{place[0]},{place[1]}")
    return tuple(" ".join(stretch) for stretch in stretches if len(stretch) > 1)


def _scale(highest: float, *, whole: bool) -> tuple[float, float]:
    """The top of the axis and the step between its lines: 1, 2 or 5 times a power of ten."""
    rough = max(highest, 1) / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * n for n in (1, 2, 5, 10) if power * n >= rough)
    if whole:
        step = max(1.0, step)
    return step * max(1, math.ceil(highest / step)), step


def _grid(high: float, step: float) -> tuple[Text, ...]:
    levels = [step * n for n in range(round(high / step) + 1)]
    return tuple(Text(LEFT - 8, _level(level, high), f"{level:g}") for level in levels)
