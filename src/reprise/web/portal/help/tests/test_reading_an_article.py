"""An article to read: its steps, sources and date, what the shop changed of it, and what readers say of it."""

import re
from datetime import date

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.knowledge.models import ArticleRating
from reprise.apps.knowledge.rules.shelf import shipped
from reprise.apps.knowledge.rules.shop_content import content_of
from reprise.apps.knowledge.services.hide_article import hide_article
from reprise.apps.knowledge.services.save_article import save_article
from reprise.workflows.tests.builders import a_shop, ines
from tests.support.builders import AT

pytestmark = pytest.mark.django_db

HELP = "/{}/s/atelier-lamelle/help/"


@pytest.fixture
def shop() -> Shop:
    return a_shop()


def read(slug: str, lang: str = "fr", query: str = "", status: int = 200) -> str:
    """The page of an article."""
    answer = Client().get(f"{HELP.format(lang)}{slug}/{query}")
    assert answer.status_code == status, slug
    return answer.content.decode()


@pytest.mark.usefixtures("shop")
def test_every_article_of_ours_can_be_read() -> None:
    for place, article in enumerate(shipped()):
        html = read(article.id, ("fr", "en")[place % 2])
        assert html.count("<h1") == 1
        assert all(source.url in html for source in article.sources)
        assert html.count("<figure") == len(article.pictures)


@pytest.mark.usefixtures("shop")
def test_an_article_has_its_answer_its_parts_its_date_and_a_person() -> None:
    html = read("help-bed-adhesion")
    assert "En bref" in html
    assert '<h2 id="part-1">Le test d’une minute</h2>' in html
    assert "Relu le 2" in html
    assert "D’où cela vient" in html
    assert "/fr/s/atelier-lamelle/find/?for=defect" in html
    assert "Parler à une personne" in html


@pytest.mark.usefixtures("shop")
def test_links_between_articles_lead_to_their_pages() -> None:
    assert 'href="/en/s/atelier-lamelle/help/help-warping/"' in read("defect-fdm_warping", "en")


@pytest.mark.usefixtures("shop")
def test_a_long_article_says_what_is_on_its_page() -> None:
    assert 'href="#part-4"' in read("defect-fdm_warping")
    assert "rp-article-toc" not in read("help-bed-adhesion")


def test_an_article_a_shop_hides_is_gone_kindly_and_so_are_the_links_to_it(shop: Shop) -> None:
    hide_article(actor=ines(shop.pk, Role.MANAGER), slug="help-warping", at=AT)
    html = read("help-warping", status=404)
    assert "Cet article n’est plus ici" in html
    assert 'name="q"' in html
    assert "rp-helpfound" in html
    assert 'href="/en/s/atelier-lamelle/help/help-warping/"' not in read("defect-fdm_warping", "en")
    assert "/help/help-warping/" not in Client().get(HELP.format("fr")).content.decode()


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("slug", ["zzz", "a" * 900, "help_warping"])
def test_an_article_nobody_wrote_leads_to_what_comes_near(slug: str) -> None:
    assert "Cet article n’est plus ici" in read(slug, status=404)


def test_what_a_shop_writes_is_read_by_its_customers_and_cannot_leave_its_place(shop: Shop) -> None:
    kept = content_of(next(one for one in shipped() if one.id == "return-fees"))
    kept["fr"]["title"] = "Frais <b>de</b> retour"
    kept["fr"]["answer"] = "</script><b>Nous</b> payons."
    save_article(
        actor=ines(shop.pk, Role.MANAGER), slug="return-fees", content=kept, reviewed=date(2026, 11, 20), why="", at=AT
    )
    html = read("return-fees")
    assert "<h1>Frais &lt;b&gt;de&lt;/b&gt; retour</h1>" in html
    assert "</script><b>" not in html
    assert "version 1" in html
    assert "Relu le 20" in html


def test_an_article_in_one_language_says_so_on_the_page_of_the_other(shop: Shop) -> None:
    kept = content_of(next(one for one in shipped() if one.id == "return-fees"))
    del kept["en"]
    made = save_article(
        actor=ines(shop.pk, Role.MANAGER), slug=None, content=kept | {"fr": kept["fr"] | {"title": "Nos ateliers"}},
        reviewed=date(2026, 11, 20), why="", at=AT,
    )  # fmt: skip
    html = read(made.slug, "en")
    assert "This article is not written in English yet." in html
    assert '<article class="rp-article" lang="fr">' in html


@pytest.mark.usefixtures("shop")
def test_a_reader_says_no_and_what_is_missing_and_counts_once() -> None:
    browser, page = Client(), HELP.format("fr") + "help-warping/"
    asked_why = browser.post(page + "rate/", {"helpful": "no"}, follow=True).content.decode()
    assert "Que manque-t-il" in asked_why
    thanked = browser.post(page + "rate/", {"helpful": "no", "words": " Et pour le nylon ? "}, follow=True)
    assert "Merci" in thanked.content.decode()
    rating = ArticleRating.objects.get()
    assert (rating.slug, rating.helpful, rating.words) == ("help-warping", False, "Et pour le nylon ?")
    browser.post(page + "rate/", {"helpful": "yes"})
    assert ArticleRating.objects.get().helpful is True
    Client().post(page + "rate/", {"helpful": "yes"})
    assert ArticleRating.objects.count() == 2


@pytest.mark.usefixtures("shop")
def test_careless_and_hostile_ratings_change_nothing() -> None:
    page = HELP.format("fr") + "help-warping/"
    assert Client().post(page + "rate/", {"helpful": "perhaps"}).status_code == 302
    assert Client().post(page + "rate/", {}).status_code == 302
    assert Client().get(page + "rate/").status_code == 405
    assert Client().post(HELP.format("fr") + "zzz/rate/", {"helpful": "yes"}).status_code == 404
    assert not ArticleRating.objects.exists()
    Client().post(page + "rate/", {"helpful": "no", "words": "x" * 50_000})
    assert len(ArticleRating.objects.get().words) == 1_000


@pytest.mark.usefixtures("shop")
def test_one_address_rates_so_many_times_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reprise.web.portal.help.rate.RATED_IN_AN_HOUR", 3)
    page = HELP.format("fr") + "help-warping/rate/"
    for _ in range(4):
        last = Client().post(page, {"helpful": "yes"}, follow=True)
    assert ArticleRating.objects.count() == 3
    assert "Réessayez dans une heure" in last.content.decode()


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    "given",
    [
        "https://evil.example/",
        "//evil.example/",
        "/fr/s/voisin/find/",
        "/fr/desk/",
        "javascript:alert(1)",
        "/zzz/",
        "x" * 5000,
    ],
)
def test_no_link_leads_a_reader_elsewhere_on_its_way_back(given: str) -> None:
    html = Client().get(HELP.format("fr") + "help-warping/", {"from": given}).content.decode()
    assert "Revenir à ma demande" not in html
    assert not re.search(r'href="(https?:)?//evil', html)


@pytest.mark.usefixtures("shop")
def test_reading_costs_a_handful_of_queries(django_assert_max_num_queries: object) -> None:
    read("help-warping")
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        read("help-warping")
