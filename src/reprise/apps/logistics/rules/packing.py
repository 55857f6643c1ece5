"""How to pack an article so that it comes back as it left: three or four steps, each with its drawing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from reprise.core.refusals import mark


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: the drawing beside it (a symbol of the pages' sprite), a title and a sentence, both English."""

    drawing: str
    title: str
    text: str


WEDGE = Step("i-layers", mark("Wedge it on all sides"), mark("Two fingers of crumpled paper, underneath as well."))
CLOSE = Step(
    "i-camera",
    mark("Close it, photograph it"),
    mark("One photo of the parcel and the proof of deposit, kept on your case."),
)
SLIP = Step("i-file", mark("Put the slip in"), mark("The return slip goes inside, its lower part outside on the box."))

_FIRST: Final[Mapping[str, tuple[Step, ...]]] = {
    "printer": (
        Step(
            "i-nozzle",
            mark("Empty it and let it cool"),
            mark("Take the filament and the spool out. Drain and wipe the vat of a resin printer."),
        ),
        Step(
            "i-lock",
            mark("Lock what moves"),
            mark("Put the head and the bed locks back, or tie the axes with soft tape. Use the original foam."),
        ),
    ),
    "filament": (
        Step(
            "i-clip",
            mark("Fasten the end"),
            mark("Clip the end of the filament on the spool, then put it in its bag with the desiccant."),
        ),
    ),
    "resin": (
        Step(
            "i-flask",
            mark("Close and dry the bottle"),
            mark("Tighten the cap, tape it, wipe the bottle, and tie it in a bag with absorbent paper, upright."),
        ),
    ),
    "spare_part": (
        Step(
            "i-wrench",
            mark("Gather the small parts"),
            mark("Screws and cables in a bag of their own, fixed to the part. Electronics in their antistatic bag."),
        ),
    ),
    "accessory": (
        Step(
            "i-box",
            mark("Empty and wipe it"),
            mark("Take out spools and desiccant, coil the cables, and put everything in its own box first."),
        ),
    ),
    "catalogue_print": (
        Step(
            "i-cube",
            mark("Protect thin parts"),
            mark("Wrap each piece by itself. Nothing may press on a thin or protruding part."),
        ),
    ),
}
_ANYTHING = (
    Step("i-box", mark("Put it in its own box"), mark("With everything that came with it, then in a carton.")),
)


def packing_steps(product_kind: str) -> tuple[Step, ...]:
    """What to do, in order, before the parcel leaves; nothing for what is never sent."""
    if product_kind == "digital_file":
        return ()
    kind = "catalogue_print" if product_kind in {"custom_print", "personalised_print"} else product_kind
    return (*_FIRST.get(kind, _ANYTHING), WEDGE, SLIP, CLOSE)
