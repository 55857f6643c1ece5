"""What a Shopify order cost is found from its sums; its lines add up to its total in every case."""

import pytest

from reprise.apps.catalogue.kinds import LineType, OrderState
from reprise.apps.catalogue.tests.exports import read_one, refused_in
from reprise.integrations.shopify.reader import ShopifyOrders
from reprise.integrations.shopify.tests.exports import export, shopify_line, shopify_row

SHOPIFY = ShopifyOrders()


def paid(*rows: dict[str, str]) -> list[int]:
    return [line.paid_minor for line in read_one(SHOPIFY, export(*rows)).lines]


def test_a_plain_order_has_its_goods_and_its_delivery() -> None:
    order = read_one(SHOPIFY, export(shopify_row()))
    goods, delivery = order.lines
    assert (goods.name, goods.paid_minor, goods.tax_minor, goods.tax_rate_bp) == ("PLA noir 1 kg", 1990, 331, 2000)
    assert (delivery.type, delivery.name, delivery.paid_minor, delivery.tax_minor) == (
        LineType.SHIPPING, "Colissimo", 490, 82,
    )  # fmt: skip
    assert (order.payments[0].captured_minor, order.payments[0].provider) == (2480, "shopify_payments")


def test_a_discount_on_the_order_is_shared_by_the_goods_to_the_cent() -> None:
    first = shopify_row(Subtotal="49.99", Total="54.89", Discount_Amount="10.01", Lineitem_price="20.00")
    more = [shopify_line(Lineitem_price="20.00"), shopify_line(Lineitem_price="20.00")]
    assert paid(first, *more) == [1666, 1666, 1667, 490]


def test_a_discount_on_one_line_stays_on_it() -> None:
    first = shopify_row(Subtotal="30.00", Total="34.90", Discount_Amount="10.00", Lineitem_price="20.00",
                        Lineitem_discount="10.00")  # fmt: skip
    assert paid(first, shopify_line(Lineitem_price="20.00")) == [1000, 2000, 490]


def test_free_delivery_is_a_discount_on_the_delivery() -> None:
    row = shopify_row(Total="19.90", Discount_Amount="4.90", Discount_Code="LIVRAISON")
    assert paid(row) == [1990]


def test_tax_comes_on_top_where_prices_are_net() -> None:
    row = shopify_row(Currency="USD", Subtotal="100.00", Shipping="10.00", Taxes="8.25", Total="118.25",
                      Lineitem_price="100.00", Tax_1_Name="Texas State Tax 8.25%")  # fmt: skip
    goods, delivery = read_one(SHOPIFY, export(row)).lines
    assert (goods.paid_minor, goods.tax_minor, goods.tax_rate_bp) == (10825, 825, 825)
    assert (delivery.paid_minor, delivery.tax_minor) == (1000, 0)


def test_yen_have_no_cents_and_dinars_have_three_decimals() -> None:
    yen = shopify_row(Currency="JPY", Subtotal="3980", Shipping="500", Taxes="407", Total="4480", Lineitem_price="3980")
    assert paid(yen) == [3980, 500]
    dinars = shopify_row(Currency="KWD", Subtotal="12.345", Shipping="0.000", Taxes="0.000", Total="12.345",
                         Lineitem_price="12.345")  # fmt: skip
    assert paid(dinars) == [12345]


def test_free_lines_and_free_orders_are_orders() -> None:
    gift = shopify_line(Lineitem_price="0.00", Lineitem_name="Échantillon")
    assert paid(shopify_row(), gift) == [1990, 0, 490]
    free = shopify_row(Subtotal="0.00", Shipping="0.00", Taxes="0.00", Total="0.00", Discount_Amount="19.90")
    assert paid(free) == [0]


@pytest.mark.parametrize(
    ("status", "refunded", "balance", "captured", "back"),
    [
        ("paid", "0.00", "0.00", 2480, 0),
        ("pending", "0.00", "24.80", 0, 0),
        ("authorized", "0.00", "24.80", 0, 0),
        ("voided", "0.00", "24.80", 0, 0),
        ("partially_paid", "0.00", "14.80", 1000, 0),
        ("partially_refunded", "10.00", "0.00", 2480, 1000),
        ("refunded", "24.80", "0.00", 2480, 2480),
        ("refunded", "30.00", "0.00", 2480, 3000),
    ],
)
def test_what_was_received_and_sent_back(status: str, refunded: str, balance: str, captured: int, back: int) -> None:
    row = shopify_row(Financial_Status=status, Refunded_Amount=refunded, Outstanding_Balance=balance,
                      Paid_at="" if captured == 0 else "2026-06-02 06:10:00 +0200")  # fmt: skip
    order = read_one(SHOPIFY, export(row))
    (payment,) = order.payments
    assert (payment.captured_minor, payment.refunded_minor) == (captured, back)
    assert [line.refunded_minor for line in order.lines] == ([1990, 490] if back >= 2480 else [0, 0])


