"""The orders of the demo: the exports of three platforms as they are, and the fresh ones of the stories."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from importlib import resources
from typing import TYPE_CHECKING, BinaryIO, Final, cast
from zoneinfo import ZoneInfo

from reprise.apps.accounts.actors import system
from reprise.apps.catalogue.queries import orders_by_number
from reprise.apps.catalogue.services.import_orders import import_orders
from reprise.demo.bought import Article, Bought

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.catalogue.models import Order

EXPORTS: Final = {"shopify": "shopify.csv", "woocommerce": "woocommerce.json", "prestashop": "prestashop.json"}
DELIVERY: Final = Article("", "Colissimo", 1, "6.90")
_COLUMNS: Final = (
    "order_number", "ordered_at", "email", "name", "phone", "company", "vat_number", "street", "postcode", "city",
    "country", "language", "line_type", "sku", "product", "quantity", "price", "tax_rate", "kind", "dispatch",
    "payment_method", "payment_reference", "paid_at", "fulfilled_on", "delivered_on", "delivery_said_by",
    "promised_on", "carrier", "tracking_number",
)  # fmt: skip


def bring_exports(shop: "Shop", at: datetime) -> None:
    """Import the exports of the three platforms, as a shop would."""
    folder = resources.files("reprise.demo") / "exports"
    for format_, name in EXPORTS.items():
        with (folder / name).open("rb") as file:
            import_orders(actor=system(shop.pk), file=cast(BinaryIO, file), format=format_, at=at)


def bring_orders(shop: "Shop", orders: Iterable[Bought], at: datetime) -> None:
    """Import fresh orders from a plain CSV file."""
    text = io.StringIO()
    table = csv.DictWriter(text, _COLUMNS, restval="")
    table.writeheader()
    today = at.astimezone(ZoneInfo(shop.timezone)).date()
    for bought in orders:
        table.writerows(_rows(bought, today))
    import_orders(actor=system(shop.pk), file=io.BytesIO(text.getvalue().encode()), format="csv", at=at)


def order_numbered(shop: "Shop", number: str) -> "Order":
    """One of the fresh orders."""
    return orders_by_number(system(shop.pk), number)[0]


def _rows(bought: Bought, today: date) -> Iterator[dict[str, object]]:
    days = bought.ordered if bought.days is None else bought.days + 5
    ordered = today - timedelta(days=days)
    buyer = bought.buyer
    whole: dict[str, object] = {
        "order_number": bought.number, "ordered_at": f"{ordered}T09:30:00", "email": buyer.email, "name": buyer.name,
        "phone": buyer.phone, "company": buyer.company, "vat_number": buyer.vat_number, "street": buyer.street,
        "postcode": buyer.postcode, "city": buyer.city, "country": buyer.country, "language": buyer.language,
        "payment_method": "Stripe", "payment_reference": f"card-{bought.number}", "paid_at": f"{ordered}T09:31:00",
        "carrier": "Colissimo",
    }  # fmt: skip
    if bought.sent:
        whole |= {"fulfilled_on": ordered + timedelta(days=2), "tracking_number": f"6A{bought.number[2:]}0099887"}
    if bought.days is not None:
        whole |= {"delivered_on": today - timedelta(days=bought.days), "delivery_said_by": "carrier"}
    if bought.promised is not None:
        whole["promised_on"] = today - timedelta(days=bought.promised)
    dispatch = "sent" if bought.sent else "waiting"
    for type_, article in (*(("product", one) for one in bought.articles), ("shipping", DELIVERY)):
        yield whole | {
            "line_type": type_, "sku": article.sku, "product": article.name, "quantity": article.pieces,
            "price": article.price, "tax_rate": "20", "kind": article.kind,
            "dispatch": dispatch if type_ == "product" else "",
        }  # fmt: skip
