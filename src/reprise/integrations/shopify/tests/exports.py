"""Rows of a Shopify export, small enough to read."""

from collections.abc import Iterable, Mapping

from reprise.apps.catalogue.tests.exports import table

COLUMNS = (
    "Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at", "Currency", "Subtotal",
    "Shipping", "Taxes", "Total", "Discount Code", "Discount Amount", "Shipping Method", "Created at",
    "Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem sku", "Lineitem requires shipping",
    "Lineitem taxable", "Lineitem fulfillment status", "Billing Name", "Billing Street", "Billing Address1",
    "Billing Company", "Billing City", "Billing Zip", "Billing Country", "Shipping Name", "Shipping Street",
    "Shipping Zip", "Shipping Country", "Cancelled at", "Payment Method", "Payment Reference", "Refunded Amount",
    "Outstanding Balance", "Id", "Lineitem discount", "Tax 1 Name", "Tax 1 Value", "Phone", "Duties",
)  # fmt: skip


def shopify_row(number: str = "#1001", **cells: str) -> dict[str, str]:
    """The first row of a paid and sent order of one spool, 19.90 and 4.90 for delivery."""
    return {
        "Name": number, "Email": "alice@example.com", "Financial Status": "paid",
        "Paid at": "2026-06-02 06:10:00 +0200", "Fulfillment Status": "fulfilled",
        "Fulfilled at": "2026-06-03 06:09:25 +0200", "Currency": "EUR", "Subtotal": "19.90", "Shipping": "4.90",
        "Taxes": "4.13", "Total": "24.80", "Discount Amount": "0.00", "Shipping Method": "Colissimo",
        "Created at": "2026-06-02 06:09:25 +0200", "Lineitem quantity": "1", "Lineitem name": "PLA noir 1 kg",
        "Lineitem price": "19.90", "Lineitem sku": "FIL-PLA", "Lineitem requires shipping": "true",
        "Lineitem taxable": "true", "Lineitem fulfillment status": "fulfilled", "Billing Name": "Alice Martin",
        "Billing Street": "12 rue des Tanneurs", "Billing Zip": "'59000", "Billing City": "Lille",
        "Billing Country": "FR", "Shipping Country": "FR", "Payment Method": "Shopify Payments",
        "Payment Reference": f"pay-{number}", "Refunded Amount": "0.00", "Outstanding Balance": "0.00",
        "Id": "5500000001001", "Lineitem discount": "0.00", "Tax 1 Name": "FR TVA 20%", "Tax 1 Value": "4.13",
    } | {name.replace("_", " "): cell for name, cell in cells.items()}  # fmt: skip


def shopify_line(number: str = "#1001", **cells: str) -> dict[str, str]:
    """A further row of an order: only its number, address and line."""
    row = {name: cell for name, cell in shopify_row(number).items() if name.startswith(("Name", "Email", "Lineitem"))}
    return row | {name.replace("_", " "): cell for name, cell in cells.items()}


def export(
    *rows: Mapping[str, str], columns: Iterable[str] = COLUMNS, separator: str = ",", ending: str = "\n"
) -> bytes:
    """A whole file."""
    return table(rows, tuple(columns))
