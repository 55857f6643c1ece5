"""WooCommerce orders: money line by line, what was chosen and typed, times, states, refunds."""

from typing import Any

import pytest

from reprise.apps.catalogue.kinds import BuyerKind, LineType, OrderState
from reprise.apps.catalogue.ports import ImportedOrder
from reprise.apps.catalogue.tests.exports import as_json, read_one, refused_in
from reprise.integrations.woocommerce.reader import WooCommerceOrders
from reprise.integrations.woocommerce.tests.exports import woo_line, woo_order

WOO = WooCommerceOrders()


def one(**fields: Any) -> ImportedOrder:
    return read_one(WOO, as_json([woo_order(**fields)]))


def test_a_plain_order_says_who_what_when_and_for_how_much() -> None:
    order = one()
    goods, delivery = order.lines
    assert (goods.paid_minor, goods.tax_minor, goods.external_id) == (1990, 332, "11")
    assert (delivery.type, delivery.paid_minor, delivery.tax_minor) == (LineType.SHIPPING, 490, 82)
    assert order.ordered_at.isoformat() == "2026-06-01T14:48:10+00:00"
    assert str(order.fulfilled_on) == "2026-06-04"
    assert (order.contact.email, order.contact.name) == ("alice@example.com", "Alice Martin")
    assert (order.payments[0].captured_minor, order.payments[0].reference) == (2480, "ch_1")


def test_without_gmt_fields_times_are_the_shop_s() -> None:
    order = one(date_created_gmt=None, date_created="2026-01-01T00:30:00")
    assert order.ordered_at.isoformat() == "2025-12-31T23:30:00+00:00"


def test_fees_are_lines_and_a_negative_fee_is_a_discount_on_the_goods() -> None:
    fees = [{"id": 13, "name": "Emballage cadeau", "total": "2.50", "total_tax": "0.50"},
            {"id": 14, "name": "Fidélité", "total": "-1.66", "total_tax": "-0.33"}]  # fmt: skip
    order = one(fee_lines=fees, total="25.81")
    assert [(line.type, line.paid_minor) for line in order.lines] == [
        (LineType.PRODUCT, 1791), (LineType.FEE, 300), (LineType.SHIPPING, 490),
    ]  # fmt: skip
    assert order.lines[0].tax_minor == 299


def test_a_rounding_cent_between_lines_and_total_is_shared_and_more_is_refused() -> None:
    assert one(total="24.81").total_minor == 2481
    row = refused_in(WOO, as_json([woo_order(total="24.90")]))
    assert row.field == "total"


def test_numbers_may_be_numbers_or_texts() -> None:
    item = woo_line(total=16.58, total_tax=3.32, quantity="1", id="11")
    assert one(line_items=[item], total=24.8).total_minor == 2480


def test_a_refund_is_spread_where_it_is_told_for_lines_and_kept_on_the_payment_else() -> None:
    plain = one(refunds=[{"id": 9, "reason": "", "total": "-5.00"}, {"id": 10, "total": "-2.50"}])
    assert plain.payments[0].refunded_minor == 750
    assert [line.refunded_minor for line in plain.lines] == [0, 0]
    item = {"quantity": -1, "total": "-5.00", "total_tax": "-1.00",
            "meta_data": [{"key": "_refunded_item_id", "value": "11"}]}  # fmt: skip
    detailed = one(refunds=[{"id": 9, "amount": "6.00", "line_items": [item]}])
    assert detailed.payments[0].refunded_minor == 600
    assert [line.refunded_minor for line in detailed.lines] == [600, 0]


def test_an_order_refunded_in_full_has_nothing_left_on_any_line() -> None:
    for refunds in ([{"id": 9, "total": "-24.80"}], []):
        order = one(status="refunded", refunds=refunds)
        assert order.payments[0].refunded_minor == 2480
        assert [line.refunded_minor for line in order.lines] == [1990, 490]


