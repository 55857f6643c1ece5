"""The list of articles begins with what needs work, and finds as customers find."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.knowledge.queries import Rated, Shelved, shelf_of
from reprise.apps.knowledge.rules.shelf import shipped
from reprise.apps.knowledge.services.rate_article import rate_article
from reprise.web.backoffice.knowledge.needs import broken_links, needs_of
from reprise.web.backoffice.tests.knowledge.builders import ARTICLE, DESK
from tests.support.builders import AT

TODAY = date(2026, 11, 27)
OURS = {one.id: one for one in shipped()}
VISIBLE = frozenset(OURS)


def needs(rated: Rated = Rated(), wrong: int = 0, visible: frozenset[str] = VISIBLE, **changed: object) -> list[int]:  # noqa: B008
    article = replace(OURS["return-packaging"], **{"reviewed": TODAY, **changed})  # type: ignore[arg-type]
    found = needs_of(Shelved(article), visible=visible, rated=rated, wrong=wrong, today=TODAY)
    return [one.weight for one in found]


def test_an_article_in_order_needs_nothing() -> None:
    assert needs() == []


def test_what_is_gravest_comes_first() -> None:
    found = needs(Rated(1, 9), wrong=2, reviewed=date(2024, 1, 1), languages=("fr",))
    assert found == sorted(found, reverse=True)
    assert len(found) == 4


def test_few_ratings_say_nothing() -> None:
    assert needs(Rated(0, 4)) == []
    assert needs(Rated(0, 5)) != []


def test_a_link_to_what_customers_cannot_open_is_broken() -> None:
    article = OURS["return-packaging"]
    near = article.texts["fr"].near[0]
    assert broken_links(article, VISIBLE) == []
    assert broken_links(article, VISIBLE - {near}) == [near]


@pytest.mark.django_db(transaction=True)
def test_an_unhelpful_article_leads_the_list(claire: Client, shop: Shop) -> None:
    for n in range(8):
        rate_article(shop_id=shop.pk, slug="return-fees", helpful=n < 2, words="", asker=f"a{n}", at=AT)
    page = claire.get(DESK).content.decode()
    assert page.index("return-fees") < page.index("</tbody>")
    assert page.count("data-row=") >= 1
    assert page.split('data-row="')[1].startswith("return-fees")
    assert "2 sur 8" in page


@pytest.mark.django_db(transaction=True)
def test_search_finds_as_customers_do_and_hidden_ones_too(claire: Client, ines: Client) -> None:
    assert "return-packaging" in ines.get(DESK, {"q": "embalage du retour"}).content.decode()
    title = "Emballer et préparer"
    claire.post(f"{ARTICLE}deed/", {"do": "hide"})
    hidden = ines.get(DESK, {"view": "hidden"}).content.decode()
    assert hidden.count("data-row=") == 1
    assert "return-packaging" in hidden, title


@pytest.mark.django_db(transaction=True)
def test_the_list_asks_the_database_as_little_for_many_articles(
    claire: Client, shop: Shop, django_assert_max_num_queries: object
) -> None:
    shelf_of(shop.pk)
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        claire.get(DESK, {"view": "all"})
