"""An empty instance becomes a shop in the browser, for whoever holds the set-up code and for nobody else."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from reprise.apps.accounts.models import Membership, Person, Shop
from reprise.apps.accounts.setup_code import setup_code
from reprise.apps.policies.models import PolicyVersion
from reprise.web.accounts.tests.builders import is_signed_in
from reprise.web.cli.serve import tell_setup_code
from tests.support.builders import a_shop

#: A refused deed ends its own transaction, as it does for a real visitor, and its page is drawn after that.
pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/en/account/first-shop/"
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def data_folder(settings: Settings, tmp_path: Path) -> Path:
    """A data folder of its own."""
    settings.ENV = settings.ENV.model_copy(update={"data_dir": tmp_path})
    return tmp_path


def typed(**other: str) -> dict[str, str]:
    """What Marc writes."""
    return {
        "code": setup_code(), "shop": "Atelier Zéphyr", "country": "FR", "name": "Marc Aubry",
        "email": "Marc@example.com", "password": PASSWORD, **other,
    }  # fmt: skip


def test_the_front_door_of_an_empty_instance_leads_to_the_page(client: Client) -> None:
    assert client.get("/", headers={"accept-language": "en"})["Location"] == PAGE
    assert client.get(PAGE).status_code == 200


def test_the_first_owner_gets_a_shop_that_works_and_goes_on_to_the_second_factor(client: Client) -> None:
    answer = client.post(PAGE, typed())
    assert answer["Location"] == "/en/desk/atelier-zephyr/set-up/"
    assert is_signed_in(client)
    assert client.get(answer["Location"])["Location"] == "/en/account/2fa/totp/activate/"
    marc = Person.objects.get()
    assert (marc.email, marc.name, marc.check_password(PASSWORD)) == ("marc@example.com", "Marc Aubry", True)
    assert Membership.objects.get().role == "owner"
    assert PolicyVersion.objects.filter(shop=Shop.objects.get()).exists()
    assert Client().get("/en/s/atelier-zephyr/").status_code == 200


def test_the_page_is_closed_for_ever_after(client: Client, data_folder: Path) -> None:
    code = setup_code()
    client.post(PAGE, typed())
    assert not (data_folder / "setup_code").exists()
    stranger = Client()
    assert stranger.get(PAGE).status_code == 302
    stranger.post(PAGE, {**typed(), "code": code, "shop": "Mine", "email": "eve@example.com"})
    assert Shop.objects.count() == Person.objects.count() == 1
    assert stranger.get("/", headers={"accept-language": "en"})["Location"] == "/en/s/atelier-zephyr/"


def test_a_stranger_without_the_code_makes_nothing_and_is_soon_stopped(client: Client) -> None:
    for _ in range(10):
        refused = client.post(PAGE, typed(code="AAAA-AAAA-AAAA-AAAA"))
        assert refused.status_code == 403
    assert "This is not the set-up code" in refused.content.decode()
    assert 'value="Atelier Zéphyr"' in refused.content.decode()
    assert PASSWORD not in refused.content.decode()
    assert client.post(PAGE, typed()).status_code == 429
    assert not Shop.objects.exists()


def test_an_instance_with_a_shop_is_nobody_s_to_take(client: Client) -> None:
    code = setup_code()
    a_shop()
    assert client.post(PAGE, {**typed(), "code": code}).status_code == 302
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "other",
    [
        {"shop": ""}, {"shop": "x" * 121}, {"country": "ZZ"}, {"name": ""}, {"email": "nobody"}, {"password": "short"},
        {"password": "password1234"}, {"code": ""},
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field(client: Client, other: dict[str, str]) -> None:
    answer = client.post(PAGE, typed(**other))
    assert answer.status_code == 422
    assert f'href="#{next(iter(other))}"' in answer.content.decode()
    assert not Person.objects.exists()


def test_a_name_in_another_alphabet_gets_a_plain_address(client: Client) -> None:
    assert client.post(PAGE, typed(shop="Εργαστήριο"))["Location"] == "/en/desk/shop/set-up/"
    assert Shop.objects.get().name == "Εργαστήριο"


def test_the_start_prints_the_code_of_an_empty_instance_and_of_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    tell_setup_code("0.0.0.0", 8000)  # noqa: S104
    said = capsys.readouterr().out
    assert setup_code() in said
    assert "http://127.0.0.1:8000/" in said
    a_shop()
    tell_setup_code("127.0.0.1", 8000)
    assert capsys.readouterr().out == ""
