"""A forgotten or changed password."""

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.fixtures import Settings

from reprise.apps.accounts.rights import Role
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.web.accounts.tests.builders import INES, PASSWORD, a_colleague, is_signed_in, newest_mail

pytestmark = pytest.mark.django_db
NEW = {"password1": "another horse battery", "password2": "another horse battery"}


def asked(client: Client, **headers: str) -> str:
    client.post("/en/account/password/reset/", {"email": INES}, headers=headers)
    return str(newest_mail().secrets[0])


def follow(client: Client, link: str) -> str:
    response = client.get(link.removeprefix(settings.ENV.base_url))
    return str(response.headers.get("Location", ""))


def test_the_link_sets_a_new_password_once(client: Client) -> None:
    ines = a_colleague()
    link = asked(client)
    assert newest_mail().letter == Letter.PASSWORD_RESET
    client.post(follow(client, link), NEW)
    ines.refresh_from_db()
    assert ines.check_password("another horse battery")
    assert newest_mail().letter == Letter.ACCOUNT_CHANGED
    assert follow(Client(), link) == ""
    assert b"This link no longer works" in Client().get(link.removeprefix(settings.ENV.base_url)).content


def test_looking_at_the_link_changes_nothing(client: Client) -> None:
    ines = a_colleague()
    link = asked(client)
    for _ in range(3):
        Client().get(link.removeprefix(settings.ENV.base_url))
    ines.refresh_from_db()
    assert ines.check_password(PASSWORD)
    client.post(follow(client, link), NEW)
    ines.refresh_from_db()
    assert ines.check_password("another horse battery")


def test_the_link_leads_to_our_own_address_whatever_the_request_says(client: Client, settings: Settings) -> None:
    a_colleague()
    settings.ALLOWED_HOSTS = ["*"]
    assert asked(client, host="evil.example").startswith(settings.ENV.base_url + "/en/account/password/reset/key/")


def test_a_changed_password_ends_other_sessions_and_is_told_by_mail(client: Client) -> None:
    ines = a_colleague(Role.VIEWER)
    other = Client()
    other.force_login(ines)
    client.force_login(ines)
    client.post("/en/account/password/change/", {"oldpassword": PASSWORD, **NEW})
    assert is_signed_in(client)
    assert other.get("/en/account/2fa/").status_code == 302
    assert client.get("/en/account/2fa/").status_code == 200
    assert [mail.letter for mail in Mail.objects.all()] == [Letter.ACCOUNT_CHANGED]


def test_a_weak_password_is_refused(client: Client) -> None:
    ines = a_colleague()
    client.force_login(ines)
    weak = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    assert b"Error:" in client.post("/en/account/password/change/", weak).content
    ines.refresh_from_db()
    assert ines.check_password(PASSWORD)
