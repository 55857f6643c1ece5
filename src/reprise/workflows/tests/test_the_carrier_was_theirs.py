"""A parcel that did not come by a carrier the buyer chose: the way was at their risk, and a person looks."""

import pytest

from reprise.apps.catalogue.models import Order
from reprise.readmodels.assessment import assess_request, sale_of
from reprise.readmodels.requests import Delivery, Request, Wish
from reprise.workflows.tests.builders import an_order, goods
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("theirs", "reason"), [(True, "carrier_was_yours"), (False, "delivery_contested")])
def test_whose_carrier_it_was_reaches_the_law(theirs: bool, reason: str) -> None:
    order = an_order(days_ago=20)
    Order.objects.filter(pk=order.pk).update(carrier_chosen_by_buyer=theirs, delivery_origin="carrier")
    order.refresh_from_db()
    wish = Wish(goods(order)[0].pk, 3, "not_received", delivery=Delivery(tracking="delivered"))
    sale, number = sale_of(order.shop, order)
    request = Request((wish,), danger=False, language="fr")
    [line] = assess_request(sale=sale, policy_number=number, request=request, today=AT.date()).lines
    assert line.assessment is not None
    assert line.assessment.reasons[0].code == reason
