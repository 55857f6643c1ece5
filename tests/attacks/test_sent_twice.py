"""Two requests of one form at the same moment, of which neither session knows the other: done once."""

import pytest
from django.test import Client

from reprise.apps.accounts.models import ApiToken, Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import BulkRun
from reprise.apps.logistics.models import Parcel
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from tests.journeys.customers import a_case, a_shop, an_order
from tests.support.at_once import at_once

DESK = "/en/desk/lamelle"


@pytest.fixture
def twice() -> list[Client]:
    """The same owner in two browsers: as two clicks of one, before either answer has come."""
    owner = somebody(a_shop(), Role.OWNER)
    return [at_the_desk(owner) for _ in range(2)]


def answers(people: list[Client], path: str, form: dict[str, str]) -> int:
    """How many of them got an answer to the form they sent at the same moment."""
    return len(at_once(lambda number: people[number].post(f"{DESK}/{path}/", form), people=len(people)))


@pytest.mark.django_db(transaction=True)
def test_two_clicks_make_one_token_and_one_run(twice: list[Client]) -> None:
    case = a_case(an_order(Shop.objects.get()))
    token = {"name": "Export", "scope": "cases:read", "days": "90", "client_id": "one-click"}
    run = {"deed": "tag", "step": "do", "case": case.reference, "label": "lot 42", "client_id": "another"}
    for path, form in (("tokens", token), ("queue/bulk", run)):
        assert answers(twice, path, form) == 2
    assert (ApiToken.objects.count(), BulkRun.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_form_that_was_refused_is_sent_again_as_it_is(twice: list[Client]) -> None:
    case = a_case(an_order(Shop.objects.get()))
    wrong = {"deed": "tag", "step": "do", "case": case.reference, "label": "", "client_id": "abc"}
    assert twice[0].post(f"{DESK}/queue/bulk/", wrong).status_code == 422
    assert twice[0].post(f"{DESK}/queue/bulk/", {**wrong, "label": "lot"}).status_code == 302
    assert BulkRun.objects.count() == 1


@pytest.mark.django_db
def test_a_box_taken_in_twice_is_one_box(twice: list[Client]) -> None:
    for browser in twice:
        browser.post(f"{DESK}/reception/unannounced/", {"sender": "Bob", "client_id": "box"})
    assert Parcel.objects.count() == 1
