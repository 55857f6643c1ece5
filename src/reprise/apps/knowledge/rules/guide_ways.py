"""The ways through a guide: what can be reached, whether all of them end, and how long the longest is."""

from collections.abc import Mapping
from typing import Final

from reprise.apps.knowledge.rules.guide import Guide

MOST_STEPS: Final = 8


def reached(ways: Mapping[str, tuple[str, ...]], start: str) -> set[str]:
    """Everything that some answers lead to."""
    found: set[str] = set()
    open_places = [start]
    while open_places:
        place = open_places.pop()
        if place not in found:
            found.add(place)
            open_places += ways.get(place, ())
    return found


def ring(ways: Mapping[str, tuple[str, ...]], start: str) -> list[str]:
    """A way that comes back to where it was, as it is walked; empty when every way ends."""
    done: set[str] = set()

    def walk(place: str, behind: tuple[str, ...]) -> list[str]:
        if place in behind:
            return [*behind[behind.index(place) :], place]
        if place in done:
            return []
        for further in ways.get(place, ()):
            if found := walk(further, (*behind, place)):
                return found
        done.add(place)
        return []

    return walk(start, ())


def most_left(guide: Guide, place: str) -> int:
    """How many steps are left at most from a place, itself included; an end has none."""
    known: dict[str, int] = {}

    def left(at: str) -> int:
        if at not in guide.steps:
            return 0
        if at not in known:
            step = guide.steps[at]
            seen = 1 + max(left(reply.to) for reply in step.replies)
            known[at] = max(seen, left(step.otherwise)) if step.otherwise else seen
        return known[at]

    return left(place)
