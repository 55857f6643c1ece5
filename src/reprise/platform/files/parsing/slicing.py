"""What a slicer said of a print job: on which machine, of what, with which settings, as far as it is possible.

The names of settings are those of the slicers; free text (notes, commands, who designed it) is never taken.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any, Final

#: By name, and how it was written: `=name` and `:name` are different things in one file.
Said = Mapping[str, str]

_MOST: Final = 6  # materials, nozzles
_LONGEST: Final = 60
_DAY: Final = 86_400
_UNNAMED: Final = frozenset({"", "my settings", "fdmprinter", "custom", "unknown", "none", "default", "nil"})
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"|([^;"]+)')
_NUMBER: Final = re.compile(r"[+-]?\d{1,9}(?:\.\d{1,12})?(?![\d.eE])")
_SPAN: Final = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)\s*(d|h|m|s)", re.IGNORECASE)
_CLOCK: Final = re.compile(r"(\d{1,4}):(\d\d):(\d\d)")
_UNITS: Final = {"d": _DAY, "h": 3_600, "m": 60, "s": 1}
_TOTAL: Final = re.compile(r"total estimated time:\s*(.+)", re.IGNORECASE)

#: Fact → the settings that tell it, the surest first.
_SLICER: Final = ("generator",)
_PRINTER: Final = (
    "=printer_model", ":TARGET_MACHINE.NAME", ":machine_type", "=printer_name", "=printerModel", "definition",
    "=printer_settings_id",
)  # fmt: skip
_PROFILE: Final = ("=print_settings_id", "=printProfile", ",profileName", ",processName")
_MATERIALS: Final = (
    "=filament_type", ":right_extruder_material", ":Filament Type #1", ":Filament type", "=Filament type",
    ",printMaterial",
)  # fmt: skip
_FILAMENTS: Final = (
    "=filament_settings_id",
    ":Filament Name #1",
    "=materialName",
    "=filament_vendor",
    "=filament_name",
)
_NOZZLES: Final = (
    "=nozzle_diameter", ":EXTRUDER_TRAIN.0.NOZZLE.DIAMETER", ",nozzleDiameter", ",extruderDiameter",
)  # fmt: skip
_LAYER: Final = (
    "=layer_height", ":Layer height", ":layer_height", ",layerHeight", "=sliceHeight", "=layerHeight",
    "=max_layer_thickness_mm", "=z_layer_height_mm",
)  # fmt: skip
_INFILL: Final = ("=fill_density", "=sparse_infill_density", ",infillPercentage")
_HOT: Final = ("=temperature", "=nozzle_temperature")
_BED: Final = ("=bed_temperature",)
#: Bambu's family heats by the plate that lies on the bed.
_PLATES: Final = {
    "cool plate": "=cool_plate_temp", "engineering plate": "=eng_plate_temp", "high temp plate": "=hot_plate_temp",
    "textured pei plate": "=textured_plate_temp", "supertack plate": "=supertack_plate_temp",
}  # fmt: skip
_TIME: Final = (
    "seconds", ":model printing time", "=estimated printing time (normal mode)", "=estimated printing time", ":TIME",
    ":PRINT.TIME", ":Print Time", ":Build Time", ":Build time", ":--- print time", "=printTime",
)  # fmt: skip
_GRAMS: Final = (
    "grams", "=total filament used [g]", "=filament used [g]", ":total filament weight [g]", ":Plastic weight",
    ":Material Weight",
)  # fmt: skip
_MILLIMETRES: Final = (
    "=filament used [mm]", ":total filament length [mm]", ":Filament length", ":Material Length", ":Material#1 Used",
    ":--- filament used", "=Ext #1",
)  # fmt: skip
_METRES: Final = ("metres", ":Filament used")
_EXTRUDERS: Final = ":filament"  # Bambu's family: which of them were used, from one on
_GRAMS_EACH: Final = "=filament used [g]"

#: Everything that is worth keeping while a file is read.
WANTED: Final = frozenset({
    *_SLICER, *_PRINTER, *_PROFILE, *_MATERIALS, *_FILAMENTS, *_NOZZLES, *_LAYER, *_INFILL, *_HOT, *_BED, *_TIME,
    *_GRAMS, *_MILLIMETRES, *_METRES, *_PLATES.values(), "=curr_bed_type", _EXTRUDERS,
})  # fmt: skip


def job_from(said: Said) -> dict[str, Any]:
    """The facts of a print job, only those that are told and possible; nothing for a file no slicer wrote."""
    used = _extruders(said)
    plate = _PLATES.get(said.get("=curr_bed_type", "").strip('" ').lower())
    facts: dict[str, Any] = {
        "slicer": _first(said, _SLICER, _name),
        "printer": _first(said, _PRINTER, _name),
        "profile": _first(said, _PROFILE, _name),
        "materials": _used(_names(said.get("materials", "")), frozenset())
        or _first(said, _MATERIALS, lambda text: _used(_names(text, every=True), used)),
        "filaments": _first(said, _FILAMENTS, lambda text: _used(_names(text, every=True), used)),
        "nozzle_mm": _first(said, _NOZZLES, lambda text: _unique(_numbers(text, 0.05, 5))),
        "layer_mm": _first(said, _LAYER, lambda text: _one(text, 0.005, 5)),
        "infill": _first(said, _INFILL, lambda text: _one(text, 0, 100)),
        "nozzle_c": _first(said, _HOT, lambda text: _of_used(text, used, 20, 600)),
        "bed_c": _first(said, (plate,) if plate else _BED, lambda text: _of_used(text, used, 15, 300)),
        "seconds": _first(said, _TIME, _seconds),
        "grams": _first(said, _GRAMS, lambda text: _sum(text, 1e5)),
        "metres": _first(said, _MILLIMETRES, lambda text: _metres(text, 1_000)) or _first(said, _METRES, _in_metres),
    }
    told = {name: value for name, value in facts.items() if value not in (None, "", [])}
    return told if told.keys() - {"layer_mm", "nozzle_c", "bed_c"} else {}


def _first(said: Said, names: Sequence[str], read: Callable[[str], Any]) -> Any:
    return next((found for name in names if name in said and (found := read(said[name])) not in (None, "", [])), None)


def _name(text: str) -> str:
    found = _names(text)
    return found[0] if found else ""


def _names(text: str, *, every: bool = False) -> list[str]:
    """Names between semicolons, quoted or not; `every` keeps repeated and empty ones in their places."""
    pieces = text.split(";") if '"' not in text else ["".join(found) for found in _QUOTED.findall(text)]
    tidy = [" ".join(piece.replace('\\"', '"').strip(' "').split()) for piece in pieces]
    shown = ["".join(letter for letter in piece if letter.isprintable())[:_LONGEST].strip() for piece in tidy]
    known = ["" if piece.lower() in _UNNAMED or "\ufffd" in piece else piece for piece in shown]
    return known if every else [piece for piece in known if piece]


def _extruders(said: Said) -> set[int]:
    """Which extruders were used, where the file tells: by their numbers, or by how much went through each."""
    if numbered := _numbers(said.get(_EXTRUDERS, ""), 1, 64):
        return {int(number) - 1 for number in numbered}
    grams = _numbers(said.get(_GRAMS_EACH, ""), 0, 1e5, keep_none=True)
    return {place for place, much in enumerate(grams) if much} if len(grams) > 1 else set()


def _used(names: Sequence[str], used: Set[int]) -> list[str]:
    """The different names, of the extruders that were used; one name alone is everybody's."""
    if len(names) > 1 and used:
        names = [name for place, name in enumerate(names) if place in used]
    return list(dict.fromkeys(name for name in names if name))[:_MOST]


