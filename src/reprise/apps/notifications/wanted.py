"""Whether a letter that waits is still wanted: a reminder of something done meanwhile does not leave."""

from collections.abc import Callable
from typing import Final

#: Answers whether what has this number still holds.
Holds = Callable[[int], bool]
CONDITIONS: Final[dict[str, Holds]] = {}


def while_holds(name: str) -> Callable[[Holds], Holds]:
    """Register a condition; a letter names it as `name:number`."""

    def register(holds: Holds) -> Holds:
        if CONDITIONS.setdefault(name, holds) is not holds:
            raise ValueError(f"two conditions named {name}")
        return holds

    return register


def still_wanted(condition: str) -> bool:
    """Whether a letter may leave; one without condition always may."""
    name, _, number = condition.partition(":")
    return not name or CONDITIONS[name](int(number))
