"""What is known not to have left, and what an import changes of it."""

from datetime import date

import pytest

from reprise.apps.catalogue.importing.changes import line_change
from reprise.apps.catalogue.kinds import DeliveryOrigin, Dispatch, LineType
from reprise.apps.catalogue.models import Order, OrderLine
from reprise.apps.catalogue.rules.dispatch import awaits_dispatch


def a_line(dispatch: str = "waiting", **more: object) -> OrderLine:
    return OrderLine(name="Boîtier", kind="custom_print", paid_minor=1000, dispatch=dispatch, **more)


@pytest.mark.parametrize(
    ("line", "order", "awaits"),
    [
        (a_line(), Order(), True),
        (a_line("sent"), Order(), False),
        (a_line(""), Order(), False),  # nobody said so
        (a_line(type=LineType.SHIPPING.value), Order(), False),
        (OrderLine(kind="digital_file", dispatch="waiting"), Order(), False),
        (a_line(), Order(delivered_on=date(2026, 6, 4), delivery_origin=DeliveryOrigin.CARRIER.value), False),
        (a_line(), Order(delivered_on=date(2026, 6, 4), delivery_origin=DeliveryOrigin.ESTIMATED.value), True),
    ],
)
def test_only_what_is_said_to_wait_can_still_be_stopped(line: OrderLine, order: Order, awaits: bool) -> None:
    assert awaits_dispatch(order, line) is awaits


def told(line: OrderLine, dispatch: Dispatch) -> dict[str, object]:
    names = ("type", "name", "kind", "kind_source", "paid_minor", "quantity")
    return {name: getattr(line, name) for name in names} | {"dispatch": dispatch.value}


def test_an_export_that_says_nothing_takes_nothing_away() -> None:
    line = a_line()
    assert line_change(line, told(line, Dispatch.UNKNOWN)).write == {}


def test_a_line_is_sent_although_a_case_rests_on_it() -> None:
    line = a_line(claimed_quantity=1)
    change = line_change(line, told(line, Dispatch.SENT))
    assert (change.write, change.left) == ({"dispatch": "sent"}, {})
