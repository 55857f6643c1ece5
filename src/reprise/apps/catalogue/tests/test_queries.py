from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reprise.apps.accounts.actors import Actor, ActorKind, customer_of_case
from reprise.apps.catalogue.queries import (
    find_order,
    kind_rules,
    left_to_repay,
    lines_by_id,
    lines_of_unknown_kind,
    order_for,
    order_line_for,
    order_lines,
    orders_by_number,
    orders_newest,
    payments_of,
)
from reprise.apps.catalogue.services.reservations import reserve_refund
from reprise.apps.catalogue.tests.builders import (
    ORDERED,
    a_line,
    a_payment,
    alice,
    an_order,
    import_told,
    ines,
    told_order,
)
from reprise.core.refusals import Forbidden, NotFound
from tests.support.builders import a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def test_staff_reach_their_shop_s_orders_and_no_other_s() -> None:
    shop, other = a_shop(), a_shop("lab-nord")
    order, foreign = an_order(shop), an_order(other)
    line, foreign_line = a_line(order), a_line(foreign)
    assert order_for(ines(shop), order.pk) == order
    assert order_line_for(ines(shop), line.pk).order == order
    for reach in (lambda: order_for(ines(shop), foreign.pk), lambda: order_line_for(ines(shop), foreign_line.pk)):
        with refused(NotFound):
            reach()
    assert orders_newest(ines(shop)) == [order]


def test_a_customer_reaches_the_one_order_they_proved_to_be_theirs() -> None:
    shop = a_shop()
    hers, another = an_order(shop, "1001"), an_order(shop, "1002")
    assert order_for(alice(hers), hers.pk) == hers
    with refused(NotFound):
        order_for(alice(hers), another.pk)
    with refused(NotFound):
        order_for(customer_of_case(shop.pk, 5, "Alice"), hers.pk)
    assert orders_newest(alice(hers)) == [hers]


def test_who_may_not_read_orders_is_refused() -> None:
    shop = a_shop()
    stranger = Actor(ActorKind.TOKEN, shop.pk, frozenset(), "none", token_id=1)
    for look in (orders_newest, lines_of_unknown_kind, kind_rules):
        with refused(Forbidden):
            look(stranger)


def test_pages_of_orders_follow_one_another_without_a_gap_or_a_double() -> None:
    shop = a_shop()
    orders = [an_order(shop, str(n), ordered_at=ORDERED - timedelta(hours=n // 2)) for n in range(7)]
    seen: list[int] = []
    before = None
    while True:
        page = orders_newest(ines(shop), before=before, limit=3)
        seen += [order.pk for order in page[:3]]
        if len(page) <= 3:
            break
        before = page[2].pk
    assert sorted(seen) == [order.pk for order in orders]
    assert seen == [1 + orders[0].pk, orders[0].pk, *seen[2:]]


@pytest.mark.parametrize("typed", ["#1001", "1001", " #10 01 ", "100", "ch_1001", "6a1", "ALICE@example.com", "martin"])
def test_orders_are_found_by_what_people_have_at_hand(typed: str) -> None:
    shop = a_shop()
    import_told(shop, told_order())
    assert [order.number for order in orders_newest(ines(shop), search=typed)] == ["#1001"]
    assert orders_newest(ines(shop), search="zzz") == []


def test_number_and_address_together_find_an_order_and_neither_alone_does() -> None:
    shop = a_shop()
    order = an_order(shop)
    assert find_order(shop_id=shop.pk, number=" #1001", email=" Alice@Example.COM ") == order
    assert find_order(shop_id=shop.pk, number="1001", email="bob@example.com") is None
    assert find_order(shop_id=shop.pk, number="1002", email="alice@example.com") is None
    assert find_order(shop_id=a_shop("lab-nord").pk, number="1001", email="alice@example.com") is None


@pytest.mark.parametrize("number", ["FR#1001", "FR1001", "fr #1001"])
def test_a_number_with_a_prefix_is_not_cut_at_its_sign(number: str) -> None:
    shop = a_shop()
    import_told(shop, told_order("FR1001", number="FR#1001"), told_order("FR1002", number="FR#1002"))
    found = find_order(shop_id=shop.pk, number=number, email="alice@example.com")
    assert found is not None
    assert found.number == "FR#1001"


def test_an_order_without_an_address_is_found_by_nobody() -> None:
    shop = a_shop()
    an_order(shop, email="")
    assert find_order(shop_id=shop.pk, number="1001", email="") is None


def test_looking_for_an_order_is_the_same_work_whether_it_exists_or_not() -> None:
    shop = a_shop()
    an_order(shop)
    for number in ("1001", "9999"):
        with CaptureQueriesContext(connection) as queries:
            find_order(shop_id=shop.pk, number=number, email="alice@example.com")
        assert len(queries) == 1


def test_the_parts_of_a_split_order_share_their_number() -> None:
    shop = a_shop()
    first = an_order(shop, "301", number_key="DTJSJMJZQ")
    second = an_order(shop, "302", number_key="DTJSJMJZQ", ordered_at=ORDERED + timedelta(minutes=1))
    assert orders_by_number(ines(shop), "dtjsjmjzq#2") == [second, first]
    assert find_order(shop_id=shop.pk, number="DTJSJMJZQ", email="alice@example.com") == second


def test_lines_and_payments_of_an_order_come_in_their_order() -> None:
    order = an_order(a_shop())
    second, first = a_line(order, position=2), a_line(order, position=1)
    payment = a_payment(order)
    assert order_lines(order) == [first, second]
    assert lines_by_id(order.pk) == {first.pk: first, second.pk: second}
    assert payments_of(order) == [payment]


def test_what_can_still_be_repaid_counts_refunds_made_elsewhere_and_reserved_here() -> None:
    order = an_order(a_shop())
    assert left_to_repay(order, order_lines(order)) is None
    a_payment(order, captured_minor=3000, refunded_elsewhere_minor=500)
    line = a_line(order, paid_minor=5000, reserved_minor=700)
    assert left_to_repay(order, order_lines(order)) == 1800
    reserve_refund(payment_id=None, lines={line.pk: 1000})
    assert left_to_repay(order, order_lines(order)) == 800


def test_lines_of_unknown_kind_wait_newest_order_first_delivery_left_out() -> None:
    shop = a_shop()
    old, new = an_order(shop, "1"), an_order(shop, "2", ordered_at=ORDERED + timedelta(days=1))
    waiting = [a_line(order, kind="") for order in (old, new)]
    a_line(new, position=2, kind="", type="shipping")
    a_line(new, position=3, kind="resin")
    found = lines_of_unknown_kind(ines(shop))
    assert found == [waiting[1], waiting[0]]
    assert found[0].order.number == "#2"
