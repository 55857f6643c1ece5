"""What can be the matter, as tiles: a drawing and plain words for the usual, the taxonomy's own words for the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext

from reprise.core.refusals import mark
from reprise.printing.defects import Group, groups
from reprise.web.portal.request.answers import DEFECT, WITHDRAW, WRONG_ITEM

OTHER: Final = "other"  # described in the customer's own words
NOT_ASKED: Final = frozenset({"late_or_lost"})  # nothing to send back: written to the shop, not asked here
NOT_AS_ORDERED: Final = frozenset(
    {"wrong_item", "wrong_material_colour", "missing_parts", "not_as_described", "missing_accessory"}
)

#: Drawing, title and hint of what is chosen most; in this order, before everything else.
DRAWN: Final[Mapping[str, tuple[str, str, str]]] = {
    "fdm_warping": ("warping", mark("Lifted corners"), mark("The base is no longer flat")),
    "fdm_stringing": ("stringing", mark("Strings"), mark("Fine hairs of plastic")),
    "fdm_layer_shift": ("shift", mark("Shifted layers"), mark("The top no longer matches the bottom")),
    "fdm_delamination": ("delam", mark("Layers that open"), mark("Horizontal cracks")),
    "dimension_out_of_tolerance": ("size", mark("Not to size"), mark("Too big, too small, tight hole")),
    "support_scars": ("surface", mark("Damaged surface"), mark("Rough, marks of supports")),
    "printer_doa": ("clog", mark("Does not start"), mark("Dead on arrival, error at start-up")),
    "printer_part_fault": ("shift", mark("Worked, then failed"), mark("A part of the printer gave up")),
    "filament_tangled": ("stringing", mark("Tangled spool"), mark("The filament crosses and blocks")),
    "filament_brittle_contaminated": ("clog", mark("Snaps or clogs"), mark("Breaks, or blocks the nozzle")),
    "transport_damage": ("transit", mark("Broken on arrival"), mark("Knocked during transport")),
    "wrong_item": ("wrong", mark("Not the right article"), mark("Another model or article")),
    "missing_parts": ("missing", mark("Something is missing"), mark("A part, a piece, the quantity")),
}


@dataclass(frozen=True, slots=True)
class Tile:
    """One thing that can be the matter; without a drawing it is listed among the others."""

    code: str
    title: str
    hint: str
    drawing: str = ""


@dataclass(frozen=True, slots=True)
class TileGroup:
    """Tiles under one heading, and the less usual ones below them."""

    title: str
    drawn: tuple[Tile, ...]
    others: tuple[Tile, ...]


def tile_groups(product_kind: str, lang: str) -> list[TileGroup]:
    """What can be the matter with a product of this kind; of an unknown kind, everything."""
    return [_group(group, lang) for group in groups(product_kind)]


def _group(group: Group, lang: str) -> TileGroup:
    known = {defect.code: defect for defect in group.defects if defect.code not in NOT_ASKED}
    drawn = tuple(Tile(code, gettext(DRAWN[code][1]), gettext(DRAWN[code][2]), DRAWN[code][0])
                  for code in DRAWN if code in known)  # fmt: skip
    others = tuple(
        Tile(code, defect.label.in_(lang), defect.recognise.in_(lang))
        for code, defect in known.items() if code not in DRAWN
    )  # fmt: skip
    return TileGroup(group.label.in_(lang), drawn, others)


def codes_for(product_kind: str) -> frozenset[str]:
    """Every answer the page offers, the two that are no defect included."""
    offered = {defect.code for group in groups(product_kind) for defect in group.defects}
    return frozenset(offered - NOT_ASKED | {OTHER, WITHDRAW})


def claim_of(code: str) -> str:
    """What an answer amounts to: a change of mind, another thing than ordered, or a defect."""
    if code == WITHDRAW:
        return WITHDRAW
    return WRONG_ITEM if code in NOT_AS_ORDERED else DEFECT


def title_of(code: str, lang: str) -> str:
    """A reason in the words of its tile."""
    for group in tile_groups("", lang):
        for tile in (*group.drawn, *group.others):
            if tile.code == code:
                return tile.title
    return ""
