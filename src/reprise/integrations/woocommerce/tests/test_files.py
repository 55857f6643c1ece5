"""WooCommerce files of every shape, and what is no such file."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reprise.apps.catalogue.ports import ImportedOrder, RefusedRow
from reprise.apps.catalogue.reading.faults import ErrorAnswer, NotJson, UnreadableFile
from reprise.apps.catalogue.tests.exports import ANYTHING, as_json, read
from reprise.integrations.woocommerce.reader import WooCommerceOrders
from reprise.integrations.woocommerce.tests.exports import woo_order

WOO = WooCommerceOrders()
TWO = [woo_order(), woo_order(id=2002, number="2002")]


@pytest.mark.parametrize(
    "content",
    [
        as_json(TWO),
        json.dumps(TWO).encode(),
        as_json({"orders": TWO}),
        as_json({"data": {"orders": TWO}}),
        b"\n".join(json.dumps(order).encode() for order in TWO),
        b"\xef\xbb\xbf" + as_json(TWO),
        as_json(TWO).decode().encode("utf-16"),
        as_json(TWO).replace(b"\n", b"\r\n") + b"\r\n\r\n",
    ],
)
def test_a_list_an_object_one_per_line_and_other_encodings_read_alike(content: bytes) -> None:
    assert [order.number for order in read(WOO, content) if isinstance(order, ImportedOrder)] == ["2001", "2002"]


def test_an_order_alone_is_an_export_of_one() -> None:
    (order,) = read(WOO, as_json(woo_order()))
    assert isinstance(order, ImportedOrder)


def test_an_order_that_is_no_json_is_told_with_its_line_and_the_others_land() -> None:
    broken = json.dumps(woo_order()).replace('"quantity": 1', '"quantity": 1,,')
    content = f"[\n{broken},\n{json.dumps(TWO[1])}\n]".encode()
    first, second = read(WOO, content)
    assert isinstance(first, RefusedRow)
    assert first.line == 2
    assert isinstance(second, ImportedOrder)


def test_a_file_cut_off_tells_what_is_missing() -> None:
    content = as_json(TWO)
    first, last = read(WOO, content[: len(content) - 200])
    assert isinstance(first, ImportedOrder)
    assert isinstance(last, RefusedRow)


def test_the_shop_s_error_answer_is_shown() -> None:
    answer = {"code": "woocommerce_rest_cannot_view", "message": "Désolé, vous ne pouvez pas.", "data": {"status": 401}}
    with pytest.raises(ErrorAnswer) as caught:
        read(WOO, as_json(answer))
    assert "Désolé" in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"Name,Email\n", b"<html>", b"null"])
def test_what_is_no_json_is_refused_as_a_whole(content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read(WOO, content)
    assert issubclass(NotJson, UnreadableFile)


@given(st.sampled_from(sorted(woo_order())), ANYTHING)
def test_whatever_stands_in_a_field_the_answer_is_an_order_that_adds_up_or_a_refusal(field: str, value: object) -> None:
    for item in read(WOO, as_json([woo_order(**{field: value})])):
        if isinstance(item, ImportedOrder):
            assert sum(line.paid_minor for line in item.lines) == item.total_minor
            assert all(0 <= line.tax_minor <= line.paid_minor for line in item.lines)
            assert all(0 <= line.refunded_minor <= line.paid_minor for line in item.lines)