def test_several_means_of_payment_are_one_sum_and_a_remark() -> None:
    order = read_one(SHOPIFY, export(shopify_row(Payment_Method="Shopify Payments + gift_card")))
    assert [payment.captured_minor for payment in order.payments] == [2480]
    assert [remark.field for remark in order.remarks] == ["Payment Method"]


def test_a_cancelled_order_leaves_no_piece_that_was_not_sent() -> None:
    row = shopify_row(Cancelled_at="2026-06-02 09:00:00 +0200", Fulfillment_Status="unfulfilled", Fulfilled_at="",
                      Lineitem_fulfillment_status="pending", Lineitem_quantity="2", Lineitem_price="9.95")  # fmt: skip
    order = read_one(SHOPIFY, export(row))
    assert order.state is OrderState.CANCELLED
    assert order.lines[0].cancelled_quantity == 2


def test_pieces_put_back_on_the_shelf_are_cancelled() -> None:
    row = shopify_row(Lineitem_fulfillment_status="restocked")
    assert read_one(SHOPIFY, export(row)).lines[0].cancelled_quantity == 1


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"Total": "99.00"}, "Total"),
        ({"Subtotal": "18.00"}, "Subtotal"),
        ({"Lineitem_price": "vingt"}, "Lineitem price"),
        ({"Lineitem_price": "-1.00"}, "Lineitem price"),
        ({"Lineitem_quantity": "0"}, "Lineitem name"),
        ({"Lineitem_quantity": "1.5"}, "Lineitem quantity"),
        ({"Currency": "$"}, "Currency"),
        ({"Created_at": "13/06/26"}, "Created at"),
        ({"Created_at": ""}, "Created at"),
        ({"Name": ""}, "Name"),
        ({"Lineitem_price": "9" * 40}, "Lineitem price"),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_with_its_field(cells: dict[str, str], field: str) -> None:
    row = refused_in(SHOPIFY, export(shopify_row(**cells), shopify_row("#1002")))
    assert (row.line, row.field) == (2, field)
    assert str(row.reason)


@pytest.mark.parametrize(("taxes", "delivery"), [("11.00", 600), ("10.00", 500)])
def test_tax_on_top_is_on_delivery_too_where_its_rate_says_so(taxes: str, delivery: int) -> None:
    row = shopify_row(
        Subtotal="50.00", Shipping="5.00", Taxes=taxes, Total=str(55 + int(float(taxes))), Lineitem_price="50.00",
        **{"Tax 1 Value": taxes},
    )  # fmt: skip
    order = read_one(SHOPIFY, export(row))
    assert [line.paid_minor for line in order.lines] == [6000, delivery]


def test_a_line_taken_off_an_order_is_left_out_and_noted() -> None:
    gone = shopify_line(Lineitem_quantity="0", Lineitem_name="Buse", Lineitem_price="9.00")
    order = read_one(SHOPIFY, export(shopify_row(), gone))
    assert [line.name for line in order.lines] == ["PLA noir 1 kg", "Colissimo"]
    assert "Buse" in str(order.remarks[0].reason)


def test_what_is_wrong_with_a_further_line_is_told_with_its_own_line() -> None:
    row = refused_in(SHOPIFY, export(shopify_row(), shopify_line(Lineitem_price="gratis")))
    assert (row.line, row.field, row.order) == (3, "Lineitem price", "#1001")


@pytest.mark.parametrize(
    ("status", "said"), [("pending", "waiting"), ("fulfilled", "sent"), ("partial", ""), ("restocked", "")]
)
def test_whether_it_left_is_said_line_by_line(status: str, said: str) -> None:
    order = read_one(SHOPIFY, export(shopify_row(**{"Lineitem fulfillment status": status})))
    assert order.lines[0].dispatch == said
