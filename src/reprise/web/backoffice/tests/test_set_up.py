"""A new shop's first steps: told from what is kept, each one click away, gone when done."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reprise.apps.accounts.models import Membership, Person, Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.notifications.models import Mail
from reprise.readmodels.set_up import Step, set_up_of
from reprise.web.backoffice.tests.forms import send
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import an_order

pytestmark = pytest.mark.django_db
DESK = "/fr/desk/atelier-lamelle/"
PAGE = f"{DESK}set-up/"


@pytest.fixture
def marc(shop: Shop) -> Person:
    """Marc, who owns the shop."""
    return somebody(shop, Role.OWNER, "marc@example.com")


@pytest.fixture
def owner(marc: Person) -> Client:
    """His browser."""
    return at_the_desk(marc)


def done(shop: Shop) -> set[Step]:
    shop.refresh_from_db()
    return set(set_up_of(shop).done)


def test_each_step_is_done_by_what_the_other_pages_keep(owner: Client, shop: Shop) -> None:
    assert done(shop) == set()
    send(
        owner, f"{DESK}shop/", legal_name="Lamelle SARL", registration_number="000", email="bonjour@lamelle.example",
        address_lines="14 rue des Tanneurs", address_city="Grenoble",
    )  # fmt: skip
    assert done(shop) == {Step.IDENTITY, Step.ADDRESS}
    send(owner, f"{DESK}brand/", colour="#036")
    owner.post(f"{DESK}policy/begin/", {"do": "model:service"})
    send(owner, f"{DESK}policy/publish/", knowing="on")
    somebody(shop, Role.AGENT)
    an_order(shop)
    told = {Step.IDENTITY, Step.ADDRESS, Step.BRAND, Step.POLICY, Step.COLLEAGUES, Step.ORDERS, Step.KINDS}
    assert done(shop) == told
    assert "7 sur 11 faites" in owner.get(PAGE).content.decode()


@pytest.mark.parametrize("step", ["brand", "policy", "kinds", "checklists", "colleagues"])
def test_one_click_says_that_a_step_is_fine_as_it_is(owner: Client, shop: Shop, step: str) -> None:
    owner.post(PAGE, {"do": step})
    owner.post(PAGE, {"do": step})
    assert done(shop) == {Step(step)}
    shop.refresh_from_db()
    assert shop.set_up_kept == [step]


def test_goods_may_come_back_to_the_shop_s_own_address(owner: Client, shop: Shop) -> None:
    assert 'value="return_address"' not in owner.get(PAGE).content.decode()
    send(owner, f"{DESK}shop/", address_lines="14 rue des Tanneurs", address_city="Grenoble")
    assert 'value="return_address"' in owner.get(PAGE).content.decode()
    owner.post(PAGE, {"do": "return_address"})
    shop.refresh_from_db()
    assert shop.return_address == shop.address


def test_a_test_letter_goes_to_whoever_asked_for_it(owner: Client, shop: Shop) -> None:
    owner.post(PAGE, {"do": "mail"})
    mail = Mail.objects.get()
    assert mail.to == "marc@example.com"
    assert "Ceci est un essai" in mail.text
    assert Step.MAIL in done(shop)


@pytest.mark.parametrize("deed", ["identity", "orders", "nothing", "", "x" * 5000])
def test_a_step_that_must_be_done_is_not_waved_through(owner: Client, shop: Shop, deed: str) -> None:
    assert owner.post(PAGE, {"do": deed}).status_code == 302
    assert done(shop) == set()


def test_the_list_leaves_the_navigation_when_it_is_put_away(owner: Client, shop: Shop) -> None:
    assert PAGE in owner.get(f"{DESK}settings/").content.decode()
    assert owner.get("/fr/desk/")["Location"] == PAGE
    owner.post(PAGE, {"do": "away"})
    assert PAGE not in owner.get(f"{DESK}settings/").content.decode()
    assert owner.get("/fr/desk/")["Location"] != PAGE
    assert owner.get(PAGE).status_code == 200


def test_somebody_who_may_not_change_settings_is_not_led_there(shop: Shop) -> None:
    ines = at_the_desk(somebody(shop, Role.AGENT))
    assert ines.get("/fr/desk/")["Location"] != PAGE
    assert ines.get(PAGE).status_code == 403
    assert PAGE not in ines.get(f"{DESK}settings/").content.decode()


def test_the_page_asks_few_questions(owner: Client, shop: Shop) -> None:
    an_order(shop)
    with CaptureQueriesContext(connection) as asked:
        owner.get(PAGE)
    assert len(asked) <= 15
    assert Membership.objects.count() == 1
