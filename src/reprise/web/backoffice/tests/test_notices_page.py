"""The desk's page of texts to paste: what to tell, where, whether it is complete, and what is in place."""

import pytest

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.policies.models import NoticePlaced
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import a_shop

pytestmark = pytest.mark.django_db


def address(shop: Shop) -> str:
    return f"/fr/desk/{shop.slug}/notices/"


def test_a_missing_mediator_is_said_with_the_way_to_the_settings() -> None:
    shop = a_shop()
    html = at_the_desk(somebody(shop, Role.OWNER)).get(address(shop)).content.decode()
    assert "nom du médiateur" in html
    assert f'href="/fr/desk/{shop.slug}/shop/"' in html
    assert "MerchantReturnPolicy" in html


def test_an_owner_ticks_what_is_in_place_and_takes_it_back() -> None:
    shop = a_shop()
    browser = at_the_desk(somebody(shop, Role.OWNER))
    answer = browser.post(address(shop), {"notice": "weee", "deed": "place"}, follow=True)
    assert "est en place" in answer.content.decode()
    assert NoticePlaced.objects.get().notice == "weee"
    browser.post(address(shop), {"notice": "weee", "deed": "remove"})
    assert not NoticePlaced.objects.exists()


def test_who_may_not_edit_the_policy_reads_and_ticks_nothing() -> None:
    shop = a_shop()
    browser = at_the_desk(somebody(shop, Role.AGENT))
    assert 'name="deed"' not in browser.get(address(shop)).content.decode()
    assert browser.post(address(shop), {"notice": "weee"}).status_code == 403


@pytest.mark.parametrize("name", ["", "nothing", "x" * 5000])
def test_a_notice_nobody_wrote_is_missing(name: str) -> None:
    shop = a_shop()
    assert at_the_desk(somebody(shop, Role.OWNER)).post(address(shop), {"notice": name}).status_code == 404
