"""Keys for other programs: made in the browser, shown once, ended for good."""

import re

import pytest
import time_machine
from django.test import Client

from reprise.apps.accounts.models import ApiToken, Shop
from reprise.apps.accounts.queries import token_actor
from reprise.apps.accounts.rights import Role
from reprise.apps.accounts.services.tokens import caller_with
from reprise.web.backoffice.tests.forms import form_at
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from tests.support.builders import LATER

pytestmark = pytest.mark.django_db
PAGE = "/en/desk/atelier-lamelle/tokens/"


@pytest.fixture
def owner(shop: Shop) -> Client:
    """Marc, who owns the shop."""
    return at_the_desk(somebody(shop, Role.OWNER, "marc@example.com"))


def made(owner: Client, *scopes: str, days: str = "365") -> str:
    form = {"client_id": form_at(owner, PAGE)["client_id"], "name": "Nightly export", "scope": scopes, "days": days}
    page = owner.post(PAGE, form)
    assert page["Cache-Control"].find("no-store") >= 0
    found = re.search(r"reprise_[\w-]{30,}", page.content.decode())
    assert found is not None
    again = owner.post(PAGE, form, follow=True).content.decode()
    assert "it is not shown twice" in again
    assert found[0] not in again
    return found[0]


def test_a_token_is_shown_once_and_works_as_its_scopes_say(owner: Client) -> None:
    token = made(owner, "cases:read", "orders:read")
    assert token not in owner.get(PAGE).content.decode()
    actor = token_actor(token, LATER)
    assert actor is not None
    assert {right.value for right in actor.rights} == {"cases:read", "orders:read"}
    row = ApiToken.objects.get()
    assert str(row.made_by) == "Owner"
    assert row.expires_at is not None
    assert (row.expires_at - LATER).days == 365


def test_the_list_tells_when_it_was_last_used(owner: Client) -> None:
    token = made(owner, "cases:read", days="0")
    assert "Never used yet" in owner.get(PAGE).content.decode()
    assert caller_with(token, LATER)[0] is not None
    assert ApiToken.objects.get().last_used_on == LATER.date()
    page = owner.get(PAGE).content.decode()
    assert "Last used on" in page
    assert "Works until it is revoked" in page


def test_a_revoked_token_opens_nothing(owner: Client) -> None:
    token = made(owner, "cases:read")
    row = ApiToken.objects.get()
    assert "Revoke Nightly export?" in owner.get(f"{PAGE}{row.pk}/revoke/").content.decode()
    owner.post(f"{PAGE}{row.pk}/revoke/")
    assert token_actor(token, LATER) is None
    assert "Revoked on" in owner.get(PAGE).content.decode()


def test_an_old_token_is_told_to_be_over(owner: Client) -> None:
    made(owner, "cases:read", days="90")
    with time_machine.travel("2030-01-01T12:00:00Z"):
        owner = at_the_desk(ApiToken.objects.get().made_by or somebody(ApiToken.objects.get().shop, Role.OWNER))
        assert "Over since" in owner.get(PAGE).content.decode()


@pytest.mark.parametrize("typed", [{"name": ""}, {"scope": []}, {"scope": ["everything"]}, {"days": "12"}])
def test_what_cannot_be_a_token_is_said_and_what_was_typed_stays(owner: Client, typed: dict[str, object]) -> None:
    form = {"name": "Nightly export", "scope": ["cases:read"], "days": "365"} | typed
    answer = owner.post(PAGE, form)
    assert answer.status_code == 422
    assert not ApiToken.objects.exists()
    if form["scope"] == ["cases:read"]:
        assert re.search(r'value="cases:read"\s+checked', answer.content.decode())


def test_the_page_leads_to_the_description_of_the_api(owner: Client) -> None:
    assert 'href="/api/v1/openapi.json"' in owner.get(PAGE).content.decode()
    assert owner.get("/api/v1/openapi.json").status_code == 200


def test_a_manager_sees_no_tokens(shop: Shop) -> None:
    assert at_the_desk(somebody(shop, Role.MANAGER)).get(PAGE).status_code == 403
