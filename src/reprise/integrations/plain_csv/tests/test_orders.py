"""The plain CSV file: what docs/orders/csv.md promises, and how it is refused."""

from pathlib import Path

import pytest

from reprise.apps.catalogue.kinds import BuyerKind, DeliveryOrigin, LineType, OrderState, ProductKind
from reprise.apps.catalogue.ports import ImportedOrder, RefusedRow
from reprise.apps.catalogue.reading.faults import TwiceTheColumn, UnknownColumns
from reprise.apps.catalogue.tests.exports import HOME, read, read_one, refused_in
from reprise.integrations.plain_csv.names import OWN
from reprise.integrations.plain_csv.reader import PlainCsvOrders

CSV = PlainCsvOrders()
DOCS = Path(__file__).parents[5] / "docs" / "orders"
HEAD = "order_number,ordered_at,product,quantity,price"


def rows(*lines: str, head: str = HEAD) -> bytes:
    return "\n".join((head, *lines)).encode()


def test_the_example_of_the_documentation_is_read_in_full() -> None:
    with (DOCS / "example.csv").open("rb") as file:
        orders = list(CSV.read(file, HOME))
    assert all(isinstance(order, ImportedOrder) for order in orders)
    first, second, third = (order for order in orders if isinstance(order, ImportedOrder))
    assert [line.paid_minor for line in first.lines] == [3980, 3000, 490]
    assert first.lines[1].kind == ProductKind.PERSONALISED_PRINT.value
    assert first.lines[1].attributes == {"colour": "Oak", "text": "Chez Alice"}
    assert (str(first.delivered_on), first.delivery_origin) == ("2026-06-05", DeliveryOrigin.CARRIER)
    assert [line.paid_minor for line in second.lines] == [103910]
    assert (second.lines[0].second_hand, second.lines[0].refunded_minor) == (True, 4900)
    assert (second.buyer_kind, second.payments[0].refunded_minor) == (BuyerKind.PROFESSIONAL, 4900)
    assert (third.lines[0].cancelled_quantity, third.shipping.country) == (1, "PT")


def test_every_column_of_the_documentation_is_one_we_read() -> None:
    text = (DOCS / "csv.md").read_text(encoding="utf-8")
    for column in OWN:
        assert f"`{column}`" in text


def test_four_columns_and_a_price_are_an_order() -> None:
    order = read_one(CSV, rows("7,2026-06-02,Spool,2,9.95"))
    assert (order.total_minor, order.currency, order.payments) == (1990, "EUR", ())
    assert (order.delivered_on, order.delivery_origin) == (None, DeliveryOrigin.UNKNOWN)


def test_a_spreadsheet_s_way_of_writing_is_read() -> None:
    content = rows(
        "A-1;02/06/2026 14:05;Imprimante;1;1 549,90 €", head=HEAD.replace(",", ";").replace("_", " ").title()
    )
    order = read_one(CSV, "\ufeffsep=;\n".encode() + content)
    assert (order.total_minor, order.ordered_at.isoformat()) == (154990, "2026-06-02T12:05:00+00:00")


def test_net_prices_need_a_tax_rate() -> None:
    head = "order_number,ordered_at,product,quantity,net_price,tax_rate"
    line = read_one(CSV, rows('7,2026-06-02,Spool,3,"16,58","20 %"', head=head)).lines[0]
    assert (line.paid_minor, line.tax_minor, line.tax_rate_bp) == (5969, 995, 2000)
    assert refused_in(CSV, rows("7,2026-06-02,Spool,3,16.58,", head=head)).field == "tax_rate"


def test_delivery_fees_and_vouchers_are_types_of_lines() -> None:
    head = HEAD + ",line_type,total"
    order = read_one(
        CSV,
        rows(
            "7,2026-06-02,Spool,1,20.00,,22.40",
            "7,2026-06-02,,1,4.90,shipping,",
            "7,2026-06-02,Deposit,1,1.50,fee,",
            "7,2026-06-02,Voucher,1,-4.00,discount,",
            head=head,
        ),
    )
    assert [(line.type, line.paid_minor) for line in order.lines] == [
        (LineType.PRODUCT, 1600), (LineType.SHIPPING, 490), (LineType.FEE, 150),
    ]  # fmt: skip


