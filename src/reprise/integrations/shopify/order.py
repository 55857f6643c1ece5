"""One Shopify order from its rows."""

import re
from collections.abc import Sequence
from datetime import date

from reprise.apps.catalogue.kinds import OrderState
from reprise.apps.catalogue.ports import Home, ImportedAddress, ImportedContact, ImportedOrder
from reprise.apps.catalogue.reading.dates import day, moment
from reprise.apps.catalogue.reading.faults import RowFault
from reprise.apps.catalogue.reading.places import country, currency
from reprise.apps.catalogue.reading.settling import refunded_in_full
from reprise.apps.catalogue.reading.tables import Row
from reprise.apps.catalogue.reading.texts import MISSING, Notebook, identifier, postcode
from reprise.apps.catalogue.rules.customers import buyer_kind
from reprise.core.refusals import mark
from reprise.integrations.shopify.money import lines_of, payment_of

NO_FIRST_ROW = mark("The first row of this order, which holds its total, is missing or not just above this one.")


def order_from(rows: Sequence[Row], home: Home) -> ImportedOrder:
    """The order that these rows tell; RowFault when they do not make sense."""
    head, notes = rows[0], Notebook()
    number = identifier(head.get("name"), "Name", 64, required=True)
    if not head.get("total"):
        raise RowFault("Total", NO_FIRST_ROW)
    money = currency(head.get("currency"), "Currency", otherwise=home.currency)
    ordered_at = moment(head.get("created at"), "Created at", home.timezone)
    if ordered_at is None:
        raise RowFault("Created at", MISSING)
    cancelled = moment(head.get("cancelled at"), "Cancelled at", home.timezone) is not None
    lines, total = lines_of(rows, money, notes, cancelled=cancelled)
    payment = payment_of(head, total, money, home.timezone, notes)
    if lines and payment.refunded_minor >= sum(line.paid_minor for line in lines) > 0:
        lines = refunded_in_full(lines)
    billing, shipping = _address(head, "billing", notes), _address(head, "shipping", notes)
    return ImportedOrder(
        line=head.line,
        external_id=number.lstrip("#"),
        platform_id=head.get("id") if re.fullmatch(r"\d{1,20}", head.get("id"), re.ASCII) else "",
        number=number,
        ordered_at=ordered_at,
        currency=money,
        total_minor=sum(line.paid_minor for line in lines),
        lines=lines,
        payments=(payment,),
        contact=_contact(head, billing, shipping, notes),
        shipping=shipping,
        billing=billing,
        buyer_kind=buyer_kind(billing.company, ""),
        state=OrderState.CANCELLED if cancelled else OrderState.OPEN,
        fulfilled_on=_fulfilled_on(head, home),
        carrier=notes.text(head.get("shipping method"), "Shipping Method", 120),
        remarks=notes.remarks,
    )


def _fulfilled_on(head: Row, home: Home) -> date | None:
    sent = head.get("fulfillment status").lower() in {"fulfilled", "", "restocked"}
    return day(head.get("fulfilled at"), "Fulfilled at", home.timezone) if sent else None


def _contact(head: Row, billing: ImportedAddress, shipping: ImportedAddress, notes: Notebook) -> ImportedContact:
    return ImportedContact(
        email=notes.email(head.get("email"), "Email"),
        name=billing.name or shipping.name,
        phone=_phone(head.get("phone"), "Phone", notes) or billing.phone or shipping.phone,
        company=billing.company,
    )


def _address(head: Row, side: str, notes: Notebook) -> ImportedAddress:
    def text(column: str, limit: int) -> str:
        return notes.text(head.get(f"{side} {column}"), f"{side} {column}".title(), limit)

    street = (text("address1", 200), text("address2", 200))
    return ImportedAddress(
        name=text("name", 160),
        company=text("company", 160),
        lines=tuple(line for line in street if line) or tuple(filter(None, (text("street", 200),))),
        postcode=postcode(head.get(f"{side} zip")),
        city=text("city", 120),
        region=text("province name", 120) or text("province", 120),
        country=country(head.get(f"{side} country")),
        phone=_phone(head.get(f"{side} phone"), f"{side} phone".title(), notes),
    )


def _phone(value: str, field: str, notes: Notebook) -> str:
    """A phone number without the apostrophe that protects it in spreadsheets."""
    return notes.text(re.sub(r"^'(?=[+\d(])", "", value), field, 40)
