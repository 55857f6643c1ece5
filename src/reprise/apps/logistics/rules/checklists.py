"""A filled-in checklist: what of an article was there, and whether anything that counts was missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

#: Asked for on every list, but no right hangs on it.
ORIGINAL_BOX: Final = "original_box"


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of a filled-in checklist; `item` is a code of the article's list, or the name of something else."""

    item: str
    present: bool
    note: str = ""


def is_complete(ticks: Iterable[Tick]) -> bool:
    """Whether nothing that counts is missing; the absence of the original box takes no right away."""
    return all(tick.present for tick in ticks if tick.item != ORIGINAL_BOX)
