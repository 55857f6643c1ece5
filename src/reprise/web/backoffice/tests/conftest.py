"""Inès at her desk, signed in with her second factor, in a shop with one order."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from reprise.apps.accounts.models import Membership, Person, Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.catalogue.models import Order
from reprise.web.backoffice.tests.people import at_the_desk
from reprise.workflows.tests.builders import a_shop, an_order
from tests.support.builders import LATER


@pytest.fixture(autouse=True)
def an_hour_later() -> Iterator[None]:
    """It is an hour after the requests were made."""
    with time_machine.travel(LATER):
        yield


@pytest.fixture
def shop() -> Shop:
    """A French shop."""
    return a_shop()


@pytest.fixture
def order(shop: Shop) -> Order:
    """Alice's order of three articles."""
    return an_order(shop)


@pytest.fixture
def ines(shop: Shop) -> Person:
    """Inès, of customer service."""
    person = Person.objects.create_user("ines@example.com", name="Inès Marchetti")
    Membership.objects.create(person=person, shop=shop, role=Role.AGENT)
    return person


@pytest.fixture
def desk(ines: Person) -> Client:
    """Her browser."""
    return at_the_desk(ines)
