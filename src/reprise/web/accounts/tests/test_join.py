"""The page behind an invitation."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from reprise.apps.accounts.models import Person
from reprise.apps.accounts.rights import Role
from reprise.web.accounts.tests.builders import INES, PASSWORD, a_colleague, an_invitation, is_signed_in

pytestmark = pytest.mark.django_db


def ines() -> Person:
    return Person.objects.get(email=INES)


def test_looking_spends_nothing_and_signs_nobody_in(client: Client) -> None:
    address = an_invitation()
    for look in (client.get, client.head, client.get):
        assert look(address).status_code == 200
    assert not is_signed_in(client)
    assert client.post(address, {"name": "Inès"}).status_code == 302


def test_a_newcomer_who_moves_money_goes_on_to_the_second_factor(client: Client) -> None:
    response = client.post(an_invitation(), {"name": "Inès", "password": PASSWORD}, follow=True)
    assert [address for address, _status in response.redirect_chain][-1] == "/en/account/2fa/totp/activate/"
    assert response.status_code == 200
    assert is_signed_in(client)
    assert (ines().name, ines().language) == ("Inès", "en")
    assert ines().check_password(PASSWORD)


def test_a_newcomer_who_only_looks_goes_to_the_desk(client: Client) -> None:
    response = client.post(an_invitation(role=Role.VIEWER), {"name": "Victor"}, follow=True)
    assert response.redirect_chain[0][0] == "/en/desk/"
    assert "/2fa/" not in str(response.redirect_chain)
    assert not ines().has_usable_password()


def test_an_invitation_works_once(client: Client) -> None:
    address = an_invitation()
    client.post(address, {"name": "Inès"})
    stranger = Client()
    assert stranger.post(address, {"name": "Eve", "password": PASSWORD}).status_code in {200, 404}
    assert not is_signed_in(stranger)
    assert ines().name == "Inès"


def test_an_invitation_ends_after_a_week(client: Client) -> None:
    address = an_invitation()
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert client.get(address).status_code == 404
        assert client.post(address, {"name": "Inès"}).status_code == 404
    assert not is_signed_in(client)


@pytest.mark.parametrize("password", ["short", "password1234", "ines@example.com"])
def test_a_weak_password_is_refused_and_nothing_is_lost(client: Client, password: str) -> None:
    address = an_invitation()
    response = client.post(address, {"name": "Inès Marchetti", "password": password})
    assert response.status_code == 422
    assert b'value="In\xc3\xa8s Marchetti"' in response.content
    assert f'value="{password}"'.encode() not in response.content
    assert client.post(address, {"name": "Inès", "password": PASSWORD}).status_code == 302


def test_an_invitation_opens_no_account_that_is_in_use(client: Client) -> None:
    a_colleague()
    address = an_invitation(slug="other-shop", role=Role.OWNER)
    for response in (client.get(address), client.post(address, {"name": "Eve", "password": "another long one"})):
        assert b"You have an account already" in response.content
    assert not is_signed_in(client)
    assert ines().check_password(PASSWORD)


@pytest.mark.parametrize("secret", ["x", "x" * 300, "%00"])
def test_an_address_that_was_never_an_invitation_is_nothing(client: Client, secret: str) -> None:
    assert client.get(f"/fr/account/join/{secret}/").status_code == 404


def test_an_invitation_that_was_used_says_so_and_leads_to_the_way_in(client: Client) -> None:
    address = an_invitation()
    client.post(address, {"name": "Inès Marchetti", "password": PASSWORD})
    page = Client().get(address)
    assert page.status_code == 404
    assert "This invitation is over" in page.content.decode()
    assert 'href="/en/desk/"' in page.content.decode()


def test_the_page_is_kept_by_no_cache_and_not_told_to_others(client: Client) -> None:
    response = client.get(an_invitation())
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"
