"""What stands on the slip of an authorised return: the same paper from the customer's page and from the desk."""

from collections.abc import Mapping
from typing import Any

from babel import Locale
from django.utils.translation import gettext, override

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Authorisation, Case
from reprise.apps.cases.queries import authorisation_of, lines_of
from reprise.apps.logistics.rules.dangers import WARNINGS, dangers_of
from reprise.core.refusals import NotFound
from reprise.platform.pdf.slip import SlipData, SlipLine, SlipStep
from reprise.readmodels.case_letters import case_link
from reprise.readmodels.papers.letterhead import letterhead_of
from reprise.readmodels.papers.packing import steps_for

MOST_STEPS = 5


def slip_of(case: Case, shop: Shop) -> SlipData:
    """The slip of the authorisation in force; missing while there is none."""
    paper = authorisation_of(case)
    if paper is None:
        raise NotFound
    lines = {line.pk: line for line in lines_of(case)}
    sent = [lines[row["line_id"]] for row in paper.packing if row.get("line_id") in lines]
    warned = sorted({danger for line in sent for danger in dangers_of(line.product_kind, line.name)})
    order = case.order
    back_to, lives_at = shop.return_address or shop.address, order.shipping if order else {}
    abroad = bool(lives_at) and lives_at.get("country") != back_to.get("country")
    to_country, from_country = (_country(kept, case) if abroad else "" for kept in (back_to, lives_at))
    with override(case.language):
        head = letterhead_of(shop)
        packed = tuple(_line(row, lines[row["line_id"]].sku if row.get("line_id") in lines else "")
                       for row in paper.packing)  # fmt: skip
    return SlipData(
        shop_name=shop.name, rma_number=paper.number, case_reference=case.reference,
        order_number=order.number if order else "–", customer_name=case.contact_name, expires_on=paper.expires_on,
        lines=packed, return_address=_address(back_to, shop.legal_name or shop.name, to_country),
        qr=case_link(case, shop), who_pays=_payer(paper),
        customer_address=_address(lives_at, "", from_country),
        steps=tuple(SlipStep(step.drawing, step.title, step.text) for step in steps_for(sent, most=MOST_STEPS)),
        warnings=tuple(WARNINGS[danger] for danger in warned), made_on=paper.issued_at, head=head,
    )  # fmt: skip


def _country(kept: Mapping[str, Any], case: Case) -> str:
    """A country by its name, as a parcel that crosses a border needs it; never a bare code."""
    code = str(kept.get("country", ""))
    return str(Locale.parse(case.language).territories.get(code, code))


def _payer(paper: Authorisation) -> Any:
    return "seller" if paper.return_paid_by == "seller" else "buyer"


def _line(row: Mapping[str, Any], sku: str) -> SlipLine:
    parts = [*row.get("accessories", ()), *row.get("documents", ())]  # the packing list names the packaging too
    return SlipLine(str(row["name"]), int(row["quantity"]), sku, tuple(gettext(part) for part in parts))


def _address(kept: Mapping[str, Any], name: str, country: str) -> tuple[str, ...]:
    lines = [name, *kept.get("lines", ()), f"{kept.get('postcode', '')} {kept.get('city', '')}".strip(), country]
    return tuple(line for line in lines if line)
