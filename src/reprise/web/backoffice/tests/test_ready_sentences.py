"""Sentences ready for a decision fit what the customer claims."""

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case
from reprise.apps.catalogue.models import Order
from reprise.workflows.return_request import ask
from reprise.workflows.tests.builders import a_request, alice, an_order, asked
from tests.support.builders import AT

pytestmark = pytest.mark.django_db
ABOUT_PHOTOS = "Vos photos montrent"


def page_of(desk: Client, case: Case) -> str:
    """The page on which the case is decided."""
    return desk.get(f"/fr/desk/atelier-lamelle/cases/{case.reference}/decide/").content.decode()


def test_photos_are_spoken_of_where_an_article_is_looked_at_and_nowhere_else(
    desk: Client, shop: Shop, order: Order
) -> None:
    other = an_order(shop, number="1002")
    faulty = ask(actor=alice(other), order=other, request=a_request(other, 1, "defect"), at=AT)
    assert ABOUT_PHOTOS in page_of(desk, faulty)
    withdrawn = page_of(desk, asked(order))
    assert "L221-18" in withdrawn
    assert ABOUT_PHOTOS not in withdrawn
