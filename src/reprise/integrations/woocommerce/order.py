"""One WooCommerce order from its JSON object."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from reprise.apps.catalogue.kinds import Dispatch, OrderState
from reprise.apps.catalogue.ports import Home, ImportedAddress, ImportedContact, ImportedOrder
from reprise.apps.catalogue.reading.dates import moment, since_1970
from reprise.apps.catalogue.reading.faults import RowFault
from reprise.apps.catalogue.reading.places import country, currency
from reprise.apps.catalogue.reading.sending import SEVERAL_PARCELS, all_of
from reprise.apps.catalogue.reading.shapes import record, records, said
from reprise.apps.catalogue.reading.texts import MISSING, Notebook, clean, identifier, postcode
from reprise.apps.catalogue.rules.customers import buyer_kind
from reprise.core.refusals import mark
from reprise.integrations.woocommerce.money import lines_of, payments_of
from reprise.integrations.woocommerce.times import day_of, moment_of

NO_ORDER = mark("This is not an order: it has no lines of its own. Export orders, not refunds or products.")
DRAFT = mark("This is a basket that was never ordered (%(status)s).")

_DRAFTS: Final = frozenset({"auto-draft", "checkout-draft", "draft"})
_CANCELLED: Final = frozenset({"cancelled", "failed", "trash"})
#: An order that is paid for, or still to be, and not complete has not left; what refunds leave open is not said.
_DISPATCH: Final = {
    "pending": Dispatch.WAITING, "on-hold": Dispatch.WAITING, "processing": Dispatch.WAITING,
    "completed": Dispatch.SENT,
}  # fmt: skip
_VAT_KEYS: Final = frozenset({
    "vat_number", "billing_vat", "billing_vat_number", "billing_eu_vat_number", "eu_vat_number", "billing_vat_id",
    "vat_id", "billing_tva", "billing_vat_code",
})  # fmt: skip
_LANGUAGE_KEYS: Final = frozenset({"wpml_language", "pll_language", "trp_language", "lang", "language"})


def order_from(value: Mapping[str, Any], line: int, home: Home) -> ImportedOrder:
    """The order this object is; RowFault when it does not make sense."""
    if "line_items" not in value:
        raise RowFault("line_items", NO_ORDER)
    status = clean(value.get("status")).lower().removeprefix("wc-")
    if status in _DRAFTS:
        raise RowFault("status", DRAFT, status=status)
    notes = Notebook()
    key = identifier(value.get("id"), "id", 64, required=True)
    money = currency(value.get("currency"), "currency", otherwise=home.currency)
    ordered_at = moment_of(value, "date_created", home)
    if ordered_at is None:
        raise RowFault("date_created", MISSING)
    cancelled = status in _CANCELLED
    lines, total = lines_of(value, money, notes, cancelled=cancelled)
    payments, lines = payments_of(value, status, lines, total, money, home, notes)
    billing, shipping = _address(value, "billing", notes), _address(value, "shipping", notes)
    meta = {clean(each.get("key")).lower().lstrip("_"): each.get("value") for each in records(value.get("meta_data"))}
    contact = _contact(value, billing, shipping, meta, notes)
    carrier, tracking, sent_at = _parcel(value, meta, home, notes)
    left = Dispatch.SENT if tracking or sent_at else _DISPATCH.get(status, Dispatch.UNKNOWN)
    lines = all_of(lines, left)
    return ImportedOrder(
        line=line,
        external_id=key,
        number=identifier(value.get("number"), "number", 64) or key,
        ordered_at=ordered_at,
        currency=money,
        total_minor=sum(each.paid_minor for each in lines),
        lines=lines,
        payments=payments,
        contact=contact,
        shipping=shipping,
        billing=billing,
        buyer_kind=buyer_kind(billing.company, contact.vat_number),
        state=OrderState.CANCELLED if cancelled else OrderState.OPEN,
        fulfilled_on=day_of(value, "date_completed", home, otherwise=sent_at),
        carrier=carrier,
        tracking_number=tracking,
        remarks=notes.remarks,
    )


def _contact(
    value: Mapping[str, Any],
    billing: ImportedAddress,
    shipping: ImportedAddress,
    meta: Mapping[str, Any],
    notes: Notebook,
) -> ImportedContact:
    vat = next((said(meta[name]) for name in meta if name in _VAT_KEYS and said(meta[name])), "")
    return ImportedContact(
        email=notes.email(record(value.get("billing")).get("email"), "billing.email"),
        name=billing.name or shipping.name,
        phone=billing.phone or shipping.phone,
        company=billing.company,
        vat_number=vat[:20],
        language=next((said(meta[name])[:10] for name in meta if name in _LANGUAGE_KEYS), ""),
    )


def _address(value: Mapping[str, Any], side: str, notes: Notebook) -> ImportedAddress:
    address = record(value.get(side))

    def text(name: str, limit: int) -> str:
        return notes.text(address.get(name), f"{side}.{name}", limit)

    return ImportedAddress(
        name=" ".join(filter(None, (text("first_name", 80), text("last_name", 79)))),
        company=text("company", 160),
        lines=tuple(filter(None, (text("address_1", 200), text("address_2", 200)))),
        postcode=postcode(address.get("postcode")),
        city=text("city", 120),
        region=text("state", 120),
        country=country(address.get("country")),
        phone=text("phone", 40),
    )


def _parcel(
    value: Mapping[str, Any], meta: Mapping[str, Any], home: Home, notes: Notebook
) -> tuple[str, str, datetime | None]:
    """Carrier, tracking number and day of sending: of the tracking plug-in, else the delivery method's name."""
    method = next((clean(each.get("method_title")) for each in records(value.get("shipping_lines"))), "")
    parcels = records(meta.get("wc_shipment_tracking_items"))
    if len(parcels) > 1:
        notes.note("tracking_number", SEVERAL_PARCELS, count=len(parcels))
    tracked = next(iter(parcels), {})
    named = clean(tracked.get("custom_tracking_provider")) or clean(tracked.get("tracking_provider"))
    sent = clean(tracked.get("date_shipped"))
    return (
        notes.text(named or method, "shipping_lines.method_title", 120),
        notes.text(tracked.get("tracking_number"), "tracking_number", 120),
        since_1970(sent) or moment(sent, "date_shipped", home.timezone),
    )
