"""Papers that travel with a letter: named when it is written, drawn when it leaves."""

from collections.abc import Callable, Collection, Iterable, Mapping
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


def listed(mails: Iterable[Mail]) -> dict[int, list[Listed]]:
    """What travels with letters, or did, by letter: nothing is drawn, and one query at most."""
    mails = list(mails)
    asking = {mail.shop_id for mail in mails if _has_a_choice(mail)}
    enclosing = _enclosing(asking) if asking else set()
    return {mail.pk: [_named(mail, place) for place in _places(mail, enclosing)] for mail in mails}


def _named(mail: Mail, place: int) -> Listed:
    about = mail.enclosures[place]
    return Listed(place, NAMERS[about["kind"]](about) if about["kind"] in NAMERS else about["kind"])


def _wanted(mail: Mail) -> list[int]:
    return _places(mail, _enclosing({mail.shop_id}) if _has_a_choice(mail) else set())


def _has_a_choice(mail: Mail) -> bool:
    """Whether the shop may keep some of its papers to its pages."""
    return any(about.get("if") for about in mail.enclosures)


def _enclosing(shop_ids: Collection[int | None]) -> set[int | None]:
    """Of some shops, those that enclose their decisions."""
    known = [shop_id for shop_id in shop_ids if shop_id is not None]
    wanted = LetterSettings.objects.filter(shop_id__in=known, encloses_decisions=True)
    return set(wanted.values_list("shop_id", flat=True))


def _places(mail: Mail, enclosing: Collection[int | None]) -> list[int]:
    """The places of the papers that are to go; those of an erased letter are nobody's any more."""
    if mail.erased_at is not None:
        return []
    wanted = mail.shop_id in enclosing
    return [place for place, about in enumerate(mail.enclosures) if wanted or not about.get("if")]
