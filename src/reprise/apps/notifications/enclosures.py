"""Papers that travel with a letter: named when it is written, drawn when it leaves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from reprise.apps.notifications.models import Mail


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One attached file."""

    name: str
    media_type: str
    content: bytes


#: Draws a paper of its kind for a letter; None when there is none any more.
Drawer = Callable[[Mail, Mapping[str, Any]], Enclosure | None]
DRAWERS: Final[dict[str, Drawer]] = {}


def draws(kind: str) -> Callable[[Drawer], Drawer]:
    """Register a function as the one that draws this kind of paper; config imports its module."""

    def register(drawer: Drawer) -> Drawer:
        if DRAWERS.setdefault(kind, drawer) is not drawer:
            raise ValueError(f"two ways to draw {kind}")
        return drawer

    return register


def enclosed_with(mail: Mail) -> list[Enclosure]:
    """The papers of a letter; a fault of one is a fault of the sending, which is tried again."""
    drawn = (DRAWERS[about["kind"]](mail, about) for about in mail.enclosures)
    return [paper for paper in drawn if paper is not None]
