"""The policy's tables at the desk."""

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.web.backoffice.tests.people import at_the_desk, somebody

pytestmark = pytest.mark.django_db
AT = "/fr/desk/atelier-lamelle/policy/"


@pytest.fixture
def manager(shop: Shop) -> Client:
    """Paul, who manages the shop."""
    return at_the_desk(somebody(shop, Role.MANAGER))


@pytest.mark.parametrize("page", ["", "window/", "evidence/", "deduction/", "approval/", "contract/", "signal/", "priority/", "times/", "compare/", "publish/", "discard/", "begin/", "file/", "try/", "versions/", "versions/1/", "answer/new/", "signal/new/"])
def test_every_page_opens(manager: Client, page: str) -> None:
    assert manager.get(AT + page).status_code == 200
