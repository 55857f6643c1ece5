import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.catalogue.queries import kind_rules
from reprise.apps.catalogue.rules.kinds import DEFAULT_RULES
from reprise.apps.policies.queries import policy_on
from reprise.workflows.new_shop import new_shop
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


def test_a_new_shop_can_take_requests_about_orders_older_than_itself() -> None:
    shop = new_shop(slug="atelier-lamelle", name="Atelier Lamelle", country="FR", at=AT)
    assert policy_on(shop.pk, AT.date()).number == 1
    assert policy_on(shop.pk, AT.date().replace(year=2020)).number == 1
    assert len(kind_rules(system(shop.pk))) == len(DEFAULT_RULES)
