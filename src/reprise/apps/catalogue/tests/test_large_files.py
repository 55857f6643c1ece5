"""However large the file, memory holds one batch. REPRISE_TEST_ORDERS=50000 makes the file large in earnest."""

import json
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.catalogue.models import Order
from reprise.apps.catalogue.services.import_orders import import_orders
from reprise.apps.catalogue.tests.builders import counts
from tests.support.builders import AT, a_shop

pytestmark = pytest.mark.django_db

ORDERS = int(os.environ.get("REPRISE_TEST_ORDERS", "600"))
BOUND = 12_000_000  # bytes; an order takes some 10,000 while its batch is held


def csv_rows() -> Iterator[str]:
    yield "order_number,ordered_at,email,name,country,product,sku,quantity,price,paid\n"
    for n in range(ORDERS):
        yield f"{n},2026-06-02,buyer{n}@example.com,Buyer {n},FR,Spool,FIL-{n % 50},1,19.90,24.80\n"
        yield f"{n},2026-06-02,,,,Dry box,DRY,1,4.90,\n"


def json_orders() -> Iterator[str]:
    yield "["
    for n in range(ORDERS):
        order = {
            "id": n, "number": str(n), "status": "completed", "currency": "EUR", "total": "24.00",
            "date_created_gmt": "2026-06-01T14:48:10", "date_paid_gmt": "2026-06-01T14:48:10",
            "billing": {"email": f"buyer{n}@example.com", "country": "FR", "first_name": "B", "last_name": str(n)},
            "line_items": [{"id": n, "name": "Spool", "sku": "FIL-1", "quantity": 2, "total": "20", "total_tax": "4"}],
        }  # fmt: skip
        yield ("," if n else "") + json.dumps(order)
    yield "]"


@pytest.mark.parametrize(("format_", "parts"), [("csv", csv_rows), ("woocommerce", json_orders)])
def test_a_large_file_is_imported_in_bounded_memory(tmp_path: Path, format_: str, parts: object) -> None:
    path = tmp_path / "orders"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(parts())  # type: ignore[operator]
    shop = a_shop()
    tracemalloc.start()
    try:
        with path.open("rb") as content:
            report = import_orders(actor=system(shop.pk), file=content, format=format_, at=AT)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert counts(report) == (ORDERS, ORDERS, 0, 0, 0)
    assert Order.objects.count() == ORDERS
    assert peak < BOUND
