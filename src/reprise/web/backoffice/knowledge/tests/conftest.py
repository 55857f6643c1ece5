"""Claire, a manager who writes articles, and Inès, an agent who reads and judges them."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import a_shop
from tests.support.builders import LATER


@pytest.fixture(autouse=True)
def an_hour_later() -> Iterator[None]:
    """It is an hour after what was asked."""
    with time_machine.travel(LATER):
        yield


@pytest.fixture
def shop() -> Shop:
    """A French shop."""
    return a_shop()


@pytest.fixture
def claire(shop: Shop) -> Client:
    """The browser of Claire, a manager."""
    return at_the_desk(somebody(shop, Role.MANAGER))


@pytest.fixture
def ines(shop: Shop) -> Client:
    """The browser of Inès, an agent."""
    return at_the_desk(somebody(shop, Role.AGENT))
