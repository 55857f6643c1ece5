"""The orders of the demo: the exports of three platforms as they are, and four fresh ones for the stories."""

import csv
import io
from datetime import datetime, timedelta
from importlib import resources
from typing import TYPE_CHECKING, BinaryIO, Final, cast
from zoneinfo import ZoneInfo

from reprise.apps.accounts.actors import system
from reprise.apps.catalogue.queries import orders_by_number
from reprise.apps.catalogue.services.import_orders import import_orders

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.catalogue.models import Order

EXPORTS: Final = {"shopify": "shopify.csv", "woocommerce": "woocommerce.json", "prestashop": "prestashop.json"}
_HEADER: Final = (
    "order_number", "ordered_at", "email", "name", "street", "postcode", "city", "country", "language", "line_type",
    "sku", "product", "quantity", "price", "payment_method", "payment_reference", "paid_at", "fulfilled_on",
    "delivered_on", "delivery_said_by", "carrier",
)  # fmt: skip

#: Number, buyer, e-mail, days since the delivery, and the lines (SKU, product, pieces, price each).
_FRESH: Final = (
    ("L-2041", "Alice Martin", "alice@example.com", 3, [
        ("FIL-PLA-MAT", "PLA mat gris ardoise 1,75 mm, 1 kg", 3, "21.90"),
        ("NOZ-04-HS", "Buse acier trempé 0,4 mm", 1, "18.90"),
    ]),
    ("L-2038", "Karim Haddad", "karim@example.com", 24, [("PRN-LAM1", "Imprimante Lamelle One", 1, "449.00")]),
    ("L-2033", "Léa Fontaine", "lea@example.com", 9, [("PRN-LAM1", "Imprimante Lamelle One", 1, "449.00")]),
    ("L-2029", "Nils Bauer", "nils@example.com", 15, [
        ("PRT-CAT-BOX", "Boîtier de capteur, PETG noir", 2, "14.90"),
        ("FIL-PETG-NOIR", "PETG noir 1,75 mm, 1 kg", 1, "24.90"),
    ]),
)  # fmt: skip


def bring_orders(shop: "Shop", at: datetime) -> None:
    """Import the three exports and the fresh orders, as a shop would."""
    house = system(shop.pk)
    folder = resources.files("reprise.demo") / "exports"
    for format_, name in EXPORTS.items():
        with (folder / name).open("rb") as file:
            import_orders(actor=house, file=cast(BinaryIO, file), format=format_, at=at)
    import_orders(actor=house, file=io.BytesIO(_fresh(at).encode()), format="csv", at=at)


def order_numbered(shop: "Shop", number: str) -> "Order":
    """One of the fresh orders."""
    return orders_by_number(system(shop.pk), number)[0]


def _fresh(at: datetime) -> str:
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(_HEADER)
    for number, name, email, age, lines in _FRESH:
        delivered = at.astimezone(ZoneInfo("Europe/Paris")).date() - timedelta(days=age)
        ordered, sent = (delivered - timedelta(days=days) for days in (5, 3))
        first = ("shipping", "", "Colissimo", 1, "6.90")
        for type_, sku, product, pieces, price in (*(("product", *line) for line in lines), first):
            table.writerow((
                number, f"{ordered}T09:30:00", email, name, "3 rue de l’Exemple", "69003", "Lyon", "FR",
                "en" if name == "Nils Bauer" else "fr", type_, sku, product, pieces, price, "Stripe",
                f"card-{number}", f"{ordered}T09:31:00", sent, delivered, "carrier", "Colissimo",
            ))  # fmt: skip
    return text.getvalue()
