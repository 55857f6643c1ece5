"""PrestaShop orders: prices with six decimals, states, and what stands beside the orders in the file."""

from typing import Any

import pytest

from reprise.apps.catalogue.kinds import BuyerKind, DeliveryOrigin, LineType, OrderState
from reprise.apps.catalogue.ports import Home, ImportedOrder
from reprise.apps.catalogue.tests.exports import as_json, read_one, refused_in
from reprise.integrations.prestashop.reader import PrestaShopOrders
from reprise.integrations.prestashop.tests.exports import presta_customer, presta_order, presta_row

PRESTA = PrestaShopOrders()
ADDRESS = {"id": 7, "id_customer": 4, "id_country": "3", "firstname": "Alice", "lastname": "Martin", "company": "",
           "vat_number": "", "address1": "12 rue Neuve", "postcode": "1000", "city": "Bruxelles", "phone": "021",
           "phone_mobile": "0471"}  # fmt: skip


def one(rows: object = None, beside: dict[str, Any] | None = None, **fields: Any) -> ImportedOrder:
    return read_one(PRESTA, as_json({"orders": [presta_order(rows, **fields)], **(beside or {})}))


def test_a_plain_order_finds_its_customer_though_customers_come_after() -> None:
    order = one(beside={"customers": [presta_customer()]})
    goods, delivery = order.lines
    assert (goods.paid_minor, goods.tax_minor, goods.tax_rate_bp) == (1990, 332, 2000)
    assert (delivery.type, delivery.paid_minor, delivery.tax_minor) == (LineType.SHIPPING, 490, 82)
    assert (order.contact.email, order.contact.name, order.number) == ("alice@example.com", "Alice Martin", "DTJSJMJZQ")
    assert order.ordered_at.isoformat() == "2026-06-03T17:33:35+00:00"


def test_a_delivered_order_has_its_day_on_the_shop_s_word_and_a_shipped_one_only_left() -> None:
    delivered, shipped, waiting = one(), one(current_state="4"), one(current_state="3")
    assert (str(delivered.delivered_on), delivered.delivery_origin) == ("2026-06-07", DeliveryOrigin.SHOP)
    assert (shipped.delivered_on, str(shipped.fulfilled_on)) == (None, "2026-06-07")
    assert (waiting.delivered_on, waiting.fulfilled_on) == (None, None)
    assert one(delivery_date="0000-00-00 00:00:00").delivered_on is None


@pytest.mark.parametrize(
    ("state", "captured", "back", "cancelled"),
    [
        ("1", 0, 0, False), ("2", 2480, 0, False), ("6", 0, 0, True), ("7", 2480, 2480, False), ("8", 0, 0, True),
        ("99", 0, 0, False),
    ],
)  # fmt: skip
def test_installed_states_tell_payment_and_cancellation(state: str, captured: int, back: int, cancelled: bool) -> None:
    order = one(current_state=state)
    assert (order.payments[0].captured_minor, order.payments[0].refunded_minor) == (captured, back)
    assert (order.state is OrderState.CANCELLED) == cancelled


def test_the_shop_s_own_states_count_more_than_the_installed_numbers() -> None:
    states = [{"id": 99, "paid": "1", "shipped": "1", "template": "shipped"},
              {"id": 98, "paid": "0", "shipped": "0", "template": "order_canceled"}]  # fmt: skip
    sent = one(current_state="99", beside={"order_states": states})
    assert (sent.payments[0].captured_minor, str(sent.fulfilled_on)) == (2480, "2026-06-07")
    assert one(current_state="98", beside={"order_states": states}).state is OrderState.CANCELLED


def test_what_was_really_paid_counts() -> None:
    assert one(current_state="1", total_paid_real="10.000000").payments[0].captured_minor == 1000


