"""How something is printed, as its words tell: what is said of powder does not answer whoever speaks of a spool."""

import re
from collections.abc import Mapping
from typing import Final

from reprise.apps.knowledge.rules.wording import plain

#: How much of its score an article keeps that is about another way to print than the one the question names.
ANOTHER_S_SHARE: Final = 0.6

_FILAMENT: Final = "filament"
_RESIN: Final = "resin"
_POWDER: Final = "powder"
_METAL: Final = "metal"

#: Words that only one of them has. Nylon is none: it comes as a spool and as powder.
_TOLD_BY: Final[Mapping[str, re.Pattern[str]]] = {
    _FILAMENT: re.compile(
        r"\b(?:filaments?|bobines?|spools?|fdm|fff|pla|petg|abs|asa|tpu|extrude[ur]\w*|hotends?|buses?|nozzles?|bowden)\b"
    ),
    _RESIN: re.compile(r"\b(?:resines?|resins?|m?sla|dlp|fep|uv|isopropanol|ipa|vat|bac)\b"),
    _POWDER: re.compile(r"\b(?:poudres?|powder|sls|mjf|frittage|sintered|pa ?1[12])\b"),
    _METAL: re.compile(r"\b(?:metal|inox|titane?|titanium|alu(?:minium|minum)?|acier|steel|dmls|slm)\b"),
}
#: The beginning of an article's name → the way it is about.
_ABOUT: Final[Mapping[str, str]] = {
    "defect-powder_colour": "", "defect-powder_": _POWDER, "defect-metal_": _METAL,
    "defect-fdm_": _FILAMENT, "defect-filament_": _FILAMENT, "help-under-extrusion": _FILAMENT,
    "help-stringing": _FILAMENT, "defect-resin_": _RESIN, "help-resin-": _RESIN,
}  # fmt: skip


def told_by(question: str) -> frozenset[str]:
    """The ways to print that a question names."""
    text = plain(question)
    return frozenset(way for way, pattern in _TOLD_BY.items() if pattern.search(text))


def about(slug: str) -> str:
    """The way an article of ours is about; empty where it is about any."""
    return next((way for begins, way in _ABOUT.items() if slug.startswith(begins)), "")
