"""PrestaShop orders, small enough to read."""

from typing import Any


def presta_row(**fields: Any) -> dict[str, Any]:
    """A product line of a PrestaShop order."""
    return {
        "id": "3010", "product_id": "2", "product_quantity": "1", "product_name": "PLA noir 1 kg",
        "product_reference": "FIL-PLA", "product_price": "16.583333", "unit_price_tax_incl": "19.900000",
        "unit_price_tax_excl": "16.583333",
    } | fields  # fmt: skip


def presta_order(rows: object = None, **fields: Any) -> dict[str, Any]:
    """A delivered PrestaShop order of one spool, 19.90 and 4.90 for delivery."""
    return {
        "id": 301, "reference": "DTJSJMJZQ", "id_customer": "4", "id_currency": "1", "id_lang": "1", "id_carrier": "2",
        "id_address_delivery": "7", "id_address_invoice": "7", "current_state": "5", "module": "stripe_official",
        "payment": "Paiement par carte", "total_paid": "24.800000", "total_paid_tax_incl": "24.800000",
        "total_paid_tax_excl": "20.666667", "total_shipping_tax_incl": "4.900000",
        "total_discounts_tax_incl": "0.000000", "date_add": "2026-06-03 19:33:35",
        "delivery_date": "2026-06-07 10:00:00", "shipping_number": "6A1",
        "associations": {"order_rows": [presta_row()] if rows is None else rows},
    } | fields  # fmt: skip


def presta_customer(**fields: Any) -> dict[str, Any]:
    """Alice, as PrestaShop knows her."""
    return {"id": 4, "firstname": "Alice", "lastname": "Martin", "email": "alice@example.com", "company": ""} | fields
