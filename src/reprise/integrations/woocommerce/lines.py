"""The lines of a WooCommerce order: goods with what the customer chose and typed, fees and delivery."""

import html
from collections.abc import Mapping
from typing import Any

from reprise.apps.catalogue.kinds import LineType
from reprise.apps.catalogue.ports import ImportedLine
from reprise.apps.catalogue.reading.amounts import amount, amount_or_zero, quantity
from reprise.apps.catalogue.reading.settling import Priced
from reprise.apps.catalogue.reading.shapes import records, said
from reprise.apps.catalogue.reading.texts import Notebook, clean, identifier
from reprise.core.refusals import mark

_FIGURES = 2  # net price and tax are each rounded


def goods(
    item: Mapping[str, Any], currency: str, notes: Notebook, rates: Mapping[str, int], *, cancelled: bool
) -> Priced:
    """A product line."""
    pieces = quantity(item.get("quantity"), "line_items.quantity")
    net = amount(item.get("total"), "line_items.total", currency, negative=True)
    tax = amount_or_zero(item.get("total_tax"), "line_items.total_tax", currency, negative=True)
    sku = identifier(item.get("sku"), "line_items.sku", 80)
    line = ImportedLine(
        name=notes.text(written(item.get("name")), "line_items.name", 240) or sku or "—",
        quantity=pieces,
        paid_minor=0,
        sku=sku,
        external_id=identifier(item.get("id"), "line_items.id", 64),
        tax_rate_bp=_rate(item, rates) if tax else None,
        cancelled_quantity=pieces if cancelled else 0,
        attributes=notes.attributes(_chosen(item), "line_items.meta_data"),
    )
    return Priced(line, net + tax, tax if "total_tax" in item else None, figures=_FIGURES)


def other(item: Mapping[str, Any], type_: LineType, field: str, currency: str, notes: Notebook) -> Priced:
    """Delivery or a fee; negative when it is a discount."""
    net = amount_or_zero(item.get("total"), f"{field}.total", currency, negative=True)
    tax = amount_or_zero(item.get("total_tax"), f"{field}.total_tax", currency, negative=True)
    named = notes.text(written(item.get("method_title") or item.get("name")), f"{field}.name", 240)
    external = identifier(item.get("id"), f"{field}.id", 60)
    line = ImportedLine(
        named or (mark("Shipping") if type_ is LineType.SHIPPING else mark("Fee")), 1, 0, type_,
        external_id=f"{type_.value[0]}:{external}" if external else "",
    )  # fmt: skip
    return Priced(line, net + tax, tax, figures=_FIGURES)


def written(text: object) -> object:
    """A name as it is read: WordPress keeps & as &amp; and dashes as numbers."""
    return html.unescape(text) if isinstance(text, str) and "&" in text else text


def costs(item: Mapping[str, Any]) -> bool:
    """Whether a product line has a price, whatever its pieces."""
    return any(clean(item.get(name)).strip("0.-") for name in ("total", "total_tax"))


def _chosen(item: Mapping[str, Any]) -> dict[str, str]:
    """Options, personalisation and names of uploaded files; names that begin with _ are a plug-in's own business."""
    found: dict[str, str] = {}
    for meta in records(item.get("meta_data")):
        name = clean(meta.get("key"))
        if not name or name.startswith("_"):
            continue
        shown = meta.get("display_value")
        plain = isinstance(shown, str) and "<" not in shown
        label = clean(meta.get("display_key")) or name.removeprefix("pa_")
        text = said(written(shown) if plain else meta.get("value"))
        found[label] = f"{found[label]}, {text}" if label in found and text else text or found.get(label, "")
    return found


def _rate(item: Mapping[str, Any], rates: Mapping[str, int]) -> int | None:
    named = {clean(tax.get("id")) for tax in records(item.get("taxes")) if clean(tax.get("total")) not in {"", "0"}}
    if len(named) == 1:
        return rates.get(named.pop(), rates.get(""))
    return rates.get("") if not named else None
