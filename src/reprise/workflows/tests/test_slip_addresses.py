"""The addresses on a return slip: a country by its name where a parcel crosses a border, none where it does not."""

import pytest

from reprise.readmodels.papers.return_slip import slip_of
from reprise.workflows.tests.builders import an_order, authorised

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("country", "back_to", "lives_in"), [("FR", "Lyon", "Gand"), ("BE", "France", "Belgique")])
def test_the_slip_names_countries_only_across_a_border(country: str, back_to: str, lives_in: str) -> None:
    order = an_order()
    order.shop.return_address = {"lines": ["8 rue des Forges"], "postcode": "69001", "city": "Lyon", "country": "FR"}
    order.shipping = {"lines": ["1 quai"], "city": "Gand", "country": country}
    order.shop.save()
    order.save()
    case = authorised(order)
    slip = slip_of(case, case.shop)
    assert slip.return_address[-1].endswith(back_to)
    assert slip.customer_address[-1].endswith(lives_in)