@pytest.mark.parametrize(
    ("fields", "captured", "state"),
    [
        ({"status": "pending", "date_paid_gmt": None}, 0, OrderState.OPEN),
        ({"status": "on-hold", "date_paid_gmt": None}, 0, OrderState.OPEN),
        ({"status": "processing", "date_paid_gmt": None, "payment_method": "cod"}, 0, OrderState.OPEN),
        ({"status": "wc-processing"}, 2480, OrderState.OPEN),
        ({"status": "cancelled", "date_paid_gmt": None}, 0, OrderState.CANCELLED),
        ({"status": "cancelled"}, 2480, OrderState.CANCELLED),
        ({"status": "failed", "date_paid_gmt": None}, 0, OrderState.CANCELLED),
        ({"status": "completed", "date_paid_gmt": None}, 2480, OrderState.OPEN),
    ],
)
def test_what_was_received_follows_from_the_payment_s_date_and_the_state(
    fields: dict[str, Any], captured: int, state: OrderState
) -> None:
    order = one(date_completed_gmt=None, **fields)
    assert (order.payments[0].captured_minor, order.state) == (captured, state)
    assert order.lines[0].cancelled_quantity == (1 if state is OrderState.CANCELLED else 0)


def test_gift_cards_are_money_received_not_a_lower_price() -> None:
    order = one(total="14.80", gift_cards=[{"id": 1, "code": "ABCD", "amount": 10}], refunds=[{"total": "-20.00"}])
    assert order.total_minor == 2480
    card, gift = order.payments
    assert (card.captured_minor, card.refunded_minor) == (1480, 1480)
    assert (gift.provider, gift.captured_minor, gift.refunded_minor) == ("gift_card", 1000, 520)


def test_options_personalisation_and_uploaded_files_are_attributes() -> None:
    meta = [
        {"id": 1, "key": "pa_couleur", "value": "noir", "display_key": "Couleur", "display_value": "Noir"},
        {"id": 2, "key": "Votre texte", "value": "=1+1 <b>Zoé</b>"},
        {"id": 3, "key": "Fichier", "value": [{"name": "piece.stl", "url": "https://x.example/piece.stl"}],
         "display_value": "<a href='x'>piece.stl</a>"},
        {"id": 4, "key": "Fichier", "value": "autre.stl"},
        {"id": 5, "key": "_reduced_stock", "value": "1"},
        {"id": 6, "key": "Vide", "value": ""},
    ]  # fmt: skip
    order = one(line_items=[woo_line(meta_data=meta)])
    assert order.lines[0].attributes == {
        "Couleur": "Noir", "Votre texte": "=1+1 <b>Zoé</b>", "Fichier": "piece.stl, autre.stl",
    }  # fmt: skip


def test_tax_rates_come_from_the_tax_lines() -> None:
    taxes = [{"id": 1, "rate_id": 3, "rate_percent": 20}, {"id": 2, "rate_id": 4, "rate_percent": 5.5}]
    items = [woo_line(taxes=[{"id": 3, "total": "3.32"}, {"id": 4, "total": ""}])]
    assert one(tax_lines=taxes, line_items=items).lines[0].tax_rate_bp == 2000
    assert one(tax_lines=taxes[:1]).lines[0].tax_rate_bp == 2000
    assert one(tax_lines=taxes).lines[0].tax_rate_bp is None


def test_prices_without_tax_per_line_share_the_order_s_tax() -> None:
    items = [{k: v for k, v in woo_line(total="10.00").items() if k != "total_tax"}]
    order = one(line_items=items, shipping_lines=[], shipping_total="0", shipping_tax="0", total="12.00",
                total_tax="2.00")  # fmt: skip
    assert (order.lines[0].paid_minor, order.lines[0].tax_minor) == (1200, 200)


def test_a_company_a_vat_number_a_language_and_a_parcel_are_found_in_the_order() -> None:
    meta = [
        {"key": "_billing_vat_number", "value": "FR12345678901"},
        {"key": "wpml_language", "value": "en"},
        {"key": "_wc_shipment_tracking_items",
         "value": [{"tracking_provider": "chronopost", "tracking_number": "XY1", "date_shipped": "1780000000"}]},
    ]  # fmt: skip
    order = one(meta_data=meta)
    assert (order.contact.vat_number, order.contact.language) == ("FR12345678901", "en")
    assert order.buyer_kind is BuyerKind.PROFESSIONAL
    assert (order.carrier, order.tracking_number) == ("chronopost", "XY1")


