"""The delivery fee goes back with the last of the order, once, without the supplement for a dearer delivery."""

from typing import TYPE_CHECKING

import pytest

from reprise.apps.catalogue.models import Order, OrderLine
from reprise.apps.payments.tests.builders import a_case, a_payment, a_shop, an_order, ines
from reprise.workflows.refund_customer import preview_refund, refund, void
from tests.support.builders import AT

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case, Remedy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("card")]


def a_delivered_order(shop: "Shop", *, paid: tuple[int, ...] = (3000, 500), fee: int = 1490) -> Order:
    order = an_order(shop, paid=paid, quantity=1)
    OrderLine.objects.create(order=order, position=9, type="shipping", name="Livraison", quantity=1, paid_minor=fee)
    a_payment(order, sum(paid) + fee)
    return order


def shown(shop: "Shop", case: "Case", remedy: "Remedy") -> dict[str, int]:
    seen = preview_refund(actor=ines(shop), case=case, remedy_id=remedy.pk, at=AT)
    return {line.kind: line.amount.minor for line in seen.lines}


def pay(shop: "Shop", case: "Case", remedy: "Remedy") -> str:
    total = sum(shown(shop, case, remedy).values())
    return str(refund(actor=ines(shop), case=case, remedy_id=remedy.pk, expected_minor=total, at=AT).pk)


def test_a_part_of_the_order_brings_no_delivery_fee_back() -> None:
    shop = a_shop()
    case, (remedy,) = a_case(a_delivered_order(shop))
    assert shown(shop, case, remedy) == {"goods": 3000}


def test_the_whole_order_brings_it_back_with_the_first_refund_and_only_once() -> None:
    shop = a_shop()
    case, (first, second) = a_case(a_delivered_order(shop), quantities=(1, 1))
    assert shown(shop, case, first) == {"goods": 3000, "shipping": 1490}
    pay(shop, case, first)
    assert shown(shop, case, second) == {"goods": 500}
    pay(shop, case, second)
    assert sum(OrderLine.objects.values_list("reserved_minor", flat=True)) == 4990


def test_the_supplement_for_express_is_kept() -> None:
    shop = a_shop()
    prices = {"facts": {"prices": {"delivery_standard": 490, "delivery_express_supplement": 1000}}}
    case, (first, second) = a_case(a_delivered_order(shop), quantities=(1, 1), proposal=prices)
    assert shown(shop, case, first) == {"goods": 3000, "shipping": 490}
    pay(shop, case, first)
    assert shown(shop, case, second) == {"goods": 500}


def test_two_requests_that_take_the_whole_order_back_together_bring_it_back() -> None:
    shop = a_shop()
    order = a_delivered_order(shop)
    case, (remedy,) = a_case(order)
    pay(shop, case, remedy)
    OrderLine.objects.filter(order=order, position=2).update(position=0)  # what the next case is about
    other, (last,) = a_case(order)
    assert shown(shop, other, last) == {"goods": 500, "shipping": 1490}


def test_the_shop_s_promise_brings_back_what_it_promised() -> None:
    shop = a_shop()
    order = a_delivered_order(shop)
    case, (remedy,) = a_case(order, ground="commercial", proposal={"delivery_minor": 490})
    assert shown(shop, case, remedy) == {"goods": 3000, "shipping": 490}


def test_a_defect_brings_no_delivery_fee_back_by_itself() -> None:
    shop = a_shop()
    case, (remedy, _) = a_case(a_delivered_order(shop), quantities=(1, 1), ground="conformity")
    assert shown(shop, case, remedy) == {"goods": 3000}


def test_a_refund_given_up_leaves_the_fee_to_the_next() -> None:
    shop = a_shop()
    case, (first, second) = a_case(a_delivered_order(shop), quantities=(1, 1))
    void(actor=ines(shop), refund_id=pay(shop, case, first), reason="Erreur.", at=AT)
    assert shown(shop, case, second) == {"goods": 500, "shipping": 1490}


def test_what_went_back_elsewhere_of_the_fee_does_not_go_back_again() -> None:
    shop = a_shop()
    case, (remedy, _) = a_case(a_delivered_order(shop), quantities=(1, 1))
    OrderLine.objects.filter(type="shipping").update(refunded_elsewhere_minor=1490)
    assert shown(shop, case, remedy) == {"goods": 3000}
