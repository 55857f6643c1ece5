"""What has to come back with an article, by product kind, and whether it did."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reprise.core.refusals import mark


class Part(StrEnum):
    """What sort of thing is asked for."""

    ARTICLE = "article"
    ACCESSORY = "accessory"
    DOCUMENT = "document"
    PACKAGING = "packaging"


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing to tick: its code, its name (English, marked for translation) and its sort."""

    item: str
    name: str
    part: Part


ARTICLE = Expected("article", mark("The article itself"), Part.ARTICLE)
MANUAL = Expected("manual", mark("Manual"), Part.DOCUMENT)
BOX = Expected("original_box", mark("Original box, if there is one"), Part.PACKAGING)
FASTENERS = Expected("fasteners", mark("Screws and small parts"), Part.ACCESSORY)

CHECKLISTS: Final[Mapping[str, tuple[Expected, ...]]] = {
    "printer": (
        Expected("machine", mark("The printer"), Part.ARTICLE),
        Expected("power", mark("Power supply and its cable"), Part.ACCESSORY),
        Expected("build_plate", mark("Build plate"), Part.ACCESSORY),
        Expected("tools", mark("Tools, spare nozzles and spool holder"), Part.ACCESSORY),
        Expected("memory", mark("Memory card or USB stick"), Part.ACCESSORY),
        MANUAL,
        BOX,
    ),
    "filament": (
        Expected("spool", mark("The spool, its end clipped"), Part.ARTICLE),
        Expected("bag", mark("Bag and desiccant"), Part.PACKAGING),
        Expected("label", mark("Label with the lot number"), Part.DOCUMENT),
        BOX,
    ),
    "resin": (
        Expected("bottle", mark("The bottle, closed and clean"), Part.ARTICLE),
        Expected("seal", mark("Seal under the cap, unbroken"), Part.PACKAGING),
        Expected("label", mark("Label with the lot number"), Part.DOCUMENT),
        BOX,
    ),
    "spare_part": (ARTICLE, FASTENERS, MANUAL, BOX),
    "accessory": (ARTICLE, Expected("power", mark("Power supply and its cable"), Part.ACCESSORY), MANUAL, BOX),
    "catalogue_print": (
        Expected("pieces", mark("Every piece of the print"), Part.ARTICLE),
        Expected("hardware", mark("Inserts, magnets and screws supplied with it"), Part.ACCESSORY),
        BOX,
    ),
    "digital_file": (),
}
_MADE_TO_ORDER = ("custom_print", "personalised_print")
_ANYTHING = (ARTICLE, Expected("accessories", mark("Its accessories"), Part.ACCESSORY), MANUAL, BOX)


def checklist_for(product_kind: str) -> tuple[Expected, ...]:
    """What is expected back with an article of this kind; an unknown kind gets the general list."""
    kind = "catalogue_print" if product_kind in _MADE_TO_ORDER else product_kind
    return CHECKLISTS.get(kind, _ANYTHING)


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of a filled-in checklist; `item` is a code above, or the name of something else the shop expects."""

    item: str
    present: bool
    note: str = ""


def is_complete(ticks: Iterable[Tick]) -> bool:
    """Whether nothing that counts is missing; the original box is asked for, but its absence takes no right away."""
    return all(tick.present for tick in ticks if tick.item != BOX.item)