def test_delivery_told_only_in_sums_is_a_line_all_the_same() -> None:
    value = {name: field for name, field in woo_order().items() if name != "shipping_lines"}
    assert [line.paid_minor for line in read_one(WOO, as_json([value])).lines] == [1990, 490]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"line_items": []}, "total"),
        ({"line_items": [woo_line(quantity=0)]}, "line_items.quantity"),
        ({"line_items": [woo_line(total="zwanzig")]}, "line_items.total"),
        ({"line_items": "none"}, "total"),
        ({"id": None}, "id"),
        ({"total": None}, "total"),
        ({"currency": "??"}, "currency"),
        ({"date_created": "", "date_created_gmt": ""}, "date_created"),
        ({"status": "checkout-draft"}, "status"),
    ],
)
def test_an_order_that_cannot_be_right_is_refused_and_the_next_one_lands(fields: dict[str, Any], field: str) -> None:
    content = as_json([woo_order(**fields), woo_order(id=2002, number="2002")])
    row = refused_in(WOO, content)
    assert (row.field, row.line) == (field, 2)


@pytest.mark.parametrize(("status", "said"), [("processing", "waiting"), ("completed", "sent"), ("refunded", "")])
def test_whether_it_left_follows_from_the_status(status: str, said: str) -> None:
    goods = [line for line in one(status=status).lines if line.type == "product"]
    assert {line.dispatch for line in goods} == {said}


def test_a_voucher_sold_below_zero_is_a_discount() -> None:
    below = woo_line(id=13, name="Bon d'achat", total="-8.33", total_tax="-1.67")
    order = read_one(WOO, as_json(woo_order(line_items=[woo_line(), below], total="14.80", total_tax="2.47")))
    assert [(line.name, line.paid_minor) for line in order.lines] == [("PLA noir 1 kg", 990), ("Colissimo", 490)]


def test_a_part_of_a_bundle_without_pieces_is_left_out_unless_it_costs_something() -> None:
    part = woo_line(id=13, name="Bobine offerte", quantity=0, total="0.00", total_tax="0.00")
    order = read_one(WOO, as_json(woo_order(line_items=[woo_line(), part])))
    assert [line.name for line in order.lines] == ["PLA noir 1 kg", "Colissimo"]
    assert "Bobine offerte" in str(order.remarks[0].reason)
    assert refused_in(WOO, as_json(woo_order(line_items=[woo_line(quantity=0)]))).field == "line_items.quantity"


def test_names_are_read_as_wordpress_shows_them_and_stay_text() -> None:
    order = read_one(WOO, as_json(woo_order(line_items=[woo_line(name="PLA &amp; PETG &#8211; 1&nbsp;kg <b>")])))
    assert order.lines[0].name == "PLA & PETG – 1 kg <b>"


def test_of_several_parcels_one_is_followed_and_its_day_is_known() -> None:
    parcels = [
        {"tracking_provider": "colissimo", "tracking_number": "6A1", "date_shipped": "1780358400"},
        {"tracking_provider": "dhl", "tracking_number": "JD2", "date_shipped": "1780444800"},
    ]
    meta = [{"key": "_wc_shipment_tracking_items", "value": parcels}]
    order = read_one(WOO, as_json(woo_order(status="processing", date_completed_gmt=None, meta_data=meta)))
    assert (order.carrier, order.tracking_number, str(order.fulfilled_on)) == ("colissimo", "6A1", "2026-06-02")
    assert [remark.field for remark in order.remarks] == ["tracking_number"]


def test_store_credit_that_comes_off_no_line_is_money_received() -> None:
    coupon = {"id": 2, "code": "avoir", "discount": "10.00", "discount_tax": "0.00"}
    order = read_one(WOO, as_json(woo_order(total="14.80", coupon_lines=[coupon])))
    assert (order.total_minor, [payment.captured_minor for payment in order.payments]) == (2480, [1480, 1000])
    assert refused_in(WOO, as_json(woo_order(total="14.79", coupon_lines=[coupon]))).field == "total"
