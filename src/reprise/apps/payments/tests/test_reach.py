"""Who sees which refund."""

import uuid

import pytest

from reprise.apps.accounts.actors import customer_of_case
from reprise.apps.payments.queries import ledger_of_case, lines_of_refund, refund_for, refunds_newest, refunds_of_case
from reprise.apps.payments.tests.builders import a_refund, a_shop, ines
from reprise.core.refusals import Forbidden, NotFound

pytestmark = pytest.mark.django_db


def test_a_shop_sees_its_own_refunds_newest_first_by_pages() -> None:
    shop, other = a_shop(), a_shop("trame")
    mine = [a_refund(shop, number=str(number))[1] for number in range(1001, 1004)]
    a_refund(other, number="1004")
    first = refunds_newest(ines(shop), limit=2)
    rest = refunds_newest(ines(shop), before=first[1], limit=2)
    assert {refund.pk for refund in [*first[:2], *rest]} == {refund.pk for refund in mine}
    assert (len(first), len(rest)) == (3, 1)


def test_another_shop_s_refund_and_nonsense_look_missing() -> None:
    _, refund = a_refund(a_shop())
    stranger = ines(a_shop("trame"))
    for number in (refund.pk, str(refund.pk), uuid.uuid4(), "nonsense", "'; drop table"):
        with pytest.raises(NotFound):
            refund_for(stranger, number)


def test_alice_sees_the_refund_of_her_case_and_not_the_ledger() -> None:
    shop = a_shop()
    case, refund = a_refund(shop)
    _, other = a_refund(shop, number="1002")
    alice = customer_of_case(shop.pk, case.pk, "Alice")
    assert refund_for(alice, refund.pk) == refund
    with pytest.raises(NotFound):
        refund_for(alice, other.pk)
    with pytest.raises(Forbidden):
        ledger_of_case(alice, case.pk)
    assert len(ledger_of_case(ines(shop), case.pk)) == 1


def test_the_lines_of_a_refund_add_up_to_it() -> None:
    case, refund = a_refund(a_shop())
    assert refunds_of_case(case.pk) == [refund]
    assert sum(line.amount_minor for line in lines_of_refund(refund)) == refund.amount_minor
