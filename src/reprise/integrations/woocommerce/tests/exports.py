"""WooCommerce orders, small enough to read."""

from typing import Any


def woo_line(**fields: Any) -> dict[str, Any]:
    """A product line of a WooCommerce order."""
    return {
        "id": 11, "name": "PLA noir 1 kg", "product_id": 5, "variation_id": 0, "quantity": 1, "subtotal": "16.58",
        "subtotal_tax": "3.32", "total": "16.58", "total_tax": "3.32", "taxes": [], "meta_data": [], "sku": "FIL-PLA",
        "price": 16.58,
    } | fields  # fmt: skip


def woo_order(**fields: Any) -> dict[str, Any]:
    """A completed WooCommerce order of one spool, 19.90 and 4.90 for delivery."""
    return {
        "id": 2001, "parent_id": 0, "number": "2001", "status": "completed", "currency": "EUR",
        "date_created": "2026-06-01T16:48:10", "date_created_gmt": "2026-06-01T14:48:10",
        "date_completed_gmt": "2026-06-04T14:48:10", "date_paid_gmt": "2026-06-01T14:48:10", "discount_total": "0.00",
        "shipping_total": "4.08", "shipping_tax": "0.82", "total": "24.80", "total_tax": "4.14",
        "prices_include_tax": True, "customer_note": "",
        "billing": {"first_name": "Alice", "last_name": "Martin", "company": "", "address_1": "12 rue des Tanneurs",
                    "city": "Lille", "postcode": "59000", "country": "FR", "email": "Alice@Example.com", "phone": ""},
        "shipping": {"first_name": "Alice", "last_name": "Martin", "country": "FR"},
        "payment_method": "stripe", "payment_method_title": "Carte bancaire", "transaction_id": "ch_1",
        "line_items": [woo_line()],
        "shipping_lines": [{"id": 12, "method_title": "Colissimo", "total": "4.08", "total_tax": "0.82", "taxes": []}],
        "fee_lines": [], "coupon_lines": [], "refunds": [], "meta_data": [],
    } | fields  # fmt: skip
