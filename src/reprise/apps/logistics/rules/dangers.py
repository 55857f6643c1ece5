"""What may not travel like any other parcel: resin, solvents, lithium cells."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from reprise.core.refusals import mark


class Danger(StrEnum):
    """Why an article needs care on the road."""

    RESIN = "resin"
    SOLVENT = "solvent"
    LITHIUM = "lithium"


WARNINGS: Final[Mapping[Danger, str]] = {
    Danger.RESIN: mark(
        "Liquid resin: send only a bottle that is closed and dry, upright in a tied bag. "
        "An open or leaking bottle is never posted: write to us, we will find another way."
    ),
    Danger.SOLVENT: mark(
        "Cleaning alcohol and solvents catch fire and may not be posted. Leave them out of the parcel and write to us."
    ),
    Danger.LITHIUM: mark(
        "Lithium battery: leave it in its device, switched off. "
        "A swollen, damaged or loose battery is never posted: write to us."
    ),
}

_SOLVENTS = r"\b(isopropan\w*|isopropyl\w*|ipa|ethanol|éthanol|ac[eé]tone?|solvants?|solvents?)\b"
_CELLS = r"\b(lithium|li-?ion|li-?po|lifepo4|battery|batteries?|accus?)\b"
_WORDS: Final = (
    (Danger.SOLVENT, re.compile(_SOLVENTS, re.IGNORECASE)),
    (Danger.LITHIUM, re.compile(_CELLS, re.IGNORECASE)),
)


def dangers_of(product_kind: str, name: str) -> frozenset[Danger]:
    """The dangers told by an article's kind and name; said to the customer before the parcel is packed."""
    told = {danger for danger, words in _WORDS if words.search(name)}
    return frozenset(told | {Danger.RESIN} if product_kind == "resin" else told)
