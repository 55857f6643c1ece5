"""Two at once: one piece goes to one case, one amount to one refund, one order is imported once."""

from typing import TypeVar

import pytest

from reprise.apps.catalogue.models import Order, OrderLine, Payment
from reprise.apps.catalogue.services.pieces import NothingLeft, claim_pieces
from reprise.apps.catalogue.services.reservations import MoreThanPaid, reserve_refund
from reprise.apps.catalogue.tests.builders import (
    a_line,
    a_payment,
    an_order,
    counts,
    import_told,
    told_line,
    told_order,
)
from tests.support.at_once import at_once
from tests.support.builders import a_shop

pytestmark = pytest.mark.django_db(transaction=True)
Answer = TypeVar("Answer")


def test_the_last_piece_goes_to_one_of_four() -> None:
    line = a_line(an_order(a_shop()), quantity=1)
    done = at_once(lambda _: claim_pieces(order_line_id=line.pk, quantity=1), people=4, unless=NothingLeft)
    assert len(done) == 1
    assert OrderLine.objects.get().claimed_quantity == 1


@pytest.mark.parametrize("named", [True, False])
def test_what_was_paid_is_reserved_once(named: bool) -> None:
    order = an_order(a_shop())
    lines = [a_line(order, position=n, paid_minor=3000) for n in range(4)]
    payment = a_payment(order, captured_minor=3000)
    payment_id = payment.pk if named else None
    done = at_once(
        lambda n: reserve_refund(payment_id=payment_id, lines={lines[n].pk: 3000}), people=4, unless=MoreThanPaid
    )
    assert len(done) == 1
    assert sum(OrderLine.objects.values_list("reserved_minor", flat=True)) == 3000
    assert Payment.objects.get().reserved_minor == (3000 if named else 0)


def test_one_file_imported_twice_at_once_makes_each_order_once() -> None:
    shop = a_shop()
    orders = [told_order(str(number)) for number in range(120)]
    reports = at_once(lambda _: counts(import_told(shop, *orders)), people=2)
    assert Order.objects.count() == 120
    assert OrderLine.objects.count() == 120
    assert sum(report[1] for report in reports) == 120
    assert [report[4] for report in reports] == [0, 0]


def test_pieces_claimed_while_an_import_lowers_the_quantity_are_never_more_than_bought() -> None:
    shop = a_shop()
    import_told(shop, *(told_order(str(number)) for number in range(20)))
    ids = list(OrderLine.objects.order_by("pk").values_list("pk", flat=True))
    fewer = [told_order(str(n), lines=(told_line(quantity=1, paid_minor=1000),)) for n in range(20)]

    def claim_all() -> None:
        for line_id in ids:
            claim_pieces(order_line_id=line_id, quantity=1)

    at_once(lambda n: import_told(shop, *fewer) if n else claim_all(), people=2)
    assert all(line.claimed_quantity <= line.quantity for line in OrderLine.objects.all())
    assert {(line.quantity, line.claimed_quantity) for line in OrderLine.objects.all()} <= {(1, 1), (3, 1)}
