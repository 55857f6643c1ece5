"""Which shots a reason asks for."""

from typing import Final

from reprise.printing.defects import Evidence, Medium, evidence_asked

MOST_SHOTS: Final = 3  # three pictures decide nearly every complaint; more are welcome and not asked for


def shots_asked(reason: str) -> tuple[Evidence, ...]:
    """The photos to ask for, in order; none for a reason that needs no picture or that we do not know."""
    return tuple(item for item in evidence_asked(reason) if item.medium is Medium.PHOTO)[:MOST_SHOTS]
