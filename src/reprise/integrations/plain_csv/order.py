"""One order of a plain CSV file from its rows."""

from collections.abc import Collection
from datetime import date
from typing import Final

from reprise.apps.catalogue.kinds import BuyerKind, DeliveryOrigin, OrderState
from reprise.apps.catalogue.ports import Home, ImportedAddress, ImportedContact, ImportedOrder
from reprise.apps.catalogue.reading.dates import day, moment
from reprise.apps.catalogue.reading.faults import RowFault
from reprise.apps.catalogue.reading.places import country, currency
from reprise.apps.catalogue.reading.texts import MISSING, Notebook, identifier, postcode
from reprise.apps.catalogue.rules.customers import buyer_kind
from reprise.core.refusals import mark
from reprise.integrations.plain_csv.columns import Group
from reprise.integrations.plain_csv.money import lines_of, payments_of, yes
from reprise.integrations.plain_csv.words import word

NOT_ONE_OF = mark("“%(value)s” is none of: %(choices)s.")
NO_COUNTRY = mark("“%(value)s” is not a country code. Write it like FR.")

_STATES: Final = {state.value: state for state in OrderState}
_BUYERS: Final = {kind.value: kind for kind in BuyerKind}
_SAID_BY: Final = {origin.value: origin for origin in (DeliveryOrigin.CARRIER, DeliveryOrigin.SHOP)}


def order_from(group: Group, home: Home) -> ImportedOrder:
    """The order that these rows tell; RowFault when they do not make sense."""
    notes = Notebook()
    number = identifier(group.get("order_number"), "order_number", 64, required=True)
    money = currency(group.get("currency"), "currency", otherwise=home.currency)
    ordered_at = moment(group.get("ordered_at"), "ordered_at", home.timezone)
    if ordered_at is None:
        raise RowFault("ordered_at", MISSING)
    state = _STATES[_one_of(group, "state", _STATES) or OrderState.OPEN.value]
    lines, _ = lines_of(group, money, notes, cancelled=state is OrderState.CANCELLED)
    payments, lines = payments_of(group, lines, money, home, notes)
    shipping, billing = _address(group, "", notes), _address(group, "billing_", notes)
    contact = _contact(group, billing, notes)
    buyer = _one_of(group, "buyer_kind", _BUYERS)
    delivered_on, origin = _delivered(group, home)
    return ImportedOrder(
        line=group.rows[0].line,
        external_id=number.lstrip("#"),
        number=number,
        ordered_at=ordered_at,
        currency=money,
        total_minor=sum(line.paid_minor for line in lines),
        lines=lines,
        payments=payments,
        contact=contact,
        shipping=shipping,
        billing=billing,
        buyer_kind=_BUYERS[buyer] if buyer else buyer_kind(contact.company, contact.vat_number),
        state=state,
        fulfilled_on=day(group.get("fulfilled_on"), "fulfilled_on", home.timezone),
        delivered_on=delivered_on,
        delivery_origin=origin,
        promised_on=day(group.get("promised_on"), "promised_on", home.timezone),
        carrier=notes.text(group.get("carrier"), "carrier", 120),
        tracking_number=notes.text(group.get("tracking_number"), "tracking_number", 120),
        carrier_chosen_by_buyer=yes(group.get("carrier_chosen_by_buyer"), "carrier_chosen_by_buyer"),
        remarks=notes.remarks,
    )


def _delivered(group: Group, home: Home) -> tuple[date | None, DeliveryOrigin]:
    """The delivery date and whose word it is: the shop's, unless the file says the carrier's."""
    said_by = _one_of(group, "delivery_said_by", _SAID_BY)
    delivered_on = day(group.get("delivered_on"), "delivered_on", home.timezone)
    if delivered_on is None:
        return None, DeliveryOrigin.UNKNOWN
    return delivered_on, _SAID_BY.get(said_by, DeliveryOrigin.SHOP)


def _contact(group: Group, billing: ImportedAddress, notes: Notebook) -> ImportedContact:
    return ImportedContact(
        email=notes.email(group.get("email"), "email"),
        name=notes.text(group.get("name"), "name", 160) or billing.name,
        phone=notes.text(group.get("phone").removeprefix("'"), "phone", 40),
        company=notes.text(group.get("company"), "company", 160) or billing.company,
        vat_number=identifier(group.get("vat_number"), "vat_number", 20),
        language=notes.text(group.get("language"), "language", 10),
    )


def _address(group: Group, prefix: str, notes: Notebook) -> ImportedAddress:
    def text(column: str, limit: int) -> str:
        return notes.text(group.get(prefix + column), prefix + column, limit)

    told = group.get(f"{prefix}country")
    code = country(told)
    if told and not code:
        raise RowFault(f"{prefix}country", NO_COUNTRY, value=told[:40])
    return ImportedAddress(
        name=text("name", 160),
        company=text("company", 160),
        lines=tuple(filter(None, (text("street", 200), text("street2", 200)))),
        postcode=postcode(group.get(f"{prefix}postcode")),
        city=text("city", 120),
        region=text("region", 120),
        country=code,
        phone=text("phone", 40) if not prefix else "",
    )


def _one_of(group: Group, column: str, choices: Collection[str]) -> str:
    said = word(group.get(column))
    if said and said not in choices:
        raise RowFault(column, NOT_ONE_OF, value=group.get(column)[:40], choices=", ".join(choices))
    return said
