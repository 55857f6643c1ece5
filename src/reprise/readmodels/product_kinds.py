"""Product kinds in the reader's language."""

from typing import Final

from django.utils.translation import gettext

from reprise.apps.catalogue.kinds import ProductKind
from reprise.core.refusals import mark

_NAMES: Final = {
    ProductKind.PRINTER: mark("Printer"),
    ProductKind.FILAMENT: mark("Filament"),
    ProductKind.RESIN: mark("Resin"),
    ProductKind.SPARE_PART: mark("Spare part"),
    ProductKind.ACCESSORY: mark("Accessory"),
    ProductKind.CATALOGUE_PRINT: mark("Catalogue print"),
    ProductKind.CUSTOM_PRINT: mark("Print from the customer’s file"),
    ProductKind.PERSONALISED_PRINT: mark("Personalised print"),
    ProductKind.DIGITAL_FILE: mark("Digital file"),
}


def kind_name(kind: ProductKind | str) -> str:
    """A kind's name, or that nobody has said it yet."""
    return gettext(_NAMES[ProductKind(kind)]) if kind else gettext("Not sorted yet")
