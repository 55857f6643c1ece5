"""The shop's open pages: its door, its conditions with their sources, who it is, and its colours."""

import re

import pytest
from django.test import Client

from reprise.apps.accounts.models import Person, Shop
from tests.journeys.customers import BOX, a_shop, an_order, articles, opened

pytestmark = pytest.mark.django_db


def test_the_withdrawal_function_is_one_click_away_on_every_page(client: Client) -> None:
    a_shop()
    for page in ("", "find/", "conditions/", "legal/"):
        assert "Renoncer au contrat ici" in client.get(f"/fr/s/lamelle/{page}").content.decode()
        assert "Withdraw from contract here" in client.get(f"/en/s/lamelle/{page}").content.decode()


def test_who_came_to_withdraw_from_one_article_sees_their_rights_at_once_and_may_still_say_otherwise(
    client: Client,
) -> None:
    order = an_order(a_shop())
    client.get("/fr/s/lamelle/find/?for=withdraw")
    rights = opened(client, order)
    assert "Confirmer la rétractation" in client.get(rights).content.decode()
    page = client.get(f"{rights.removesuffix('rights/')}reason/{articles(order)[0].pk}/").content.decode()
    choice = page.index('value="withdraw"')
    assert "checked" in page[choice : page.index(">", choice)]
    assert choice < page.index("transport_damage")


def test_who_came_to_withdraw_from_several_says_which_and_nothing_more(client: Client) -> None:
    order = an_order(a_shop(), BOX, ("Vis", "accessory", 1, 900))
    client.get("/fr/s/lamelle/find/?for=withdraw")
    items = opened(client, order)
    assert items.endswith("/items/")
    screw = str(articles(order)[1].pk)
    assert client.post(items, {"line": screw}).headers["Location"].endswith("/rights/")


def test_the_door_one_comes_by_last_is_the_one_that_counts(client: Client) -> None:
    order = an_order(a_shop())
    client.get("/fr/s/lamelle/find/?for=withdraw")
    opened(client, order)
    client.get("/fr/s/lamelle/find/?for=request")
    (asked, _status), *_rest = client.get(opened(client, order), follow=True).redirect_chain
    assert asked.endswith(f"/reason/{articles(order)[0].pk}/")
    assert "checked" not in client.get(asked).content.decode()


@pytest.mark.parametrize(("door", "first"), [("wrong", "transport_damage"), ("defect", "spare_part_incompatible")])
def test_who_says_that_something_is_broken_or_missing_finds_those_drawings_first(
    client: Client, door: str, first: str
) -> None:
    order = an_order(a_shop())
    client.get(f"/fr/s/lamelle/find/?for={door}")
    page = client.get(opened(client, order), follow=True).content.decode()
    (chosen,) = re.findall(r'name="reason"\s+value="(\w+)"', page)[:1]
    assert chosen == first


def test_the_conditions_are_dated_and_cite_their_articles(client: Client) -> None:
    a_shop()
    page = client.get("/fr/s/lamelle/conditions/").content.decode()
    assert "Version 1." in page
    assert "Pour les commandes passées à partir du" in page
    assert "L221-18" in page
    assert "noindex" not in page


def test_the_legal_page_names_the_seller_and_the_mediator(client: Client) -> None:
    shop = a_shop()
    assert "n’a pas encore indiqué son médiateur" in client.get("/fr/s/lamelle/legal/").content.decode()
    Shop.objects.filter(pk=shop.pk).update(mediator={"name": "Médiateur du commerce"})
    page = client.get("/fr/s/lamelle/legal/").content.decode()
    assert "12 rue des Couches" in page
    assert "Médiateur du commerce" in page


@pytest.mark.parametrize(("colour", "written"), [("#7a1f5c", True), ("", False), ("red;}", False)])
def test_the_shop_s_colour_is_a_style_sheet_of_its_own(client: Client, colour: str, written: bool) -> None:
    shop = a_shop()
    Shop.objects.filter(pk=shop.pk).update(brand_colour=colour[:7])
    response = client.get("/fr/s/lamelle/brand.css")
    assert response.headers["Content-Type"].startswith("text/css")
    assert ("--rp-brand:#7a1f5c" in response.content.decode()) is written
    assert ":root" not in response.content.decode(), "dark pages keep their own colours"


def test_the_only_shop_is_behind_the_front_door(client: Client) -> None:
    a_shop()
    assert client.get("/", headers={"accept-language": "en"}).headers["Location"] == "/en/s/lamelle/"


def test_an_instance_without_a_shop_says_where_to_go(client: Client) -> None:
    Person.objects.create_user("claire@example.com", name="Claire")  # else the first shop may be made there
    response = client.get("/", headers={"accept-language": "fr"})
    assert response.status_code == 200
    assert "Ouvrir l’espace de l’équipe" in response.content.decode()
