"""PrestaShop files of every shape, and what is no such file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reprise.apps.catalogue.ports import ImportedOrder
from reprise.apps.catalogue.reading.faults import ErrorAnswer, NoOrders, OnlyNumbers, UnreadableFile, XmlFile
from reprise.apps.catalogue.reading.objects import LARGEST
from reprise.apps.catalogue.tests.exports import ANYTHING, as_json, read
from reprise.integrations.prestashop.reader import PrestaShopOrders
from reprise.integrations.prestashop.tests.exports import presta_customer, presta_order, presta_row

PRESTA = PrestaShopOrders()
ORDER, CUSTOMER = presta_order(), presta_customer()


@pytest.mark.parametrize(
    "value",
    [
        {"orders": [ORDER], "customers": [CUSTOMER]},
        {"customers": [CUSTOMER], "orders": [ORDER]},
        {"order": ORDER, "customer": CUSTOMER},
        {"prestashop": {"orders": {"order": [ORDER]}, "customers": {"customer": [CUSTOMER]}}},
        {"prestashop": {"orders": {"order": ORDER}, "customers": {"customer": CUSTOMER}}},
        [{**ORDER, "customer": CUSTOMER}],
        {**ORDER, "customer": CUSTOMER},
        {"orders": [presta_order({"order_row": presta_row()})], "customers": [CUSTOMER]},
        {"orders": [presta_order({"order_row": [presta_row()]})], "customers": [CUSTOMER]},
        {"orders": [presta_order({"0": presta_row()})], "customers": [CUSTOMER]},
    ],
)
def test_lists_objects_and_wrappers_read_alike(value: object) -> None:
    (order,) = read(PRESTA, as_json(value))
    assert isinstance(order, ImportedOrder)
    assert (order.external_id, order.total_minor, order.contact.email) == ("301", 2480, "alice@example.com")


def test_tables_larger_than_what_memory_may_hold_do_not_hide_the_orders() -> None:
    notes = "x" * 40_000
    many = [presta_customer(id=number, note=notes) for number in range(4, 4 + LARGEST // len(notes) + 2)]
    for value in ({"customers": many, "orders": [ORDER]}, {"orders": [ORDER], "customers": many}):
        (order,) = read(PRESTA, as_json(value))
        assert isinstance(order, ImportedOrder)
        assert order.contact.email == "alice@example.com"


def test_the_webservice_s_error_is_shown() -> None:
    with pytest.raises(ErrorAnswer, match="clé"):
        read(PRESTA, as_json({"errors": [{"code": 18, "message": "Mauvaise clé"}]}))


def test_a_file_without_orders_is_no_export() -> None:
    with pytest.raises(NoOrders):
        read(PRESTA, as_json({"products": [{"id": 1}]}))
    assert read(PRESTA, b"[]") == []


def test_a_list_of_numbers_says_how_to_get_the_orders() -> None:
    with pytest.raises(OnlyNumbers, match="display=full"):
        read(PRESTA, as_json({"orders": [{"id": 1}, {"id": 2}]}))


def test_xml_says_how_to_get_json() -> None:
    with pytest.raises(XmlFile, match="output_format"):
        read(PRESTA, b'<?xml version="1.0"?><prestashop></prestashop>')
    assert issubclass(XmlFile, UnreadableFile)


@given(st.sampled_from(sorted(ORDER)), ANYTHING)
def test_whatever_stands_in_a_field_the_answer_is_an_order_that_adds_up_or_a_refusal(field: str, value: object) -> None:
    for item in read(PRESTA, as_json({"orders": [presta_order(**{field: value})]})):
        if isinstance(item, ImportedOrder):
            assert sum(line.paid_minor for line in item.lines) == item.total_minor
            assert all(0 <= line.tax_minor <= line.paid_minor for line in item.lines)
