"""The same orders in whatever file they come: encodings, separators, line ends, columns in another order or missing."""

import pytest

from reprise.apps.catalogue.ports import ImportedOrder, RefusedRow
from reprise.apps.catalogue.reading.faults import MissingColumns, NotCsv, UnreadableFile
from reprise.apps.catalogue.tests.exports import read, read_one, table
from reprise.integrations.shopify.reader import REQUIRED, ShopifyOrders
from reprise.integrations.shopify.tests.exports import COLUMNS, export, shopify_line, shopify_row

SHOPIFY = ShopifyOrders()
ROWS = [shopify_row(Billing_Name="Chloé Lefèvre"), shopify_row("#1002", Lineitem_name="Boîte de séchage")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\n\n", "\r\n\r\n\r\n"])
def test_encodings_separators_and_line_ends_change_nothing(encoding: str, separator: str, ending: str) -> None:
    content = table(ROWS, COLUMNS, separator=separator, ending=ending, encoding=encoding)
    orders = read(SHOPIFY, content)
    assert [order.contact.name for order in orders if isinstance(order, ImportedOrder)] == [
        "Chloé Lefèvre",
        "Alice Martin",
    ]
    second = orders[1]
    assert isinstance(second, ImportedOrder)
    assert second.lines[0].name == "Boîte de séchage"


def test_columns_in_another_order_and_capitals_change_nothing() -> None:
    plain, turned = export(*ROWS), export(*ROWS, columns=reversed(COLUMNS))
    head, _, rest = turned.partition(b"\n")
    said = [read(SHOPIFY, content) for content in (plain, turned, head.upper() + b"\n" + rest)]
    assert said[0] == said[1] == said[2]


def test_the_columns_we_need_are_enough() -> None:
    needed = [name for name in COLUMNS if name.casefold() in REQUIRED]
    order = read_one(SHOPIFY, export(shopify_row(), columns=needed))
    assert (order.number, order.total_minor, order.contact.email) == ("#1001", 2480, "alice@example.com")


def test_a_missing_column_is_named() -> None:
    with pytest.raises(MissingColumns) as caught:
        read(SHOPIFY, export(shopify_row(), columns=[name for name in COLUMNS if name not in {"Total", "Currency"}]))
    assert caught.value.params["columns"] == "currency, total"


def test_line_breaks_inside_a_value_keep_the_line_numbers_right() -> None:
    rows = [shopify_row(Billing_Street="1 rue A\nBât. B\r\n2e étage"), shopify_row("#1002", Total="oops")]
    order, row = read(SHOPIFY, export(*rows))
    assert isinstance(order, ImportedOrder)
    assert isinstance(row, RefusedRow)
    assert order.billing.lines == ("1 rue A Bât. B 2e étage",)
    assert row.line == 5


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+33 HYPERLINK", "<script>alert(1)</script>", "@SUM(1)"])
def test_what_looks_like_a_formula_or_a_page_is_text(text: str) -> None:
    order = read_one(SHOPIFY, export(shopify_row(Lineitem_name=text, Billing_Name=text)))
    assert (order.lines[0].name, order.contact.name) == (text, text)


@pytest.mark.parametrize(
    ("torn", "refused", "landed"),
    [
        ({2}, ["#1001"], ["#1002"]),  # a line in the middle of an order
        ({1}, ["#1001"], ["#1002"]),  # its first row
        ({4}, ["#1002"], ["#1001"]),  # the next order
        ({2, 4}, ["#1001", "#1002"], []),
    ],
)
def test_a_row_torn_apart_takes_its_order_with_it_and_no_other(
    torn: set[int], refused: list[str], landed: list[str]
) -> None:
    lines = export(
        shopify_row(), shopify_line(Lineitem_price="0.00"), shopify_line(Lineitem_price="0.00"), shopify_row("#1002")
    ).splitlines(keepends=True)
    rows = read(SHOPIFY, b"".join(b'"' + line if n in torn else line for n, line in enumerate(lines)))
    assert [row.order for row in rows if isinstance(row, RefusedRow)] == refused
    assert [order.number for order in rows if isinstance(order, ImportedOrder)] == landed


def test_an_export_cut_off_in_the_middle_of_a_row_says_so() -> None:
    content = export(shopify_row(), shopify_row("#1002"))
    *_, last = read(SHOPIFY, content[: content.index(b"\n#1002") + 60])
    assert isinstance(last, RefusedRow)
    assert last.line == 3


def test_rows_of_an_order_without_their_first_are_refused() -> None:
    rows = read(SHOPIFY, export(shopify_line("#0999"), shopify_row()))
    assert isinstance(rows[0], RefusedRow)
    assert (rows[0].order, rows[0].field) == ("#0999", "Total")
    assert isinstance(rows[1], ImportedOrder)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  \n\n",
        b"PK\x03\x04xl/workbook",
        b"\x1f\x8b\x08",
        b"<!doctype html><p>",
        b'[{"id": 1}]',
        bytes(range(256)) * 40, b"\xff\xff",
    ],
)  # fmt: skip
def test_another_kind_of_file_is_refused_as_a_whole(content: bytes) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(SHOPIFY, content)
    assert str(caught.value)


def test_json_is_named_as_such() -> None:
    with pytest.raises(NotCsv):
        read(SHOPIFY, b'{"orders": []}')


def test_a_postcode_keeps_its_zero_and_loses_its_apostrophe() -> None:
    assert read_one(SHOPIFY, export(shopify_row(Billing_Zip="'06000"))).billing.postcode == "06000"


def test_times_without_an_offset_are_the_shop_s() -> None:
    order = read_one(SHOPIFY, export(shopify_row(Created_at="2026-06-02 00:30:00")))
    assert order.ordered_at.isoformat() == "2026-06-01T22:30:00+00:00"


def test_a_customer_without_a_usable_address_is_remarked() -> None:
    order = read_one(SHOPIFY, export(shopify_row(Email="pas d'adresse")))
    assert order.contact.email == ""
    assert [remark.field for remark in order.remarks] == ["Email"]
