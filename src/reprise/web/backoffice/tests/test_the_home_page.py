"""The home page: four figures and the charts tell what is in the queue, and cost few queries."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.catalogue.models import Order
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import a_shop, an_order, asked, authorised
from tests.support.builders import AT, LATER

pytestmark = pytest.mark.django_db
HOME = "/fr/desk/atelier-lamelle/"


def shown(browser: Client, at: object = LATER) -> str:
    """The page, at a moment."""
    with time_machine.travel(at):  # type: ignore[arg-type]  # a moment is enough
        return browser.get(HOME).content.decode().replace("\xa0", " ")


def figure(page: str, name: str) -> tuple[str, str]:
    """The number of a figure and the words below it."""
    found = re.search(rf"<dt>{name}</dt>\s*<dd>\s*<b>(.*?)</b>\s*<span>(.*?)</span>", page)
    assert found, name
    return found[1], found[2]


def rows(page: str, chart: str) -> list[list[str]]:
    """The cells of a chart's table."""
    section = page.split(f'aria-labelledby="{chart}-h"')[1].split("</section>")[0]
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in section.split("<tr>")[2:]]


def test_a_new_shop_is_told_how_to_begin(desk: Client, shop: Shop) -> None:
    page = shown(desk)
    assert "Les graphiques commencent au premier dossier" in page
    assert '<svg class="rp-chart"' not in page


def test_who_has_orders_or_may_not_import_them_is_not_sent_to_import_them(desk: Client, shop: Shop) -> None:
    assert "orders/import/" not in shown(at_the_desk(somebody(shop, Role.INSPECTOR)))
    assert "Importez les commandes" in shown(at_the_desk(somebody(shop, Role.MANAGER)))
    an_order(shop)
    assert "orders/import/" not in shown(at_the_desk(somebody(shop, Role.OWNER)))


def test_open_cases_are_counted_by_whose_turn_it_is(desk: Client, shop: Shop, order: Order) -> None:
    asked(order)
    authorised(an_order(shop, number="1002"))
    asked(an_order(a_shop("voisin"), number="9"))
    assert figure(shown(desk), "Dossiers ouverts") == ("2", "1 chez nous, 1 chez les clients")


def test_an_answer_that_is_overdue_is_late_and_a_future_one_is_not(desk: Client, order: Order) -> None:
    asked(order)
    assert figure(shown(desk), "En retard") == ("0", "aucune échéance dépassée")
    late = shown(desk, AT + timedelta(days=9))
    assert figure(late, "En retard")[0] != "0"
    assert re.search(r"échéances? (est|sont) dépassées?", late)


def test_every_duty_of_the_next_days_is_drawn_on_its_day(desk: Client, order: Order) -> None:
    asked(order)
    due = rows(shown(desk), "due")
    assert len(due) == 15  # what is late, then fourteen days
    assert sum(int(law) + int(promise) for _day, law, promise in due) >= 1
    assert due[0][0] == "en retard"


def test_the_time_to_answer_is_that_from_the_request_to_the_first_decision(desk: Client, shop: Shop) -> None:
    authorised(an_order(shop, number="1002"))
    value, below = figure(shown(desk), "Demande à réponse")
    assert re.fullmatch(r"\d+ (min|h|j)|\d+,\d j", value)
    assert "promesse" in below
    assert "1 sur 1 à temps" in below


def test_reasons_are_ranked_and_say_their_number(desk: Client, shop: Shop, order: Order) -> None:
    asked(order)
    asked(an_order(shop, number="1002"))
    page = shown(desk)
    assert "« A changé d’avis » : 100 % de ce qui revient" in page
    assert re.search(r"A changé d’avis</th>.*?<td>2</td>", page, re.DOTALL)


def test_the_page_costs_as_many_queries_with_ten_cases_as_with_one(
    desk: Client, shop: Shop, order: Order, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    authorised(order)
    for number in range(10):
        asked(an_order(shop, number=f"2{number:03}"))
    desk.get(HOME)
    with django_assert_max_num_queries(23):
        desk.get(HOME)


def test_the_inspector_sees_it_too_and_a_stranger_does_not(shop: Shop) -> None:
    assert at_the_desk(somebody(shop, Role.INSPECTOR)).get(HOME).status_code == 200
    stranger = somebody(a_shop("voisin"), Role.OWNER, "owner@voisin.example")
    assert at_the_desk(stranger).get(HOME).status_code == 404
