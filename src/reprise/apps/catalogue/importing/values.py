"""What an order as read becomes in the tables: the values of its rows."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext

from reprise.apps.accounts.services.keep_customers import Buyer
from reprise.apps.catalogue.kinds import DeliveryOrigin, KindSource, LineType, ProductKind
from reprise.apps.catalogue.ports import (
    Home,
    ImportedAddress,
    ImportedContact,
    ImportedLine,
    ImportedOrder,
    ImportedPayment,
    Remark,
    Sentence,
)
from reprise.apps.catalogue.rules.customers import language_for
from reprise.apps.catalogue.rules.delivery import estimated_delivery
from reprise.apps.catalogue.rules.kinds import KindRules
from reprise.apps.catalogue.rules.numbers import email_key, number_key
from reprise.core.money import Money
from reprise.core.refusals import mark

NO_COUNTRY = mark("The export does not say where the order went: the shop’s own country, %(country)s, is taken.")
TOO_MUCH_BACK = mark("More was repaid than was received: %(excess)s too much. Only what was received is counted.")

_KINDS = frozenset(kind.value for kind in ProductKind)


def fingerprint(order: ImportedOrder) -> str:
    """A digest of all that the export says of an order, wherever in the file it stands."""
    return hashlib.sha256(repr(replace(order, line=0)).encode("utf-8", "surrogatepass")).hexdigest()


def without_person(order: ImportedOrder) -> ImportedOrder:
    """The order of somebody who was forgotten: what is bought and paid, not by whom."""
    lines = tuple(replace(line, attributes={}) for line in order.lines)
    nowhere = ImportedAddress(country=country_of(order))
    return replace(
        order, lines=lines, contact=ImportedContact(), shipping=nowhere, billing=ImportedAddress(), tracking_number="",
        remarks=(),
    )  # fmt: skip


def country_of(order: ImportedOrder) -> str:
    """Where the goods went, else where the invoice went."""
    return order.shipping.country or order.billing.country


def order_values(order: ImportedOrder, home: Home, kinds: KindRules) -> dict[str, Any]:
    """The columns of an order, its customer and its remarks left out."""
    country = country_of(order) or home.country
    delivered_on, origin = _delivery(order, home, country, kinds)
    return {
        "platform_id": order.platform_id, "number": order.number, "number_key": number_key(order.number),
        "email": email_key(order.contact.email), "ordered_at": order.ordered_at, "currency": order.currency,
        "country": country, "buyer_kind": order.buyer_kind.value, "state": order.state.value,
        "fulfilled_on": order.fulfilled_on, "delivered_on": delivered_on, "delivery_origin": origin.value,
        "promised_on": order.promised_on, "shipping": _address(order.shipping), "billing": _billing(order),
        "carrier": order.carrier, "tracking_number": order.tracking_number,
        "carrier_chosen_by_buyer": order.carrier_chosen_by_buyer,
    }  # fmt: skip


def remarks_of(order: ImportedOrder, home: Home) -> tuple[Remark, ...]:
    """What staff should know: what the reader noted, and what had to be assumed."""
    noted = list(order.remarks)
    if not country_of(order):
        noted.append(Remark("country", Sentence(NO_COUNTRY, {"country": home.country})))
    excess = sum(max(0, payment.refunded_minor - payment.captured_minor) for payment in order.payments)
    if excess:
        noted.append(Remark("refunded", Sentence(TOO_MUCH_BACK, {"excess": str(Money(excess, order.currency))})))
    return tuple(noted)


def stored_remarks(remarks: tuple[Remark, ...]) -> list[dict[str, Any]]:
    """Remarks as JSON, to be translated when they are shown."""
    return [{"field": each.field, "reason": each.reason.text, "params": _plain(each.reason.params)} for each in remarks]


def line_values(line: ImportedLine, kinds: KindRules) -> dict[str, Any]:
    """The columns of an order line."""
    name = line.name if line.type is LineType.PRODUCT else gettext(line.name)  # ours, unless the platform named it
    exported = line.kind if line.kind in _KINDS else ""
    kind, source = kind_of(line.type.value, line.sku, line.name, line.attributes, exported, kinds)
    return {
        "type": line.type.value, "external_id": line.external_id, "sku": line.sku, "name": name, "kind": kind,
        "kind_source": source, "exported_kind": exported, "second_hand": line.second_hand,
        "dispatch": line.dispatch.value,
        "attributes": dict(line.attributes), "quantity": line.quantity,
        "cancelled_quantity": min(line.cancelled_quantity, line.quantity), "paid_minor": line.paid_minor,
        "tax_minor": line.tax_minor, "tax_rate_bp": line.tax_rate_bp,
        "refunded_elsewhere_minor": min(line.refunded_minor, line.paid_minor),
    }  # fmt: skip


def kind_of(
    type_: str, sku: str, name: str, attributes: Mapping[str, str], exported: str, kinds: KindRules
) -> tuple[str, str]:
    """The kind of a line and who says so: the export's own word for this line, else the shop's rules, else nobody."""
    if type_ != LineType.PRODUCT:
        return "", KindSource.UNKNOWN.value
    if exported:
        return exported, KindSource.EXPORT.value
    kind = kinds.kind_of(sku=sku, name=name, attributes=attributes)
    return (kind.value, KindSource.RULE.value) if kind else ("", KindSource.UNKNOWN.value)


def payment_values(payment: ImportedPayment) -> dict[str, Any]:
    """The columns of a payment; what the shop repaid beyond what it received stands apart."""
    back = min(payment.refunded_minor, payment.captured_minor)
    return {
        "provider": payment.provider, "means": gettext(payment.means) if payment.means else "",
        "reference": payment.reference, "captured_minor": payment.captured_minor, "captured_at": payment.captured_at,
        "refunded_elsewhere_minor": back, "excess_refunded_minor": payment.refunded_minor - back,
    }  # fmt: skip


def buyer_of(order: ImportedOrder) -> Buyer:
    """Who bought, for the customers' table."""
    contact = order.contact
    return Buyer(
        email=email_key(contact.email), name=contact.name, phone=contact.phone,
        language=language_for(contact.language, country_of(order)), kind=order.buyer_kind.value,
        company=contact.company, vat_number=contact.vat_number,
    )  # fmt: skip


