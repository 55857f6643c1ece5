"""Two drawings the home page has not: bars above and below a line, and pairs of bars. Geometry only, 560 × 226."""

import math
from collections.abc import Callable, Sequence
from typing import Final

from reprise.web.backoffice.overview.drawing import BOTTOM, RIGHT, TOP, Drawing, Rect, Text

LEFT: Final = 64  # room for a sum of money
NARROW: Final = 34


def signed_columns(values: Sequence[int], labels: Sequence[str], told: Callable[[float], str]) -> Drawing:
    """One bar for each value: above the line what costs more, below it what is saved."""
    high, low, step = _bounds(max([*values, 0]), min([*values, 0]))
    tall = (BOTTOM - TOP) / ((high - low) or 1)

    def level(value: float) -> float:
        return round(BOTTOM - (value - low) * tall, 1)

    slot = (RIGHT - LEFT) / max(1, len(values))
    wide = round(min(slot * 0.6, 44), 1)
    rects = tuple(
        Rect(
            round(LEFT + slot * (n + 0.5) - wide / 2, 1), level(max(value, 0)), wide,
            round(abs(value) * tall, 1), "first" if value > 0 else "law",
        )
        for n, value in enumerate(values)
        if value
    )  # fmt: skip
    count = round((high - low) / step)
    grid = tuple(Text(LEFT - 8, level(low + step * n), told(low + step * n)) for n in range(count + 1))
    return Drawing(grid, _below(labels, slot, LEFT), rects=rects)


def pairs(before: Sequence[int], after: Sequence[int], labels: Sequence[str]) -> Drawing:
    """Two bars beside each other for each label: as it is, and with the draft."""
    high, _, step = _bounds(max([*before, *after, 1]), 0)
    tall = (BOTTOM - TOP) / high
    slot = (RIGHT - NARROW) / max(1, len(labels))
    wide = round(min(slot * 0.34, 26), 1)
    rects = []
    for n, values in enumerate(zip(before, after, strict=True)):
        middle = NARROW + slot * (n + 0.5)
        for value, look, x in zip(values, ("promise", "law"), (middle - wide - 1, middle + 1), strict=True):
            height = round(value * tall, 1)
            if value:
                rects.append(Rect(round(x, 1), round(BOTTOM - height, 1), wide, height, look))
    grid = tuple(
        Text(NARROW - 8, round(BOTTOM - step * n * tall, 1), f"{step * n:g}") for n in range(round(high / step) + 1)
    )
    return Drawing(grid, _below(labels, slot, NARROW), rects=tuple(rects))


def _below(labels: Sequence[str], slot: float, left: int) -> tuple[Text, ...]:
    every = 1 if len(labels) <= 12 else math.ceil(len(labels) / 12)
    return tuple(
        Text(round(left + slot * (n + 0.5), 1), BOTTOM + 18, words)
        for n, words in enumerate(labels)
        if n % every == 0
    )  # fmt: skip


def _bounds(most: float, least: float) -> tuple[float, float, float]:
    """The top and foot of the axis and the step between its lines: 1, 2 or 5 times a power of ten, at least one."""
    rough = max(most - least, 1) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = max(1.0, next(power * n for n in (1, 2, 5, 10) if power * n >= rough))
    return step * max(1 if not least else 0, math.ceil(most / step)), step * math.floor(least / step), step
