"""From a shop's product kinds to the items the law distinguishes."""

from collections.abc import Mapping
from typing import Final

from reprise.law.vocabulary import Item

PRODUCT_ITEM: Final[Mapping[str, Item]] = {
    "printer": Item.PRINTER_NEW,
    "filament": Item.FILAMENT_SEALED,
    "resin": Item.FILAMENT_SEALED,  # a sealed bottle is like a sealed spool: no exception fits
    "spare_part": Item.SPARE_PART,
    "accessory": Item.SPARE_PART,
    "catalogue_print": Item.CATALOGUE_STANDARD,
    "custom_print": Item.CUSTOM_FILE,
    "personalised_print": Item.CATALOGUE_PERSONALISED,
    "digital_file": Item.STL_DOWNLOAD,
}

OPENED_ITEM: Final[Mapping[str, Item]] = {"filament": Item.FILAMENT_OPENED, "resin": Item.RESIN_OPENED}
MADE_FOR_THE_BUYER: Final = frozenset({"custom_print", "personalised_print", "digital_file"})


def item_for(kind: str, *, second_hand: bool = False, opened: bool = False) -> Item:
    """Say which item of the law a product kind is; KeyError for a kind nobody has named yet.

    Used goods of any kind follow the rules of the second-hand printer, which are about age and not about printers.
    """
    if opened and kind in OPENED_ITEM:
        return OPENED_ITEM[kind]
    if second_hand and kind not in MADE_FOR_THE_BUYER:
        return Item.PRINTER_SECOND_HAND
    return PRODUCT_ITEM[kind]
