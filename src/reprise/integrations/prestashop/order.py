"""One PrestaShop order from its JSON object and what stands around it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from reprise.apps.catalogue.kinds import DeliveryOrigin, Dispatch, OrderState
from reprise.apps.catalogue.ports import Home, ImportedAddress, ImportedContact, ImportedOrder
from reprise.apps.catalogue.reading.dates import day, moment
from reprise.apps.catalogue.reading.faults import RowFault
from reprise.apps.catalogue.reading.places import country, currency
from reprise.apps.catalogue.reading.sending import SEVERAL_PARCELS, all_of
from reprise.apps.catalogue.reading.shapes import number_of, record
from reprise.apps.catalogue.reading.texts import MISSING, Notebook, clean, identifier, postcode
from reprise.apps.catalogue.rules.customers import buyer_kind
from reprise.core.refusals import mark
from reprise.integrations.prestashop.countries import COUNTRIES
from reprise.integrations.prestashop.money import lines_of
from reprise.integrations.prestashop.payments import payments_of
from reprise.integrations.prestashop.states import INSTALLED, Meaning
from reprise.integrations.prestashop.surroundings import Surroundings

NO_CURRENCY = mark("The file does not say which currency number %(number)s is. Add the currencies to the export.")
USUAL_COUNTRY = mark(
    "The file does not say which country number %(number)s is: PrestaShop’s usual one, %(country)s, is taken."
)


def order_from(value: Mapping[str, Any], line: int, around: Surroundings, home: Home) -> ImportedOrder:
    """The order this object is; RowFault when it does not make sense."""
    notes = Notebook()
    key = identifier(number_of(value.get("id")), "id", 64, required=True)
    money = _currency(value, around, home)
    ordered_at = moment(value.get("date_add"), "date_add", home.timezone)
    if ordered_at is None:
        raise RowFault("date_add", MISSING)
    state = _state(value, around)
    lines, total = lines_of(value, around, money, notes, cancelled=state.cancelled)
    payments, lines = payments_of(value, state, around, lines, total, money, home, notes)
    customer = around.row("customer", value.get("id_customer")) or dict(record(value.get("customer")))
    shipping = _address(value, "id_address_delivery", around, notes)
    billing = _address(value, "id_address_invoice", around, notes)
    contact = _contact(value, customer, billing, shipping, around, notes)
    sent, arrived = _sent_and_arrived(value, state, home)
    tracking = _tracking(value, key, around, notes)
    if around.parcels_of.get(key, 0) > 1:
        notes.note("shipping_number", SEVERAL_PARCELS, count=around.parcels_of[key])
    lines = all_of(lines, _dispatch(state, tracking))
    return ImportedOrder(
        line=line,
        external_id=key,
        number=identifier(value.get("reference"), "reference", 64) or key,
        ordered_at=ordered_at,
        currency=money,
        total_minor=sum(each.paid_minor for each in lines),
        lines=lines,
        payments=payments,
        contact=contact,
        shipping=shipping,
        billing=billing,
        buyer_kind=buyer_kind(contact.company, contact.vat_number),
        state=OrderState.CANCELLED if state.cancelled else OrderState.OPEN,
        fulfilled_on=sent,
        delivered_on=arrived,
        delivery_origin=DeliveryOrigin.SHOP if arrived else DeliveryOrigin.UNKNOWN,
        carrier=notes.text(around.row("carrier", value.get("id_carrier")).get("name"), "carrier", 120),
        tracking_number=tracking,
        remarks=notes.remarks,
    )


def _dispatch(state: Meaning, tracking: str) -> Dispatch:
    """A parcel with a number has left; a state that says neither paid, sent nor ended leaves it open."""
    if state.shipped or state.delivered or tracking:
        return Dispatch.SENT
    ended = state.cancelled or state.refunded
    return Dispatch.UNKNOWN if ended or state.paid is None else Dispatch.WAITING


def _state(value: Mapping[str, Any], around: Surroundings) -> Meaning:
    number = number_of(value.get("current_state"))
    return around.states.get(number) or INSTALLED.get(number) or Meaning()


def _currency(value: Mapping[str, Any], around: Surroundings, home: Home) -> str:
    """The order's currency; without the table, only the shop's own is sure, at a rate of one."""
    number = number_of(value.get("id_currency"))
    told = around.row("currency", number).get("iso_code") or clean(record(value.get("currency")).get("iso_code"))
    rate = clean(value.get("conversion_rate"))
    own = rate.rstrip("0").rstrip(".") == "1" if rate else number in {"", "1"}
    if not told and not own:
        raise RowFault("id_currency", NO_CURRENCY, number=number)
    return currency(told, "id_currency", otherwise=home.currency)


def _sent_and_arrived(value: Mapping[str, Any], state: Meaning, home: Home) -> tuple[date | None, date | None]:
    """One date, two meanings: the delivery of an order that is delivered, else the day its parcel was made up."""
    told = day(value.get("delivery_date"), "delivery_date", home.timezone)
    if state.delivered:
        return None, told
    return (told if state.shipped else None), None


def _contact(
    value: Mapping[str, Any],
    customer: Mapping[str, Any],
    billing: ImportedAddress,
    shipping: ImportedAddress,
    around: Surroundings,
    notes: Notebook,
) -> ImportedContact:
    names = (clean(customer.get("firstname")), clean(customer.get("lastname")))
    name = notes.text(" ".join(filter(None, names)), "customer", 160)
    invoiced = around.row("address", value.get("id_address_invoice"))
    delivered = around.row("address", value.get("id_address_delivery"))
    language = value.get("id_lang") or customer.get("id_lang")
    return ImportedContact(
        email=notes.email(customer.get("email"), "customer.email"),
        name=name or billing.name or shipping.name,
        phone=billing.phone or shipping.phone,
        company=notes.text(customer.get("company"), "customer.company", 160) or billing.company,
        vat_number=(invoiced.get("vat_number") or delivered.get("vat_number", ""))[:20],
        language=around.row("language", language).get("iso_code", "")[:10],
    )


def _address(value: Mapping[str, Any], column: str, around: Surroundings, notes: Notebook) -> ImportedAddress:
    address = around.row("address", value.get(column))
    if not address:
        return ImportedAddress()

    def text(name: str, limit: int) -> str:
        return notes.text(address.get(name), f"address.{name}", limit)

    return ImportedAddress(
        name=" ".join(filter(None, (text("firstname", 80), text("lastname", 79)))),
        company=text("company", 160),
        lines=tuple(filter(None, (text("address1", 200), text("address2", 200)))),
        postcode=postcode(address.get("postcode")),
        city=text("city", 120),
        region=notes.text(around.row("state", address.get("id_state")).get("name"), "address.state", 120),
        country=_country(address.get("id_country"), around, notes),
        phone=text("phone_mobile", 40) or text("phone", 40),
    )


def _country(number: object, around: Surroundings, notes: Notebook) -> str:
    if told := country(around.row("country", number).get("iso_code")):
        return told
    usual = COUNTRIES.get(number_of(number), "")
    if usual:
        notes.note("address.id_country", USUAL_COUNTRY, number=number_of(number), country=usual)
    return usual


def _tracking(value: Mapping[str, Any], key: str, around: Surroundings, notes: Notebook) -> str:
    told = clean(value.get("shipping_number")) or around.parcels.get(key, {}).get("tracking_number")
    return notes.text(told, "shipping_number", 120)