def test_a_payment_is_told_by_any_of_its_columns_and_nothing_is_invented() -> None:
    head = HEAD + ",paid,refunded"
    assert read_one(CSV, rows("7,2026-06-02,Spool,1,20.00,,", head=head)).payments == ()
    paid = read_one(CSV, rows("7,2026-06-02,Spool,1,20.00,20.00,5.00", head=head)).payments[0]
    assert (paid.captured_minor, paid.refunded_minor) == (2000, 500)
    unpaid = read_one(CSV, rows("7,2026-06-02,Spool,1,20.00,0,", head=head)).payments[0]
    assert unpaid.captured_minor == 0


def test_a_cancelled_order_has_no_pieces_left() -> None:
    order = read_one(CSV, rows("7,2026-06-02,Spool,2,20.00,cancelled", head=HEAD + ",state"))
    assert (order.state, order.lines[0].cancelled_quantity) == (OrderState.CANCELLED, 2)


@pytest.mark.parametrize(
    ("column", "value", "field"),
    [
        ("kind", "gadget", "kind"),
        ("line_type", "gift", "line_type"),
        ("second_hand", "perhaps", "second_hand"),
        ("dispatch", "perhaps", "dispatch"),
        ("cancelled_quantity", "3", "cancelled_quantity"),
        ("line_discount", "99", "line_discount"),
        ("country", "Atlantis", "country"),
        ("tax_rate", "0.2", "tax_rate"),
        ("tax_rate", "120", "tax_rate"),
        ("buyer_kind", "robot", "buyer_kind"),
        ("delivery_said_by", "mum", "delivery_said_by"),
        ("total", "1.00", "total"),
        ("paid", "a lot", "paid"),
        ("delivered_on", "31/31/2026", "delivered_on"),
    ],
)
def test_a_value_that_means_nothing_is_refused_with_its_column(column: str, value: str, field: str) -> None:
    row = refused_in(
        CSV, rows(f"7,2026-06-02,Spool,2,20.00,{value}", "8,2026-06-02,Spool,1,1.00,", head=f"{HEAD},{column}")
    )
    assert (row.line, row.order, row.field) == (2, "7", field)


def test_rows_that_contradict_each_other_or_stand_apart_are_refused() -> None:
    head = HEAD + ",email"
    row = refused_in(CSV, rows("7,2026-06-02,A,1,1.00,a@x.fr", "7,2026-06-02,B,1,1.00,b@x.fr", head=head))
    assert row.field == "email"
    apart = refused_in(CSV, rows("7,2026-06-02,A,1,1.00", "8,2026-06-02,B,1,1.00", "7,2026-06-02,C,1,1.00"))
    assert (apart.line, apart.order, apart.field) == (4, "7", "order_number")


def test_an_unreadable_row_takes_its_own_order_with_it_and_no_other() -> None:
    found = read(CSV, rows("7,2026-06-02,A,1,1.00", "8,2026-06-02,B,1,1.00,more,and more", "8,2026-06-02,C,1,1.00",
                           "9,2026-06-02,D,1,1.00"))  # fmt: skip
    assert [item.order for item in found if isinstance(item, RefusedRow)] == ["8"]
    assert [item.number for item in found if isinstance(item, ImportedOrder)] == ["7", "9"]


def test_a_row_without_a_number_is_refused() -> None:
    assert refused_in(CSV, rows(",2026-06-02,A,1,1.00")).field == "order_number"


def test_missing_columns_are_named() -> None:
    with pytest.raises(UnknownColumns) as caught:
        read(CSV, b"order number,product\n1,x\n")
    assert caught.value.params["columns"] == "ordered_at, quantity"


def test_a_column_named_twice_is_named_whether_it_must_be_there_or_not() -> None:
    with pytest.raises(TwiceTheColumn) as caught:
        read(CSV, f"{HEAD},note,Note\nA1,2026-06-01,Coque,1,10,x,y\n".encode())
    assert caught.value.params["column"] == "note"


def test_the_file_says_of_each_line_whether_it_was_sent() -> None:
    head = f"{HEAD},dispatch"
    written = rows(
        "A1,2026-06-01,Coque,1,10,waiting", "A1,2026-06-01,Pied,1,5,Sent", "A1,2026-06-01,Vis,1,1,", head=head
    )
    assert [line.dispatch for line in read_one(CSV, written).lines] == ["waiting", "sent", ""]
