"""What search engines are told: valid data that says what the page shows, one address per page, a map per language."""

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.knowledge.rules.article import Kind
from reprise.apps.knowledge.rules.guide_shelf import shipped_guides
from reprise.apps.knowledge.rules.shelf import shipped
from reprise.apps.knowledge.services.hide_article import hide_article
from reprise.workflows.tests.builders import a_shop, ines
from tests.support.builders import AT

pytestmark = pytest.mark.django_db

HELP = "/en/s/atelier-lamelle/help/"
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
SITES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def shop() -> Shop:
    return a_shop()


def data(path: str = "") -> dict[str, Any]:
    """The nodes of a page's data by their type."""
    (found,) = DATA.findall(Client().get(HELP + path).content.decode())
    document = json.loads(found)
    assert document["@context"] == "https://schema.org"
    return {node["@type"]: node for node in document["@graph"]}


@pytest.mark.usefixtures("shop")
def test_an_article_tells_engines_what_it_shows_and_when_it_was_read_through() -> None:
    for article in shipped()[::3]:
        nodes, text = data(f"{article.id}/"), article.texts["en"]
        said = nodes["FAQPage" if article.kind is Kind.FAQ else "TechArticle"]
        assert said["dateModified"] == article.reviewed.isoformat()
        assert (said["inLanguage"], said["url"].endswith(f"/help/{article.id}/")) == ("en", True)
        if article.kind is Kind.FAQ:
            (question,) = said["mainEntity"]
            assert (question["name"], question["acceptedAnswer"]["text"]) == (text.title, text.answer)
        else:
            assert (said["headline"], said["description"]) == (text.title, text.answer)
            assert "**" not in said["articleBody"]


@pytest.mark.usefixtures("shop")
def test_the_way_to_an_article_is_told_in_its_order() -> None:
    steps = data("help-warping/")["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"]) for step in steps[:2]] == [(1, "Atelier Lamelle"), (2, "Help")]
    assert all(step["item"].startswith("http") for step in steps)


@pytest.mark.usefixtures("shop")
def test_the_page_of_all_articles_lists_each_of_them() -> None:
    listed = data()["CollectionPage"]["mainEntity"]
    assert listed["numberOfItems"] == len(listed["itemListElement"]) == len(shipped())


@pytest.mark.usefixtures("shop")
def test_a_shop_s_name_cannot_leave_the_data() -> None:
    Shop.objects.update(legal_name="</script><b>Lamelle & fils")
    assert data("return-fees/")["FAQPage"]["publisher"]["name"] == "</script><b>Lamelle & fils"


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("query", ["", "?from=/en/desk/", "?rated=no", "?a=1:x"])
def test_a_page_has_one_address_and_its_twin_whatever_its_link_says(query: str) -> None:
    html = Client().get(f"{HELP}help-warping/{query}").content.decode()
    assert re.findall(r'rel="canonical" href="http[^"]+(/en/s/[^"]+)"', html) == [f"{HELP}help-warping/"]
    twins = re.findall(r'rel="alternate" hreflang="(..)" href="http[^"]+(/../s/[^"]+)"', html)
    assert twins == [("en", f"{HELP}help-warping/"), ("fr", f"{HELP.replace('/en/', '/fr/')}help-warping/")]
    assert "noindex" not in html


def test_the_map_names_what_is_shown_in_both_languages(shop: Shop) -> None:
    hide_article(actor=ines(shop.pk, Role.MANAGER), slug="help-warping", at=AT)
    answer = Client().get("/fr/s/atelier-lamelle/sitemap.xml")
    assert answer.headers["Content-Type"].startswith("application/xml")
    pages = ElementTree.fromstring(answer.content).findall("s:url", SITES)  # noqa: S314  # our own
    named = {page.findtext("s:loc", "", SITES): page for page in pages}
    assert len(named) == len(pages) == len(shipped()) - 1 + 5 + len(shipped_guides())
    assert any(address.endswith("/fr/s/atelier-lamelle/guides/clog/") for address in named)
    assert not [address for address in named if "help-warping" in address]
    fees = next(page for address, page in named.items() if address.endswith("/fr/s/atelier-lamelle/help/return-fees/"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", fees.findtext("s:lastmod", "", SITES))
    assert [twin.get("hreflang") for twin in fees.findall("x:link", SITES)] == ["fr", "en"]
    assert Client().get("/fr/s/nobody/sitemap.xml").status_code == 404
