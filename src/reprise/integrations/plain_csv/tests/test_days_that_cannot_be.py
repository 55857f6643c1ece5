"""Days that cannot be never count: a time limit that began on one would end too early or too late."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from reprise.apps.catalogue.importing.plausible import plausible
from reprise.apps.catalogue.kinds import DeliveryOrigin
from reprise.apps.catalogue.ports import ImportedOrder, RefusedRow
from reprise.apps.catalogue.tests.exports import HOME, read_one
from reprise.integrations.plain_csv.reader import PlainCsvOrders

AT = datetime(2026, 6, 20, 12, tzinfo=UTC)
FILE = (
    b"order_number,ordered_at,email,product,quantity,price,fulfilled_on,delivered_on\n"
    b"1,2026-06-02,alice@example.com,x,1,5,2026-06-03,2026-06-05\n"
)


def an_order() -> ImportedOrder:
    return read_one(PlainCsvOrders(), FILE)


def test_days_that_can_be_stay() -> None:
    order = an_order()
    assert plausible(order, HOME, AT) == order
    same_day = replace(order, fulfilled_on=date(2026, 6, 2), delivered_on=date(2026, 6, 2))  # taken at the counter
    assert plausible(same_day, HOME, AT) == same_day


@pytest.mark.parametrize("day", [date(2026, 2, 6), date(2026, 12, 6)])
def test_a_delivery_before_the_order_or_still_to_come_is_left_out_and_noted(day: date) -> None:
    order = plausible(replace(an_order(), delivered_on=day), HOME, AT)
    assert isinstance(order, ImportedOrder)
    assert (order.delivered_on, order.delivery_origin) == (None, DeliveryOrigin.UNKNOWN)
    assert order.fulfilled_on == date(2026, 6, 3)
    [remark] = order.remarks
    assert (remark.field, remark.reason.params) == ("delivered_on", {"day": day.isoformat()})


def test_a_parcel_sent_before_the_order_is_left_out_and_noted() -> None:
    order = plausible(replace(an_order(), fulfilled_on=date(2026, 3, 6)), HOME, AT)
    assert isinstance(order, ImportedOrder)
    assert (order.fulfilled_on, order.delivered_on) == (None, date(2026, 6, 5))


def test_an_order_of_a_day_to_come_is_refused() -> None:
    row = plausible(replace(an_order(), ordered_at=datetime(2026, 7, 6, tzinfo=UTC)), HOME, AT)
    assert isinstance(row, RefusedRow)
    assert (row.order, row.field) == ("1", "ordered_at")
