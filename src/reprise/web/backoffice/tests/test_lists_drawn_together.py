"""The lists of colleagues who are told at the same moment are looked up once, and each still sees what is theirs."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.conversations.services.assign_conversation import assign_conversation
from reprise.readmodels.inbox.asked import Asked
from reprise.web.backoffice.conversations import together
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.web.backoffice.tests.talking import IN_PAGE, LIST, asked, soon
from reprise.workflows.tests.builders import ines as ines_at

pytestmark = pytest.mark.django_db
TOLD = IN_PAGE | {"X-Told": "1"}


@pytest.fixture(autouse=True)
def _nobody_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "_KEPT", {})
    monkeypatch.setattr(together, "FRESH", timedelta(hours=1))


def told(browser: Client, query: str = "") -> str:
    return browser.get(LIST + query, headers=TOLD).content.decode()


def test_a_colleague_told_at_the_same_moment_looks_nothing_up_but_who_they_are(
    desk: Client, shop: Shop, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    marc = at_the_desk(somebody(shop, Role.AGENT, "Marc Petit"))
    for number in range(30):
        asked(shop, name=f"Alice {number}", at=soon(number))
    first = told(desk)
    with django_assert_max_num_queries(6):
        second = told(marc)
    assert all(f"Alice {number}" in page for number in range(30) for page in (first, second))


def test_each_sees_their_own_matters_as_theirs(desk: Client, shop: Shop) -> None:
    colleague = somebody(shop, Role.AGENT, "Marc Petit")
    one = asked(shop, name="Alice Martin")
    assign_conversation(actor=ines_at(shop.pk), conversation=one, person_id=colleague.pk, at=soon(1))
    marc = at_the_desk(colleague)
    assert ("is-b" in told(desk), "is-b" in told(marc)) == (False, True)
    told(desk, "?view=mine")
    assert "Alice Martin" in told(marc, "?view=mine")
    assert "Alice Martin" not in told(desk, "?view=mine")
    mine = marc.get(LIST, headers=TOLD).context["tabs"][1]["count"]
    assert (mine, desk.get(LIST, headers=TOLD).context["tabs"][1]["count"]) == (1, 0)


def test_whoever_opens_the_list_sees_it_as_it_is_now(desk: Client, shop: Shop) -> None:
    told(desk)
    asked(shop, name="Bob Durand")
    assert "Bob Durand" in desk.get(LIST, headers=IN_PAGE).content.decode()


def test_what_was_looked_up_before_a_page_was_told_is_looked_up_again(
    desk: Client, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(desk)
    asked(shop, name="Bob Durand")
    assert "Bob Durand" not in told(desk)
    monkeypatch.setattr(together, "FRESH", timedelta(0))
    assert "Bob Durand" in told(desk)


def test_another_shop_shares_nothing(desk: Client, shop: Shop) -> None:
    asked(shop, name="Alice Martin")
    told(desk)
    assert len(together._KEPT) == 1
    assert {key[0] for key in together._KEPT} == {shop.pk}


def test_what_nobody_asks_for_any_more_is_forgotten(desk: Client, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    told(desk, "?view=open")
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr("reprise.web.backoffice.conversations.listing.timezone.now", lambda: later)
    told(desk)
    assert [asked for _, _, asked, *_ in together._KEPT] == [Asked()]