def _numbers(text: str, least: float, most: float, *, keep_none: bool = False) -> list[Any]:
    """Numbers between commas or semicolons that are possible; one that is not says nothing of the others."""
    found: list[float | None] = []
    for piece in re.split(r"[,;]", text)[:64]:
        number = _NUMBER.match(piece.strip())
        value = float(number[0]) if number else math.nan
        found.append(value if least <= value <= most else None)
    return found if keep_none else [value for value in found if value is not None]


def _unique(numbers: Sequence[float]) -> list[float]:
    return sorted(set(numbers))[:_MOST]


def _one(text: str, least: float, most: float) -> float | None:
    return next(iter(_numbers(text, least, most)), None)


def _of_used(text: str, used: Set[int], least: float, most: float) -> float | None:
    """The first number of an extruder that was used; slicers keep one for each, used or not."""
    numbers = _numbers(text, least, most, keep_none=True)
    ranked = [number for place, number in enumerate(numbers) if not used or place in used] or numbers
    return next((number for number in ranked if number is not None), None)


def _sum(text: str, most: float) -> float | None:
    total = sum(_numbers(text, 0, most))
    return round(total, 2) if 0 < total <= most else None


def _metres(text: str, per_metre: int) -> float | None:
    total = _sum(text, 1e8)
    return round(total / per_metre, 2) or None if total else None


def _in_metres(text: str) -> float | None:
    """Cura's `0.49988m, 1.2m`; flavours that count volumes write mm3."""
    return _metres(text, 1) if "mm" not in text else None


def _seconds(text: str) -> int | None:
    """1d 2h 3m 4s, 1 hour 5 min, or 2:11:47, 31.36 minutes, or a number of seconds."""
    total = _TOTAL.search(text)
    clock = _CLOCK.fullmatch(text.strip())
    spans = _SPAN.findall(total[1] if total else text)
    plain = _NUMBER.match(text.strip())
    if clock:
        seconds = float(clock[1]) * 3_600 + float(clock[2]) * 60 + float(clock[3])
    elif spans:
        seconds = sum(float(number) * _UNITS[unit.lower()] for number, unit in spans)
    elif plain and plain[0] != "6666":  # what Cura writes before it knows
        seconds = float(plain[0])
    else:
        return None
    return round(seconds) if 1 <= seconds <= 60 * _DAY else None
