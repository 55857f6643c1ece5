"""What somebody prints with: the machine, the material, the program; asked once and never needed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

from reprise.printing.defects import Words

OTHER: Final = "other"

#: Names are names: what is the same in both languages is written once.
KNOWN: Final[Mapping[str, Mapping[str, Words]]] = {
    "process": {"fdm": Words("Filament", "Filament"), "resin": Words("Résine", "Resin")},
    "machine": {
        "prusa": Words("Prusa", "Prusa"),
        "bambu": Words("Bambu Lab", "Bambu Lab"),
        "creality": Words("Creality", "Creality"),
        "anycubic": Words("Anycubic", "Anycubic"),
        "elegoo": Words("Elegoo", "Elegoo"),
        "formlabs": Words("Formlabs", "Formlabs"),
        OTHER: Words("Une autre", "Another one"),
    },
    "material": {
        "pla": Words("PLA", "PLA"),
        "petg": Words("PETG", "PETG"),
        "abs": Words("ABS ou ASA", "ABS or ASA"),
        "tpu": Words("TPU (souple)", "TPU (flexible)"),
        "nylon": Words("Nylon (PA)", "Nylon (PA)"),
        "resin": Words("Résine standard", "Standard resin"),
        "resin_tough": Words("Résine technique", "Engineering resin"),
        "resin_water": Words("Résine lavable à l’eau", "Water-washable resin"),
        OTHER: Words("Une autre", "Another one"),
    },
    "software": {
        "prusaslicer": Words("PrusaSlicer", "PrusaSlicer"),
        "orcaslicer": Words("OrcaSlicer", "OrcaSlicer"),
        "bambu": Words("Bambu Studio", "Bambu Studio"),
        "cura": Words("Cura", "Cura"),
        "lychee": Words("Lychee", "Lychee"),
        "chitubox": Words("Chitubox", "Chitubox"),
        OTHER: Words("Un autre", "Another one"),
    },
}
#: What a guide may ask before its first step.
ASKED: Final = ("machine", "material", "software")
_RESINS: Final = frozenset({"resin", "resin_tough", "resin_water"})
_RESIN_MACHINES: Final = frozenset({"formlabs"})
_RESIN_PROGRAMS: Final = frozenset({"lychee", "chitubox"})
#: How the name of an article tells what it is; the first that is found counts.
_NAMED: Final = {
    "machine": re.compile(r"\b(prusa|bambu|creality|anycubic|elegoo|formlabs)\b", re.IGNORECASE),
    "material": re.compile(r"\b(PLA|PETG|ABS|ASA|TPU|nylon)\b", re.IGNORECASE),
}
_SAME: Final = {"asa": "abs"}
_PROCESS: Final = {
    "resin": re.compile(r"r[ée]sine?\b|\b(?:m?SLA|MSLA|DLP|LCD|formlabs|photon|mars|saturn|halot)\b", re.IGNORECASE),
    "fdm": re.compile(r"\b(?:FDM|FFF|filaments?|extrudeuse|prusa|bambu|ender)\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Bench:
    """What is known of it; an empty word is not known. `thing` is the kind of article that was bought."""

    thing: str = ""
    process: str = ""
    machine: str = ""
    material: str = ""
    software: str = ""

    def known(self, what: str) -> str:
        """One of its words."""
        return str(getattr(self, what))

    def fits(self, only: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether it may be meant: what is not known counts as meant."""
        return all(self.known(what) in {"", *keys} for what, keys in only.items())


WORDS: Final = tuple(field.name for field in fields(Bench))


def offered(what: str, process: str) -> dict[str, Words]:
    """What can be chosen from, for one process or for any."""
    resin = {"machine": _RESIN_MACHINES, "material": _RESINS, "software": _RESIN_PROGRAMS}.get(what, frozenset())
    filament_only = frozenset(KNOWN[what]) - resin - _both(what)
    left_out = resin if process == "fdm" else filament_only if process == "resin" else frozenset()
    return {key: name for key, name in KNOWN[what].items() if key not in left_out}


def _both(what: str) -> frozenset[str]:
    return frozenset({OTHER, "creality", "anycubic", "elegoo"} if what == "machine" else {OTHER})


def process_of(kind: str, name: str) -> str:
    """How an article prints, by its kind or its name; empty where nothing tells."""
    if kind in {"filament", "resin"}:
        return "fdm" if kind == "filament" else "resin"
    return next((process for process, pattern in _PROCESS.items() if pattern.search(name)), "")


def named_in(name: str) -> dict[str, str]:
    """What the name of an article tells: “Galette PETG 1 kg” is a material."""
    found = {what: pattern.search(name) for what, pattern in _NAMED.items()}
    told = {what: match[1].lower() for what, match in found.items() if match}
    return {what: _SAME.get(word, word) for what, word in told.items()}
