"""Who gets to the desk: staff of the shop, signed in, with the right each page asks for."""

from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Right, Role
from reprise.apps.catalogue.models import Order
from reprise.web.backoffice import urls
from reprise.web.backoffice.cases.deed_rights import DEED_RIGHTS
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import a_shop, asked

pytestmark = pytest.mark.django_db


def pages() -> dict[str, Any]:
    """Every page of the desk by its name."""
    return {str(each.name): each.callback for each in urls.urlpatterns if isinstance(each, URLPattern)}


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in_page(shop: Shop) -> None:
    answer = Client().get("/fr/desk/atelier-lamelle/queue/")
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
    assert "next=/fr/desk/atelier-lamelle/queue/" in answer["Location"]


def test_another_shop_s_desk_looks_like_no_desk_at_all(desk: Client) -> None:
    a_shop("autre-boutique")
    assert desk.get("/fr/desk/autre-boutique/queue/").status_code == 404
    assert desk.get("/fr/desk/nulle-part/queue/").status_code == 404


def test_another_shop_s_case_is_not_found(desk: Client, order: Order) -> None:
    stranger = at_the_desk(somebody(a_shop("autre-boutique"), Role.OWNER))
    case = asked(order)
    assert desk.get(f"/fr/desk/atelier-lamelle/cases/{case.reference}/").status_code == 200
    assert stranger.get(f"/fr/desk/autre-boutique/cases/{case.reference}/").status_code == 404
    assert stranger.post(f"/fr/desk/autre-boutique/cases/{case.reference}/decide/", {}).status_code == 404


def test_a_role_without_the_right_is_refused_and_told_which_one(shop: Shop, order: Order) -> None:
    viewer = at_the_desk(somebody(shop, Role.VIEWER))
    case = asked(order)
    refused = viewer.get(f"/fr/desk/atelier-lamelle/cases/{case.reference}/decide/")
    assert refused.status_code == 403
    assert "cases:decide" in refused.content.decode()  # the right that is missing
    assert viewer.post("/fr/desk/atelier-lamelle/policy/", {}).status_code == 403
    assert viewer.post("/fr/desk/atelier-lamelle/kinds/", {}).status_code == 403


def test_every_page_says_which_right_it_asks_for() -> None:
    assert get_resolver().namespace_dict["desk"]
    views = pages()
    assert {name for name, view in views.items() if not hasattr(view, "right")} == set()
    assert [name for name, view in views.items() if view.right is None] == ["home"]
    assert all(isinstance(view.right, Right) for name, view in views.items() if name != "home")


def test_buttons_and_their_pages_ask_for_the_same_right() -> None:
    views = pages()
    assert {deed: views[deed.value].right for deed in DEED_RIGHTS} == DEED_RIGHTS


def test_pages_are_kept_by_nobody(desk: Client) -> None:
    assert "no-store" in desk.get("/fr/desk/atelier-lamelle/queue/")["Cache-Control"]


def test_somebody_of_one_shop_is_led_to_its_home_page_and_of_two_to_a_choice(desk: Client, shop: Shop) -> None:
    assert desk.get("/fr/desk/")["Location"] == "/fr/desk/atelier-lamelle/"
    both = somebody(shop, Role.AGENT, "both@example.com")
    other = a_shop("autre-boutique")
    both.memberships.create(shop=other, role=Role.VIEWER)
    page = at_the_desk(both).get("/fr/desk/").content.decode()
    assert "/fr/desk/atelier-lamelle/queue/" in page
    assert "/fr/desk/autre-boutique/queue/" in page


def test_somebody_of_no_shop_is_told_how_to_get_in(shop: Shop) -> None:
    person = somebody(shop, Role.VIEWER)
    person.memberships.all().delete()
    assert "invitation" in at_the_desk(person).get("/fr/desk/").content.decode()


def test_the_desk_of_an_instance_without_anybody_leads_to_its_first_shop(client: Client) -> None:
    assert client.get("/fr/desk/")["Location"].endswith("/account/first-shop/")
