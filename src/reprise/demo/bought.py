"""What the people of the demo's stories bought, from whom it is told how long ago it came."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Buyer:
    """Somebody who orders; a company makes them a professional."""

    name: str
    email: str
    street: str = "3 rue de l’Exemple"
    postcode: str = "69003"
    city: str = "Lyon"
    country: str = "FR"
    language: str = "fr"
    company: str = ""
    vat_number: str = ""
    phone: str = "+33 6 99 99 00 01"


@dataclass(frozen=True, slots=True)
class Article:
    """A line: SKU, name, pieces and the price of one, tax included."""

    sku: str
    name: str
    pieces: int
    price: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Bought:
    """An order; `days` since it was delivered, None while it is on its way or not sent yet."""

    number: str
    buyer: Buyer
    articles: tuple[Article, ...]
    days: int | None
    ordered: int = 0  # days ago, where nothing was delivered
    sent: bool = True
    promised: int | None = None  # days ago


PRINTER: Final = Article("PRN-LAM1", "Imprimante Lamelle One", 1, "449.00", "printer")
PLA: Final = Article("FIL-PLA-MAT", "PLA mat gris ardoise 1,75 mm, 1 kg", 3, "21.90", "filament")
NOZZLE: Final = Article("NOZ-04-HS", "Buse acier trempé 0,4 mm", 1, "18.90", "spare_part")
PETG: Final = Article("FIL-PETG-NOIR", "PETG noir 1,75 mm, 1 kg", 1, "24.90", "filament")
HOUSING: Final = Article("PRT-CAT-BOX", "Boîtier de capteur, PETG noir", 2, "14.90", "catalogue_print")
RESIN: Final = Article("RES-TOUGH", "Résine Tough 405 nm, 1 kg", 6, "59.90", "resin")
BRACKET: Final = Article("PRT-CUSTOM-PA12", "Impression sur fichier client, PA12 SLS", 4, "38.40", "custom_print")
DRYER: Final = Article("ACC-DRY", "Séchoir à filament", 1, "64.90", "accessory")
HOTEND: Final = Article("PRT-HOTEND", "Tête d’impression complète Lamelle One", 1, "79.00", "spare_part")

NOZZLES: Final = Article("NOZ-06-LT", "Buse laiton 0,6 mm, lot de 10", 2, "39.00", "spare_part")

ALICE: Final = Buyer("Alice Martin", "alice@example.com")
NILS: Final = Buyer(
    "Nils Bauer", "nils@example.com", "12 Beispielweg", "10115", "Berlin", "DE", "en", phone="+49 30 999000"
)
FERRAND: Final = Buyer(
    "Juliette Ferrand", "atelier@ferrand.example", "8 quai des Modèles", "44000", "Nantes",
    company="Atelier Ferrand", vat_number="FR00000000000",
)  # fmt: skip
ROMAIN: Final = Buyer("Romain Colin", "romain@example.com", city="Rouen", postcode="76000")

ORDERS: Final = (
    Bought("L-2041", ALICE, (PLA, NOZZLE), 3),
    Bought("L-2038", Buyer("Karim Haddad", "karim@example.com"), (PRINTER,), 24),
    Bought("L-2033", Buyer("Léa Fontaine", "lea@example.com", city="Grenoble", postcode="38000"), (PRINTER,), 9),
    Bought("L-2029", NILS, (HOUSING, PETG), 15),
    Bought("L-2046", Buyer("Sofia Alvarez", "sofia@example.com", city="Toulouse", postcode="31000"), (PRINTER,), 6),
    Bought("L-2047", Buyer("Yann Le Goff", "yann@example.com", city="Brest", postcode="29200"), (PETG, DRYER), None,
           ordered=1, sent=False),
    Bought("L-2036", Buyer("Chloé Roussel", "chloe@example.com", city="Lille", postcode="59000"), (HOTEND,), 20),
    Bought("L-2031", FERRAND, (RESIN,), 12),
    Bought("L-2027", Buyer("Hugo Perrin", "hugo@example.com", city="Dijon", postcode="21000"), (BRACKET,), 11),
    Bought("L-2024", Buyer("Margaux Petit", "margaux@example.com", city="Nice", postcode="06000"),
           (Article("PRN-LAM1", "Imprimante Lamelle One", 2, "449.00", "printer"),), 10),
    Bought("L-2043", Buyer("Emma Lefèvre", "emma@example.com", city="Rennes", postcode="35000"), (DRYER,), None,
           ordered=16, promised=9),
    Bought("L-2019", Buyer("Paul Girard", "paul@example.com", city="Metz", postcode="57000"), (PLA, PETG), 22),
    Bought("L-2050", ALICE, (DRYER,), 1),
    Bought("L-2052", Buyer("Inès Faure", "ines.faure@example.com", city="Tours", postcode="37000"), (PETG,), 4),
    Bought("L-2055", FERRAND, (NOZZLES,), 20),
    *(Bought(f"L-19{n}", ROMAIN, (PETG,), days) for n, days in ((71, 200), (78, 150), (85, 90))),
    Bought("L-2056", ROMAIN, (PLA,), 4),
    Bought("L-2060", Buyer("Bastien Moreau", "bastien@example.com", city="Angers", postcode="49000"),
           (PRINTER, PLA), 40),
    Bought("L-2061", Buyer("Nina Rey", "nina@example.com", city="Nancy", postcode="54000"), (PRINTER,), 3),
)  # fmt: skip
