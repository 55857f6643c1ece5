"""A shop, an order as a reader hands it over, and who acts, for the tests of this app."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from reprise.apps.accounts.actors import Actor, ActorKind, customer_of_order, system
from reprise.apps.accounts.rights import RIGHTS, Role
from reprise.apps.catalogue.importing.report import ImportReport
from reprise.apps.catalogue.models import Order, OrderLine, Payment
from reprise.apps.catalogue.ports import (
    Home,
    ImportedAddress,
    ImportedContact,
    ImportedLine,
    ImportedOrder,
    ImportedPayment,
    RefusedRow,
    provide_order_sources,
)
from reprise.apps.catalogue.services.import_orders import import_orders
from tests.support.builders import AT

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

ORDERED = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def ines(shop: "Shop", role: Role = Role.MANAGER) -> Actor:
    """Inès, of the shop's staff."""
    return Actor(ActorKind.STAFF, shop.pk, RIGHTS[role], "Inès", person_id=1)


def alice(order: Order) -> Actor:
    """Alice, who proved that an order is hers."""
    return customer_of_order(order.shop_id, order.pk, "Alice Martin")


def an_order(shop: "Shop", number: str = "1001", *, email: str = "alice@example.com", **fields: object) -> Order:
    """An order without lines."""
    values: dict[str, object] = {
        "platform": "shopify", "external_id": number, "number": f"#{number}", "number_key": number, "email": email,
        "ordered_at": ORDERED, "currency": "EUR", "country": "FR", "total_minor": 0,
        "imported_at": AT, "changed_at": AT,
    }  # fmt: skip
    return Order.objects.create(shop=shop, **(values | fields))


def a_line(
    order: Order, *, position: int = 1, quantity: int = 3, paid_minor: int = 3000, **fields: object
) -> OrderLine:
    """Spools of filament in an order."""
    values: dict[str, object] = {"name": "PLA noir 1 kg", "sku": "FIL-PLA-NOIR", "kind": "filament"} | fields
    return OrderLine.objects.create(order=order, position=position, quantity=quantity, paid_minor=paid_minor, **values)


def a_payment(order: Order, *, captured_minor: int = 3000, position: int = 0, **fields: object) -> Payment:
    """Money received for an order by card."""
    values: dict[str, object] = {"provider": "stripe", "means": "Carte bancaire", "reference": "ch_1"} | fields
    return Payment.objects.create(order=order, position=position, captured_minor=captured_minor, **values)


@dataclass(slots=True)
class Told:
    """A reader that says what a test wants to be read."""

    items: Sequence[ImportedOrder | RefusedRow]
    platform: str = "told"

    def read(self, file: BinaryIO, home: Home) -> Iterator[ImportedOrder | RefusedRow]:  # noqa: ARG002
        """Whatever the file."""
        yield from self.items


def told_line(name: str = "PLA noir 1 kg", **fields: Any) -> ImportedLine:
    """Three spools for 30.00."""
    values: dict[str, Any] = {"quantity": 3, "paid_minor": 3000, "sku": "FIL-PLA", "tax_minor": 500} | fields
    return ImportedLine(name=name, **values)


def told_order(key: str = "1001", **fields: Any) -> ImportedOrder:
    """Alice's order of three spools, paid by card and sent the next day."""
    values: dict[str, Any] = {
        "line": 2, "external_id": key, "number": f"#{key}", "ordered_at": ORDERED, "currency": "EUR",
        "lines": (told_line(),), "payments": (ImportedPayment(3000, "stripe", "Carte", f"ch_{key}"),),
        "contact": ImportedContact(email="alice@example.com", name="Alice Martin"),
        "shipping": ImportedAddress(name="Alice Martin", lines=("12 rue des Tanneurs",), city="Lille", country="FR"),
        "fulfilled_on": date(2026, 11, 3), "tracking_number": "6A1",
    } | fields  # fmt: skip
    return ImportedOrder(total_minor=sum(line.paid_minor for line in values["lines"]), **values)


def import_told(shop: "Shop", *items: ImportedOrder | RefusedRow, at: datetime = AT) -> ImportReport:
    """Import what a reader tells."""
    provide_order_sources({"told": Told(items)})
    return import_orders(actor=system(shop.pk), file=io.BytesIO(), format="told", at=at)


def counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    """Read, created, updated, unchanged, refused; every order read is one of the other four."""
    assert report.read == report.created + report.updated + report.unchanged + len(report.refused)
    return report.read, report.created, report.updated, report.unchanged, len(report.refused)
