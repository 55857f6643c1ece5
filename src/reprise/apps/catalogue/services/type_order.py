from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import translation

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.importing.landing import Landing
from reprise.apps.catalogue.kinds import BuyerKind, DeliveryOrigin, LineType
from reprise.apps.catalogue.models import Order
from reprise.apps.catalogue.ports import (
    Home,
    ImportedAddress,
    ImportedContact,
    ImportedLine,
    ImportedOrder,
    ImportedPayment,
)
from reprise.apps.catalogue.queries import orders_by_number
from reprise.apps.catalogue.reading.texts import clean
from reprise.apps.catalogue.services.kind_rules import rules_of
from reprise.apps.catalogue.services.land_orders import land_orders
from reprise.core.refusals import Invalid, Overtaken, mark
from reprise.platform.transactions import atomic

TYPED = "typed"  # the platform of orders nobody exported


@dataclass(frozen=True, slots=True)
class TypedLine:
    """An article as read from an invoice: what was paid for all its pieces, tax included."""

    name: str
    quantity: int
    paid_minor: int
    kind: str = ""
    sku: str = ""


@dataclass(frozen=True, slots=True)
class TypedOrder:
    """What is needed of an order that was never imported."""

    number: str
    ordered_on: date
    delivered_on: date | None
    name: str
    email: str
    phone: str
    language: str
    country: str
    buyer_kind: BuyerKind
    lines: Sequence[TypedLine]
    shipping_minor: int = 0


@atomic
def type_order(*, actor: Actor, typed: TypedOrder, key: str, at: datetime) -> Order:
    """Write an order down by hand; the same form again is the same order, and one that is there already is refused."""
    actor.require(Right.ORDERS_EDIT)
    shop = shop_of(actor)
    if before := Order.objects.filter(shop=shop, platform=TYPED, external_id=key).first():
        return before
    typed = _tidied(typed)
    if not typed.number:
        raise Invalid(field="number", why=mark("write the number of the order, in letters or figures."))
    if not typed.lines or not all(line.name for line in typed.lines):
        raise Invalid(field="name_1", why=mark("write at least one article."))
    if orders_by_number(actor, typed.number):
        raise Invalid(field="number", why=mark("an order with this number is here already: look for it."))
    zone = ZoneInfo(shop.timezone)
    if typed.ordered_on > at.astimezone(zone).date():
        raise Invalid(field="ordered_on", why=mark("the day of the order is not over yet."))
    home = Home(currency=shop.currency, country=shop.country, timezone=shop.timezone)
    landing = Landing(shop.pk, shop.language, TYPED, home, rules_of(shop.pk), at)
    with translation.override(shop.language):
        report = land_orders(landing=landing, orders=[_as_imported(typed, key, shop.currency, zone)])
    made = Order.objects.filter(shop=shop, platform=TYPED, external_id=key).first()
    if made is None or report.refused:
        raise Overtaken
    return made


def _tidied(typed: TypedOrder) -> TypedOrder:
    """Without what hides or turns the writing around it, as imported orders are read."""
    lines = [replace(line, name=clean(line.name), sku=clean(line.sku)) for line in typed.lines]
    return replace(typed, number=clean(typed.number), name=clean(typed.name), phone=clean(typed.phone), lines=lines)


def _as_imported(typed: TypedOrder, key: str, currency: str, zone: ZoneInfo) -> ImportedOrder:
    lines = [
        ImportedLine(name=line.name, quantity=line.quantity, paid_minor=line.paid_minor, kind=line.kind, sku=line.sku)
        for line in typed.lines
    ]  # fmt: skip
    if typed.shipping_minor:
        lines.append(ImportedLine(name="", quantity=1, paid_minor=typed.shipping_minor, type=LineType.SHIPPING))
    total = sum(line.paid_minor for line in lines)
    address = ImportedAddress(name=typed.name, country=typed.country, phone=typed.phone)
    return ImportedOrder(
        line=0, external_id=key, number=typed.number, currency=currency, total_minor=total, lines=tuple(lines),
        ordered_at=datetime.combine(typed.ordered_on, time(12), zone),
        payments=(ImportedPayment(captured_minor=total),), shipping=address, buyer_kind=typed.buyer_kind,
        contact=ImportedContact(email=typed.email, name=typed.name, phone=typed.phone, language=typed.language),
        delivered_on=typed.delivered_on,
        delivery_origin=DeliveryOrigin.SHOP if typed.delivered_on else DeliveryOrigin.UNKNOWN,
    )  # fmt: skip
