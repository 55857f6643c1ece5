"""Papers that travel with a letter: named when it is written, drawn when it leaves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import structlog

from reprise.apps.notifications.models import LetterSettings, Mail

#: What the papers of one letter may weigh together: no mailbox refuses it, and no telephone waits for it.
MOST_BYTES: Final = 4_000_000
log = structlog.get_logger("reprise.mail")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One attached file."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper of a letter by its place among those named with it, and what people call it."""

    place: int
    title: str


#: Draws a paper of its kind for a letter; None when there is none any more.
Drawer = Callable[[Mail, Mapping[str, Any]], Enclosure | None]
#: What a paper of a kind is called, in the active language.
Namer = Callable[[Mapping[str, Any]], str]
DRAWERS: Final[dict[str, Drawer]] = {}
NAMERS: Final[dict[str, Namer]] = {}


def draws(kind: str, *, named: Namer | None = None) -> Callable[[Drawer], Drawer]:
    """Register a function as the one that draws this kind of paper; config imports its module."""

    def register(drawer: Drawer) -> Drawer:
        if DRAWERS.setdefault(kind, drawer) is not drawer:
            raise ValueError(f"two ways to draw {kind}")
        if named is not None:
            NAMERS[kind] = named
        return drawer

    return register


def enclosed_with(mail: Mail) -> list[tuple[int, Enclosure]]:
    """The papers of a letter with their places; a fault of one is a fault of the sending, which is tried again.

    What would make the letter too heavy stays behind the letter's link, where all of them lie as well.
    """
    kept, weight = [], 0
    for place in _wanted(mail):
        paper = enclosure(mail, place)
        if paper is None:
            continue
        if weight + len(paper.content) > MOST_BYTES:
            log.warning("paper too heavy for its letter", mail=mail.pk, place=place, bytes=len(paper.content))
            continue
        kept.append((place, paper))
        weight += len(paper.content)
    return kept


def enclosure(mail: Mail, place: int) -> Enclosure | None:
    """One paper of a letter as it is drawn now; None when it has none at that place, or none any more."""
    if place not in _wanted(mail):
        return None
    about = mail.enclosures[place]
    return DRAWERS[about["kind"]](mail, about)


def listed(mail: Mail) -> list[Listed]:
    """What travels with a letter, or did, by name: nothing is drawn."""
    named = ((place, mail.enclosures[place]) for place in _wanted(mail))
    return [Listed(place, NAMERS[about["kind"]](about)) for place, about in named if about["kind"] in NAMERS]


def _wanted(mail: Mail) -> list[int]:
    """The places of the papers that are to go: a shop may keep some of them to its pages."""
    if mail.erased_at is not None:
        return []
    places = list(range(len(mail.enclosures)))
    if not any(about.get("if") for about in mail.enclosures):
        return places
    wanted = LetterSettings.objects.filter(shop_id=mail.shop_id, encloses_decisions=True).exists()
    return [place for place in places if wanted or not mail.enclosures[place].get("if")]
