import pytest

from reprise.apps.catalogue.models import OrderLine, Payment
from reprise.apps.catalogue.services.reservations import MoreThanPaid, release_refund, reserve_refund
from reprise.apps.catalogue.tests.builders import a_line, a_payment, an_order
from reprise.core.refusals import Invalid, NotFound, Overtaken
from tests.support.builders import a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def test_a_line_never_gives_back_more_than_was_paid_for_it_refunds_made_elsewhere_included() -> None:
    order = an_order(a_shop())
    line = a_line(order, paid_minor=3000, refunded_elsewhere_minor=1000)
    payment = a_payment(order, captured_minor=9000)
    reserve_refund(payment_id=payment.pk, lines={line.pk: 1500})
    with refused(MoreThanPaid) as caught:
        reserve_refund(payment_id=payment.pk, lines={line.pk: 501})
    assert caught.value.params == {"name": "PLA noir 1 kg", "left": "5.00 EUR"}
    reserve_refund(payment_id=payment.pk, lines={line.pk: 500})
    assert OrderLine.objects.get().reserved_minor == Payment.objects.get().reserved_minor == 2000


def test_a_payment_never_gives_back_more_than_was_received() -> None:
    order = an_order(a_shop())
    lines = [a_line(order, position=n, paid_minor=3000) for n in (1, 2)]
    payment = a_payment(order, captured_minor=4000, refunded_elsewhere_minor=500)
    with refused(MoreThanPaid) as caught:
        reserve_refund(payment_id=payment.pk, lines={line.pk: 2000 for line in lines})
    assert caught.value.params == {"name": "Carte bancaire", "left": "35.00 EUR"}
    assert set(OrderLine.objects.values_list("reserved_minor", flat=True)) == {0}


def test_without_a_payment_all_the_order_s_payments_bound_the_sum() -> None:
    order = an_order(a_shop())
    line = a_line(order, paid_minor=3000)
    card = a_payment(order, captured_minor=1000)
    a_payment(order, captured_minor=1500, position=1, refunded_elsewhere_minor=300)
    reserve_refund(payment_id=card.pk, lines={line.pk: 900})
    with refused(MoreThanPaid) as caught:
        reserve_refund(payment_id=None, lines={line.pk: 1301})
    assert caught.value.params["left"] == "13.00 EUR"
    reserve_refund(payment_id=None, lines={line.pk: 1300})


def test_an_order_that_was_never_paid_gives_nothing_back() -> None:
    order = an_order(a_shop())
    line = a_line(order)
    a_payment(order, captured_minor=0)
    with refused(MoreThanPaid):
        reserve_refund(payment_id=None, lines={line.pk: 1})


def test_an_order_whose_export_tells_of_no_payment_is_bound_by_its_lines() -> None:
    line = a_line(an_order(a_shop()), paid_minor=3000)
    reserve_refund(payment_id=None, lines={line.pk: 3000})
    with refused(MoreThanPaid):
        reserve_refund(payment_id=None, lines={line.pk: 1})


def test_a_reservation_that_is_given_up_can_be_made_again() -> None:
    order = an_order(a_shop())
    line, payment = a_line(order, paid_minor=3000), a_payment(order)
    reserve_refund(payment_id=payment.pk, lines={line.pk: 3000})
    release_refund(payment_id=payment.pk, lines={line.pk: 3000})
    with refused(Overtaken):
        release_refund(payment_id=payment.pk, lines={line.pk: 1})
    reserve_refund(payment_id=payment.pk, lines={line.pk: 3000})


def test_lines_and_payment_belong_to_one_order() -> None:
    shop = a_shop()
    order, other = an_order(shop, "1001"), an_order(shop, "1002")
    line, foreign = a_line(order), a_line(other)
    payment = a_payment(other)
    for lines in ({line.pk: 1}, {line.pk: 1, foreign.pk: 1}, {987_654: 1}):
        with refused(NotFound):
            reserve_refund(payment_id=payment.pk, lines=lines)
        with refused(NotFound):
            release_refund(payment_id=payment.pk, lines=lines)
    with refused(NotFound):
        reserve_refund(payment_id=987_654, lines={line.pk: 1})


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_and_less_than_nothing_are_no_refunds(amount: int) -> None:
    order = an_order(a_shop())
    line, payment = a_line(order), a_payment(order)
    with refused(Invalid):
        reserve_refund(payment_id=payment.pk, lines={line.pk: amount})
    with refused(Invalid):
        reserve_refund(payment_id=payment.pk, lines={})
