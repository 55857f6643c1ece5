"""What can be the matter, as tiles: every defect of the taxonomy by its drawing, the usual ones first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext

from reprise.core.refusals import mark
from reprise.printing.defects import Defect, Group, defect, groups
from reprise.web.portal.request.answers import DEFECT, LATE, NOT_RECEIVED, WITHDRAW, WRONG_ITEM

OTHER: Final = "other"  # described in the customer's own words
LATE_OR_LOST: Final = "late_or_lost"  # in the taxonomy one entry; asked in three ways, for the law tells them apart
NOT_AS_ORDERED: Final = frozenset(
    {"wrong_item", "wrong_material_colour", "missing_parts", "not_as_described", "missing_accessory"}
)
#: What did not come: its claim, and what the carrier says.
NOT_CAME: Final[Mapping[str, tuple[str, str]]] = {
    "delivery_late": (LATE, ""),
    "delivery_lost": (NOT_RECEIVED, "delivered"),
    "delivery_returned": (NOT_RECEIVED, "returned"),
}

#: Drawing, title and hint of what is chosen most; in this order, before everything else.
USUAL: Final[Mapping[str, tuple[str, str, str]]] = {
    "fdm_warping": ("warping", mark("Lifted corners"), mark("The base is no longer flat")),
    "fdm_stringing": ("stringing", mark("Strings"), mark("Fine hairs of plastic")),
    "fdm_layer_shift": ("shift", mark("Shifted layers"), mark("The top no longer matches the bottom")),
    "fdm_delamination": ("delam", mark("Layers that open"), mark("Horizontal cracks")),
    "dimension_out_of_tolerance": ("size", mark("Not to size"), mark("Too big, too small, tight hole")),
    "support_scars": ("surface", mark("Damaged surface"), mark("Rough, marks of supports")),
    "printer_doa": ("printer_doa", mark("Does not start"), mark("Dead on arrival, error at start-up")),
    "printer_part_fault": ("printer_part_fault", mark("Worked, then failed"), mark("A part of the printer gave up")),
    "filament_tangled": ("filament_tangled", mark("Tangled spool"), mark("The filament crosses and blocks")),
    "filament_brittle_contaminated": ("clog", mark("Snaps or clogs"), mark("Breaks, or blocks the nozzle")),
    "transport_damage": ("transit", mark("Broken on arrival"), mark("Knocked during transport")),
    "wrong_item": ("wrong", mark("Not the right article"), mark("Another model or article")),
    "missing_parts": ("missing", mark("Something is missing"), mark("A part, a piece, the quantity")),
}


@dataclass(frozen=True, slots=True)
class Tile:
    """One thing that can be the matter, and the words by which a search finds it."""

    code: str
    title: str
    hint: str
    drawing: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class TileGroup:
    """Tiles under one heading, and the less usual ones below them."""

    title: str
    usual: tuple[Tile, ...]
    others: tuple[Tile, ...]


def tile_groups(product_kind: str, lang: str, *, order_first: bool = False) -> list[TileGroup]:
    """What can be the matter with a product of this kind; of an unknown kind, everything.

    `order_first`: for whoever said that it is broken, missing or not what was ordered.
    """
    found = [_group(group, lang) for group in groups(product_kind)]
    return sorted(found, key=lambda group: not _is_about_the_order(group)) if order_first else found


def _is_about_the_order(group: TileGroup) -> bool:
    return any(tile.code == "wrong_item" for tile in (*group.usual, *group.others))


def _group(group: Group, lang: str) -> TileGroup:
    known = {defect.code: defect for defect in group.defects if defect.code != LATE_OR_LOST}
    usual = tuple(_usual(known[code], lang) for code in USUAL if code in known)
    others = tuple(_other(entry, lang) for code, entry in known.items() if code not in USUAL)
    return TileGroup(group.label.in_(lang), usual or others, others if usual else ())


def _usual(entry: Defect, lang: str) -> Tile:
    drawing, title, hint = USUAL[entry.code]
    words = f"{entry.label.in_(lang)} {entry.recognise.in_(lang)}"
    return Tile(entry.code, gettext(title), gettext(hint), drawing, words)


def _other(entry: Defect, lang: str) -> Tile:
    return Tile(entry.code, entry.label.in_(lang), entry.recognise.in_(lang), entry.code)


def not_here() -> tuple[Tile, ...]:
    """What can be the matter with goods that did not come."""
    return (
        Tile("delivery_late", gettext("Not here yet"), gettext("It is late, or nobody knows"), "delivery_late"),
        Tile(
            "delivery_lost", gettext("“Delivered”, but not to me"), gettext("The carrier says it is here"),
            "delivery_lost",
        ),
        Tile(
            "delivery_returned", gettext("Gone back to the shop"), gettext("The carrier returned the parcel"),
            "delivery_returned",
        ),
    )  # fmt: skip


def codes_for(product_kind: str) -> frozenset[str]:
    """Every answer the page offers, those that are no defect included."""
    offered = {entry.code for group in groups(product_kind) for entry in group.defects}
    return frozenset(offered - {LATE_OR_LOST} | {OTHER, WITHDRAW, *NOT_CAME})


def meaning_of(code: str) -> dict[str, Any]:
    """What an answer amounts to: its claim, the reason kept, and what the carrier says."""
    if code in NOT_CAME:
        claim, tracking = NOT_CAME[code]
        return {"claim": claim, "reason": LATE_OR_LOST, "tracking": tracking}
    reason = "" if code in {WITHDRAW, OTHER} else code
    return {"claim": _claim_of(code), "reason": reason, "tracking": ""}


def _claim_of(code: str) -> str:
    if code == WITHDRAW:
        return WITHDRAW
    return WRONG_ITEM if code in NOT_AS_ORDERED else DEFECT


def code_of(claim: str, tracking: str) -> str:
    """The answer that stands for goods that did not come; empty for any other claim."""
    came = {meaning: code for code, meaning in NOT_CAME.items()}
    return came.get((claim, tracking), "delivery_late" if claim in {LATE, NOT_RECEIVED} else "")


def title_of(code: str, lang: str) -> str:
    """A reason in the words of its tile."""
    if code in USUAL:
        return gettext(USUAL[code][1])
    entry = defect(code)
    return entry.label.in_(lang) if entry else ""


def drawing_of(code: str) -> str:
    """The drawing of a reason; none for a code we do not know."""
    if code == LATE_OR_LOST:
        return "delivery_late"
    return USUAL[code][0] if code in USUAL else code if defect(code) else ""
