"""Who moves money has a second factor, and it stays."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks, Settings

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Person
from reprise.apps.accounts.queries import members
from reprise.apps.accounts.rights import Role
from reprise.apps.accounts.services.staff import change_role
from reprise.apps.notifications.letters import Letter
from reprise.web.accounts.tests.builders import PASSWORD, a_colleague, app_code, newest_mail, with_second_factor

pytestmark = pytest.mark.django_db
ACTIVATE, DEACTIVATE, DESK = "/en/account/2fa/totp/activate/", "/en/account/2fa/totp/deactivate/", "/en/desk/"
MONEY = (Role.AGENT, Role.MANAGER, Role.OWNER)


def signed_in(client: Client, person: Person) -> None:
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")


def confirmed(client: Client) -> None:
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})


def goes_to_setup(client: Client) -> bool:
    return client.get(DESK).headers.get("Location") == ACTIVATE


@pytest.mark.parametrize("role", list(Role))
def test_the_desk_is_closed_until_it_is_set_up(client: Client, role: Role) -> None:
    signed_in(client, a_colleague(role))
    assert goes_to_setup(client) is (role in MONEY)


def test_the_desk_opens_once_it_is_set_up(client: Client) -> None:
    ines = a_colleague()
    with_second_factor(ines)
    signed_in(client, ines)
    assert not goes_to_setup(client)


def test_a_viewer_who_is_given_money_to_move_is_asked_at_the_next_click(client: Client) -> None:
    ines = a_colleague(Role.VIEWER)
    signed_in(client, ines)
    assert not goes_to_setup(client)
    shop_id = ines.memberships.get().shop_id
    change_role(actor=system(shop_id), membership_id=members(system(shop_id)).get().pk, role="agent")
    assert goes_to_setup(client)


def test_setting_it_up_by_hand(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    ines = a_colleague()
    signed_in(client, ines)
    confirmed(client)
    page = client.get(ACTIVATE).content.decode()
    assert "data:image/svg+xml;base64," in page
    found = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert found is not None
    assert b"This code is not right" in client.post(ACTIVATE, {"code": "12"}).content
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(ACTIVATE, {"code": app_code(found[1])})
    assert response["Location"] == "/en/account/2fa/recovery-codes/"
    codes = re.findall(r"<code>(\d{8})</code>", client.get(response["Location"]).content.decode())
    assert len(codes) == 10
    assert newest_mail().letter == Letter.ACCOUNT_CHANGED
    assert not goes_to_setup(client)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert found[1] not in stored
    assert not any(code in stored for code in codes)


@pytest.mark.parametrize("role", list(Role))
def test_who_moves_money_cannot_give_it_up(client: Client, role: Role) -> None:
    ines = a_colleague(role)
    with_second_factor(ines)
    signed_in(client, ines)
    confirmed(client)
    client.post(DEACTIVATE)
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists() is (role in MONEY)


def test_a_change_is_not_made_by_whoever_finds_an_open_session(client: Client) -> None:
    ines = a_colleague(Role.VIEWER)
    with_second_factor(ines)
    signed_in(client, ines)
    for address in (DEACTIVATE, "/en/account/2fa/recovery-codes/generate/", "/en/account/2fa/webauthn/add/"):
        response = client.post(address)
        assert response.status_code == 302
        assert "reauthenticate" in response["Location"]
    assert Authenticator.objects.count() == 1


def test_a_factor_sealed_by_another_instance_is_told_in_words(client: Client, settings: Settings) -> None:
    ines = a_colleague(Role.VIEWER)
    with_second_factor(ines)
    settings.SECRET_KEY = "another instance's key, long enough to be one"
    client.post("/en/account/login/", {"login": ines.email, "password": PASSWORD})
    response = client.post("/en/account/2fa/authenticate/", {"code": "123456"})
    assert response.status_code == 503
    assert b"Your second factor cannot be read on this instance" in response.content
