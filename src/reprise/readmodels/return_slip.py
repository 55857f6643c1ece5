"""The return slip of a case: what its authorisation says, ready to print."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from django.utils.translation import gettext, override

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Authorisation, Case
from reprise.apps.logistics.rules.dangers import WARNINGS, dangers_of
from reprise.apps.logistics.rules.packing import packing_steps
from reprise.platform.pdf.slip import SlipData, SlipLine, SlipStep
from reprise.readmodels.case_letters import case_link


def return_slip(case: Case, shop: Shop, authorisation: Authorisation, lang: str) -> SlipData:
    """Everything on the slip, in the customer's language."""
    order = case.order
    payer: Literal["buyer", "seller"] = "seller" if authorisation.return_paid_by == "seller" else "buyer"
    kinds = list(dict.fromkeys(str(row.get("product_kind", "")) for row in authorisation.packing))
    dangers = {
        d for row in authorisation.packing for d in dangers_of(str(row.get("product_kind", "")), str(row["name"]))
    }
    with override(lang):
        return SlipData(
            shop_name=shop.name,
            rma_number=authorisation.number,
            case_reference=case.reference,
            order_number=order.number if order else "",
            customer_name=case.contact_name,
            customer_address=tuple(address_lines(order.shipping if order else {})),
            expires_on=authorisation.expires_on,
            lines=tuple(_line(row) for row in authorisation.packing),
            return_address=tuple(return_address(shop)),
            qr=case_link(case, shop),
            who_pays=payer,
            warnings=tuple(WARNINGS[danger] for danger in sorted(dangers)),
            steps=tuple(dict.fromkeys(SlipStep(s.drawing, s.title, s.text) for k in kinds for s in packing_steps(k))),
        )


def return_address(shop: Shop) -> Iterator[str]:
    """Where goods come back to: the return address, else the shop's own."""
    yield shop.legal_name or shop.name
    yield from address_lines(shop.return_address or shop.address)


def address_lines(address: Mapping[str, Any]) -> Iterator[str]:
    """An address as it is written on a parcel, country last."""
    lines = address.get("lines") or ()
    yield from (str(line) for line in lines if line)
    town = " ".join(str(address[part]) for part in ("postcode", "city") if address.get(part))
    yield from (part for part in (town, str(address.get("country") or "")) if part)


def _line(row: Mapping[str, Any]) -> SlipLine:
    comes_with = (gettext(name) for name in (*row.get("accessories", ()), *row.get("documents", ())))
    return SlipLine(name=str(row["name"]), quantity=int(row["quantity"]), comes_with=tuple(comes_with))