def _delivery(order: ImportedOrder, home: Home, country: str, kinds: KindRules) -> tuple[date | None, DeliveryOrigin]:
    """When it arrived and who says so; estimated from the day it left, else unknown."""
    if order.delivered_on is not None:
        return order.delivered_on, order.delivery_origin or DeliveryOrigin.SHOP
    if order.fulfilled_on is None:
        return None, DeliveryOrigin.UNKNOWN
    products = [line_values(line, kinds)["kind"] for line in order.lines if line.type is LineType.PRODUCT]
    return (
        estimated_delivery(
            fulfilled_on=order.fulfilled_on, shop_country=home.country, country=country, kinds=frozenset(products)
        ),
        DeliveryOrigin.ESTIMATED,
    )


def _address(address: ImportedAddress) -> dict[str, Any]:
    """Only what is said."""
    said = {
        "name": address.name, "company": address.company, "lines": list(address.lines), "postcode": address.postcode,
        "city": address.city, "region": address.region, "country": address.country, "phone": address.phone,
    }  # fmt: skip
    return {key: value for key, value in said.items() if value}


def _billing(order: ImportedOrder) -> dict[str, Any]:
    vat = {"vat_number": order.contact.vat_number} if order.contact.vat_number else {}
    return _address(order.billing) | vat


def _plain(params: Mapping[str, object]) -> dict[str, object]:
    return {key: value if isinstance(value, (int, str)) else str(value) for key, value in params.items()}
