"""A manager writes down what the shop says of itself, and it stands on what customers get."""

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.web.backoffice.tests.forms import complaint, fields_of, form_at, send
from reprise.web.backoffice.tests.people import at_the_desk, somebody

pytestmark = pytest.mark.django_db
PAGE = "/fr/desk/atelier-lamelle/shop/"
SAID = {
    "legal_name": "Atelier Lamelle SARL",
    "email": "bonjour@lamelle.example",
    "address_lines": "14 rue des Tanneurs\nBât. B",
    "address_postcode": "38000",
    "address_city": "Grenoble",
    "return_address_lines": "Quai B",
    "return_address_city": "Voiron",
    "mediator_name": "Médiateur",
    "mediator_website": "https://mediateur.example",
    "second_person_above": "500,50",
}


@pytest.fixture
def manager(shop: Shop) -> Client:
    """Paul, who manages the shop."""
    return at_the_desk(somebody(shop, Role.MANAGER))


def test_what_is_written_down_is_kept_and_shown_again(manager: Client, shop: Shop) -> None:
    send(manager, PAGE, **SAID)
    shop.refresh_from_db()
    place = {"lines": ["14 rue des Tanneurs", "Bât. B"], "postcode": "38000", "city": "Grenoble", "country": "FR"}
    assert shop.address == place
    assert shop.return_address["lines"] == ["Quai B"]
    assert (shop.mediator["name"], shop.second_person_above_minor) == ("Médiateur", 50_050)
    again = form_at(manager, PAGE)
    assert {name: again[name].strip() for name in SAID} == SAID
    assert "14 rue des Tanneurs" in Client().get("/fr/s/atelier-lamelle/legal/").content.decode()


def test_an_emptied_place_is_no_place(manager: Client, shop: Shop) -> None:
    send(manager, PAGE, **SAID)
    send(manager, PAGE, **dict.fromkeys(SAID, ""))
    shop.refresh_from_db()
    assert (shop.address, shop.return_address, shop.mediator, shop.second_person_above_minor) == ({}, {}, {}, None)


@pytest.mark.parametrize(
    ("field", "value"), [("email", "nobody"), ("website", "javascript:alert(1)"), ("second_person_above", "-1")]
)
def test_what_cannot_be_right_is_said_at_its_field_and_nothing_is_kept(
    manager: Client, shop: Shop, field: str, value: str
) -> None:
    refused = manager.post(PAGE, {**form_at(manager, PAGE), **SAID, field: value})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert f"#id_{field}" in complaint(page)
    assert fields_of(page)["legal_name"] == SAID["legal_name"]
    shop.refresh_from_db()
    assert shop.legal_name == ""


def test_an_agent_neither_sees_nor_changes_it(desk: Client) -> None:
    assert desk.get(PAGE).status_code == 403
    assert PAGE not in desk.get("/fr/desk/atelier-lamelle/queue/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_who_saves_second_is_told_what_changed_and_loses_nothing(manager: Client, shop: Shop) -> None:
    opened = form_at(manager, PAGE)
    manager.post(PAGE, {**opened, "phone": "+33 1 00 00 00 00", "legal_name": "Lamelle SAS"})
    mine = {**opened, "phone": "+33 9 99 99 99 99", "opening_hours": "Lundi à vendredi"}
    told = manager.post(PAGE, mine)
    page = told.content.decode()
    assert told.status_code == 409
    assert "devenu entre-temps «\xa0+33 1 00 00 00 00\xa0»" in page
    again = fields_of(page)
    assert (again["phone"], again["opening_hours"]) == ("+33 9 99 99 99 99", "Lundi à vendredi")
    assert again["legal_name"] == "Lamelle SAS", "what was not touched takes what the other person wrote"
    assert manager.post(PAGE, again).status_code == 302
    shop.refresh_from_db()
    assert (shop.phone, shop.legal_name) == ("+33 9 99 99 99 99", "Lamelle SAS")


def test_an_address_in_greek_and_a_name_of_sixty_letters_are_kept(manager: Client, shop: Shop) -> None:
    greek = {"address_lines": "Οδός Ερμού 12", "address_city": "Αθήνα", "name": "É" * 60}
    send(manager, PAGE, **greek)
    shop.refresh_from_db()
    assert (shop.address["lines"], shop.address["city"], shop.name) == (["Οδός Ερμού 12"], "Αθήνα", "É" * 60)
