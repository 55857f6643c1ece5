from collections.abc import Iterator

import pytest
import time_machine

from reprise.apps.accounts.models import Shop
from reprise.apps.catalogue.models import Order
from reprise.workflows.tests.builders import a_shop, an_order
from tests.support.builders import LATER


@pytest.fixture
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
