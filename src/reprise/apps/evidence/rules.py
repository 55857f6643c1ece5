"""Which shots a reason asks for, and which of them are still missing."""

from collections.abc import Collection
from typing import Final

from reprise.printing.defects import Evidence, Medium, evidence_asked

MOST_SHOTS: Final = 3  # three pictures decide nearly every complaint; more are welcome and not asked for


def shots_asked(reason: str) -> tuple[Evidence, ...]:
    """The photos to ask for, in order; none for a reason that needs no picture or that we do not know."""
    return tuple(item for item in evidence_asked(reason) if item.medium is Medium.PHOTO)[:MOST_SHOTS]


def shots_missing(reason: str, given: Collection[str]) -> tuple[Evidence, ...]:
    """The photos asked for that nobody has added: they never block, staff see them."""
    return tuple(item for item in shots_asked(reason) if item.code not in given)
