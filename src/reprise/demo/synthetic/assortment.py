"""What the imagined shop sells, to whom, and what goes wrong with it: weights that make a history believable."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Article:
    """Something sold: how often, for how much, how many at once, and how often it is opened or second-hand."""

    sku: str
    name: str
    kind: str
    weight: int
    price: tuple[int, int]  # from, to, in minor units
    most: int = 1
    second_hand: float = 0.0


ARTICLES: Final = (
    Article("FIL-PLA", "PLA mat 1,75 mm, 1 kg", "filament", 22, (1_890, 2_690), 6),
    Article("FIL-PETG", "PETG 1,75 mm, 1 kg", "filament", 14, (2_190, 2_990), 5),
    Article("RES-STD", "Résine standard 405 nm, 1 kg", "resin", 7, (2_990, 5_990), 4),
    Article("PRN-ONE", "Imprimante Lamelle One", "printer", 6, (24_900, 89_900), 1, 0.15),
    Article("NOZ-04", "Buse acier trempé 0,4 mm", "spare_part", 9, (890, 2_490), 4),
    Article("HOT-ONE", "Tête d’impression complète", "spare_part", 4, (4_900, 11_900)),
    Article("ACC-DRY", "Séchoir à filament", "accessory", 5, (4_490, 8_990)),
    Article("CAT-BOX", "Boîtier de capteur imprimé", "catalogue_print", 13, (790, 3_490), 8),
    Article("CUS-PA12", "Impression sur fichier client, PA12", "custom_print", 13, (1_500, 24_000), 10),
    Article("PER-NAME", "Plaque gravée à votre nom", "personalised_print", 4, (1_290, 4_900), 3),
    Article("STL-PACK", "Fichiers STL, lot", "digital_file", 2, (390, 2_490)),
    Article("DIV-000", "Article hors catalogue", "", 1, (500, 9_900)),
)

#: How often people change their mind, find a fault, get the wrong thing, or nothing, by kind; the rest is a fault.
CLAIMS: Final[Mapping[str, Mapping[str, int]]] = {
    "filament": {"withdraw": 52, "defect": 30, "wrong_item": 10, "not_received": 5, "late_delivery": 3},
    "resin": {"withdraw": 38, "defect": 42, "wrong_item": 8, "not_received": 7, "late_delivery": 5},
    "printer": {"withdraw": 41, "defect": 46, "wrong_item": 3, "not_received": 4, "late_delivery": 6},
    "spare_part": {"withdraw": 48, "defect": 30, "wrong_item": 13, "not_received": 6, "late_delivery": 3},
    "accessory": {"withdraw": 55, "defect": 32, "wrong_item": 5, "not_received": 5, "late_delivery": 3},
    "custom_print": {"withdraw": 14, "defect": 72, "wrong_item": 3, "not_received": 4, "late_delivery": 7},
    "personalised_print": {"withdraw": 17, "defect": 64, "wrong_item": 9, "not_received": 5, "late_delivery": 5},
    "digital_file": {"withdraw": 45, "defect": 55},
    "": {"withdraw": 40, "defect": 45, "wrong_item": 5, "not_received": 6, "late_delivery": 4},
    "catalogue_print": {"withdraw": 30, "defect": 54, "wrong_item": 6, "not_received": 5, "late_delivery": 5},
}

_PRINTED: Final = {
    "fdm_warping": 18, "fdm_stringing": 12, "fdm_layer_shift": 9, "dimension_out_of_tolerance": 16, "hole_undersize": 6,
    "weak_part": 7, "layer_lines_visible": 6, "support_scars": 5, "transport_damage": 9, "missing_parts": 3,
    "not_as_described": 5, "wrong_scale": 2, "resin_tacky": 2,
}  # fmt: skip
FAULTS: Final[Mapping[str, Mapping[str, int]]] = {
    "printer": {"printer_part_fault": 45, "printer_doa": 22, "missing_accessory": 10, "transport_damage": 15,
                "electrical_safety": 2, "not_as_described": 6},
    "filament": {"filament_tangled": 40, "filament_moist": 28, "filament_diameter": 14, "transport_damage": 6,
                 "filament_brittle_contaminated": 12},
    "resin": {"resin_bottle_defect": 70, "transport_damage": 20, "not_as_described": 10},
    "spare_part": {"spare_part_incompatible": 60, "not_as_described": 25, "transport_damage": 15},
    "accessory": {"missing_accessory": 30, "transport_damage": 25, "not_as_described": 45},
    "catalogue_print": _PRINTED, "custom_print": _PRINTED, "personalised_print": _PRINTED,
    "digital_file": {"not_as_described": 100}, "": {"": 60, "not_as_described": 40},
}  # fmt: skip

COUNTRIES: Final = {"FR": 72, "BE": 7, "DE": 7, "ES": 4, "IT": 3, "NL": 3, "LU": 1, "AT": 1, "PT": 1, "CH": 1}
BUYERS: Final = {"consumer": 88, "professional": 9, "non_professional": 3}
CHANNELS: Final = {"portal": 78, "phone": 8, "staff": 6, "api": 5, "mail": 3}
REMEDIES: Final = {"": 35, "refund": 33, "replacement": 17, "reprint": 8, "repair": 5, "price_reduction": 2}
FIRST_NAMES: Final = (
    "Alice", "Bruno", "Camille", "David", "Élise", "Farid", "Gaëlle", "Hugo", "Inge", "Jules", "Katia", "Loïc",
    "Margaux", "Nils", "Olga", "Paul", "Quentin", "Rosa", "Sofia", "Théo", "Ulysse", "Vera", "Wim", "Yann", "Zoé",
)  # fmt: skip
LAST_NAMES: Final = (
    "Martin", "Bernard", "Thomas", "Petit", "Durand", "Leroy", "Moreau", "Simon", "Laurent", "Lefèvre", "Roux",
    "Fournier", "Girard", "Bonnet", "Dupont", "Lambert", "Fontaine", "Rousseau", "Vincent", "Muller", "Jansen",
    "Garcia", "Rossi", "Silva", "Weber",
)  # fmt: skip
