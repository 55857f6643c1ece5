"""Is anything left of a box once the boxes before it are taken away? Exact, and quick enough for hundreds of rows.

A point is sought column by column. For each part of a column one number holds, bit by bit, the boxes that take it: the
boxes that still contain the point are the bits left when those numbers are joined. None left: the point is free.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from reprise.apps.policies.rules.checking.atoms import Box, Space

MOST_STEPS: Final = 3_000  # a search that takes longer is given up: the box then counts as not covered


@dataclass(frozen=True)
class Grid:
    """All boxes of a table, in the order they are read."""

    space: Space
    boxes: Sequence[Box]

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The columns, those that most boxes look at first."""
        names = self.space.dimensions
        return tuple(sorted(names, key=lambda name: -sum(name in box for box in self.boxes)))

    @cached_property
    def takers(self) -> tuple[tuple[int, ...], ...]:
        """For each column and each of its parts: the boxes that take it."""
        return tuple(self._of(name) for name in self.order)

    @cached_property
    def done(self) -> tuple[int, ...]:
        """For each column: the boxes that look at no later one, after none of them too."""
        last = [max((self.order.index(name) for name in box), default=-1) for box in self.boxes]
        return tuple(
            sum(1 << number for number, at in enumerate(last) if at < place) for place in range(len(self.order) + 1)
        )

    def _of(self, name: str) -> tuple[int, ...]:
        found = [0] * len(self.space.dimensions[name].parts)
        for number, box in enumerate(self.boxes):
            bits = box.get(name, -1)
            for part in range(len(found)):
                if bits >> part & 1:
                    found[part] |= 1 << number
        return tuple(found)

    def meeting(self, box: Box) -> int:
        """The boxes that have something in common with one."""
        found = (1 << len(self.boxes)) - 1
        for place, name in enumerate(self.order):
            if name in box:
                found &= sum_of(self.takers[place], box[name])
        return found


def sum_of(takers: Sequence[int], bits: int) -> int:
    """The boxes that take any of some parts."""
    found = 0
    for part, boxes in enumerate(takers):
        if bits >> part & 1:
            found |= boxes
    return found


@dataclass(slots=True)
class Search:
    """Looks for a point of a box outside others; `used` are the boxes that closed a way, once there is none."""

    grid: Grid
    box: Box
    most_steps: int = MOST_STEPS
    used: int = 0
    steps: int = 0
    failed: set[tuple[int, int]] = field(default_factory=set)
    point: dict[str, int] = field(default_factory=dict)

    @property
    def given_up(self) -> bool:
        """Whether it took too long to say."""
        return self.steps > self.most_steps

    def outside(self, others: int) -> dict[str, int] | None:
        """A point of the box that is in none of the other boxes; None when they cover it, or it took too long."""
        return self.point if self._from(0, others & self.grid.meeting(self.box)) else None

    def _from(self, place: int, alive: int) -> bool:
        self.steps += 1
        if not alive:
            self._fill(place)
            return True
        closed = alive & self.grid.done[place]
        if closed:
            self.used |= closed & -closed  # the first of them is reason enough
            return False
        if (place, alive) in self.failed or self.given_up:
            return False
        name = self.grid.order[place]
        for left, part in self._ways(place, name, alive):
            self.point[name] = 1 << part
            if self._from(place + 1, left):
                return True
        self.failed.add((place, alive))
        return False

    def _ways(self, place: int, name: str, alive: int) -> list[tuple[int, int]]:
        """The boxes left for each choice of a part, the fewest first; one that leaves more than another is vain."""
        bits, found = self.box.get(name, -1), dict[int, int]()
        for part, takers in enumerate(self.grid.takers[place]):
            if bits >> part & 1:
                found.setdefault(alive & takers, part)
        kept: list[tuple[int, int]] = []
        for left, part in sorted(found.items(), key=lambda one: one[0].bit_count()):
            if not any(fewer & ~left == 0 for fewer, _ in kept):
                kept.append((left, part))
        return kept

    def _fill(self, place: int) -> None:
        """What does not matter is the plainest part of the box; where the box is free, nothing."""
        for name in self.grid.order[place:]:
            self.point.pop(name, None)
            if name in self.box:
                self.point[name] = self.box[name] & -self.box[name]


def within(box: Box, other: Box, space: Space) -> bool:
    """Whether a box lies wholly in another."""
    return all(not box.get(name, space.dimensions[name].all) & ~bits for name, bits in other.items())


def common(box: Box, other: Box) -> dict[str, int]:
    """What two boxes that meet have in common."""
    return {**box, **other, **{name: box[name] & other[name] for name in box.keys() & other.keys()}}