def test_several_payments_each_with_its_reference_and_never_more_than_this_part_of_a_split_order() -> None:
    payments = [
        {"id": 1, "order_reference": "DTJSJMJZQ", "amount": "20.000000", "payment_method": "Carte",
         "transaction_id": "ch_1", "date_add": "2026-06-03 19:33:40"},
        {"id": 2, "order_reference": "DTJSJMJZQ", "amount": "20.000000", "payment_method": "Chèque"},
    ]  # fmt: skip
    order = one(beside={"order_payments": payments})
    assert [(paid.captured_minor, paid.means, paid.reference) for paid in order.payments] == [
        (2000, "Carte", "ch_1"), (480, "Chèque", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("amounts", "captured", "back"),
    [(("24.80", "-9.90"), 2480, 990), (("40.00", "-15.20"), 2480, 0), (("40.00", "-10.00"), 2480, 0),
     (("24.80", "-24.80"), 2480, 2480), (("24.80", "-30.00"), 2480, 2480)],
)  # fmt: skip
def test_money_noted_as_less_than_nothing_went_back(amounts: tuple[str, str], captured: int, back: int) -> None:
    payments = [{"id": n, "order_reference": "DTJSJMJZQ", "amount": much} for n, much in enumerate(amounts, start=1)]
    order = one(beside={"order_payments": payments})
    [payment] = order.payments
    assert (payment.captured_minor, payment.refunded_minor) == (captured, back)


def test_a_line_without_pieces_is_left_out_and_several_parcels_are_remarked() -> None:
    gone = presta_row(id="3011", product_quantity="0", product_name="Buse", unit_price_tax_incl="5.00")
    parcels = [{"id": n, "id_order": "301", "tracking_number": f"6A{n}"} for n in (1, 2)]
    order = one([presta_row(), gone], beside={"order_carriers": parcels, "customers": [presta_customer()]})
    assert [line.name for line in order.lines if line.type is LineType.PRODUCT] == ["PLA noir 1 kg"]
    assert {remark.field for remark in order.remarks} >= {"product_quantity", "shipping_number"}


def test_credit_slips_are_refunds_and_name_their_lines() -> None:
    slip = {
        "id": 1,
        "id_order": "301",
        "total_products_tax_incl": "9.900000",
        "total_shipping_tax_incl": "0.000000",
        "associations": {"order_slip_details": [{"id": 1, "id_order_detail": "3010", "amount_tax_incl": "9.9"}]},
    }
    order = one(beside={"order_slips": [slip]})
    assert order.payments[0].refunded_minor == 990
    assert [line.refunded_minor for line in order.lines] == [990, 0]


def test_vouchers_come_off_the_goods_then_off_delivery() -> None:
    order = one(total_discounts_tax_incl="20.900000", total_paid_tax_incl="3.900000", total_paid="3.900000",
                total_paid_tax_excl="3.250000")  # fmt: skip
    assert [line.paid_minor for line in order.lines] == [0, 390]


def test_six_decimals_round_to_the_order_s_cent() -> None:
    row = presta_row(unit_price_tax_incl="3.333333", unit_price_tax_excl="2.777778", product_quantity="3")
    order = one([row], total_paid_tax_incl="14.900000", total_paid_tax_excl="12.416667")
    assert [line.paid_minor for line in order.lines] == [1000, 490]


def test_net_prices_get_the_order_s_tax() -> None:
    row = {name: value for name, value in presta_row().items() if name != "unit_price_tax_incl"}
    order = one([row], total_shipping_tax_excl="4.083333")
    assert sum(line.paid_minor for line in order.lines) == 2480


def test_gift_wrapping_is_a_fee() -> None:
    order = one(total_wrapping_tax_incl="2.000000", total_paid_tax_incl="26.800000")
    assert [(line.type, line.paid_minor) for line in order.lines][2] == (LineType.FEE, 200)


def test_addresses_countries_and_carriers_are_taken_where_they_are() -> None:
    beside = {"addresses": [ADDRESS], "countries": [{"id": 3, "iso_code": "BE"}],
              "carriers": [{"id": 2, "name": "Bpost"}], "languages": [{"id": 1, "iso_code": "nl"}]}  # fmt: skip
    order = one(beside=beside)
    assert (order.shipping.country, order.shipping.city, order.shipping.phone) == ("BE", "Bruxelles", "0471")
    assert (order.carrier, order.contact.language) == ("Bpost", "nl")


def test_a_country_without_its_table_is_told_by_the_usual_number_and_remarked() -> None:
    order = one(beside={"addresses": [ADDRESS]})
    assert order.shipping.country == "BE"
    assert "address.id_country" in {remark.field for remark in order.remarks}


def test_a_vat_number_makes_a_business() -> None:
    order = one(beside={"addresses": [{**ADDRESS, "vat_number": "BE0123456789"}]})
    assert (order.buyer_kind, order.contact.vat_number) == (BuyerKind.PROFESSIONAL, "BE0123456789")


def test_another_currency_needs_its_table() -> None:
    pounds = {"orders": [presta_order(id_currency="2")], "currencies": [{"id": 2, "iso_code": "GBP"}]}
    assert read_one(PRESTA, as_json(pounds)).currency == "GBP"
    row = refused_in(PRESTA, as_json({"orders": [presta_order(id_currency="2")]}))
    assert row.field == "id_currency"
    assert one(id_currency="2", conversion_rate="1.000000").currency == "EUR"
    home = Home("CHF", "CH", "Europe/Zurich")
    assert read_one(PRESTA, as_json([presta_order()]), home).currency == "CHF"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"associations": {}}, "total_paid_tax_incl"),
        ({"associations": None}, "total_paid_tax_incl"),
        ({"total_paid_tax_incl": "99.000000"}, "total_paid_tax_incl"),
        ({"date_add": "0000-00-00 00:00:00"}, "date_add"),
        ({"id": "0"}, "id"),
        ({"total_paid_tax_incl": "x"}, "total_paid_tax_incl"),
    ],
)
def test_an_order_that_cannot_be_right_is_refused_by_its_reference(fields: dict[str, Any], field: str) -> None:
    row = refused_in(PRESTA, as_json({"orders": [presta_order(**fields), presta_order(id=302)]}))
    assert (row.field, row.order) == (field, "DTJSJMJZQ")


@pytest.mark.parametrize(
    ("state", "number", "said"), [("3", "", "waiting"), ("4", "", "sent"), ("6", "", ""), ("3", "6A123", "sent")]
)
def test_whether_it_left_follows_from_the_state_and_the_parcel(state: str, number: str, said: str) -> None:
    goods = [line for line in one(current_state=state, shipping_number=number).lines if line.type == "product"]
    assert {line.dispatch for line in goods} == {said}
