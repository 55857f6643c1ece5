"""Claire, a manager who writes articles, and Inès, an agent who reads and judges them."""

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.web.backoffice.tests.people import at_the_desk, somebody


@pytest.fixture
def claire(shop: Shop) -> Client:
    """The browser of Claire, a manager."""
    return at_the_desk(somebody(shop, Role.MANAGER))


@pytest.fixture
def ines(shop: Shop) -> Client:
    """The browser of Inès, an agent."""
    return at_the_desk(somebody(shop, Role.AGENT))
