"""Where the help is met: at the head of each page, on the first page, beside a claim's reasons and on a case."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.links import case_token
from reprise.apps.cases.models import CaseLine
from reprise.apps.cases.services.drafts import begin_draft
from reprise.apps.knowledge.queries import shelf_of
from reprise.apps.knowledge.services.hide_article import hide_article
from reprise.printing.defects import defects
from reprise.web.portal.articles import topic_for_defect
from reprise.web.portal.help.subjects import SUBJECTS, USUAL, listed, subjects
from reprise.workflows.tests.builders import a_shop, an_order, asked, goods, ines
from tests.support.builders import AT, LATER

pytestmark = pytest.mark.django_db

SHOP = "/fr/s/atelier-lamelle/"


@pytest.fixture
def shop() -> Shop:
    return a_shop()


@pytest.fixture
def customer() -> Client:
    return Client()


def a_reason_page(customer: Client, shop: Shop) -> str:
    """The question what is the matter, of a part that was printed."""
    order = an_order(shop, kind="catalogue_print")
    (line,) = goods(order)
    draft = begin_draft(shop_id=shop.pk, order_id=order.pk, at=AT, data={"items": {str(line.pk): 1}})
    session = customer.session
    session["orders"] = {str(order.pk): (LATER + timedelta(days=1)).timestamp()}
    session.save()
    return f"{SHOP}request/{draft.key}/reason/{line.pk}/"


def test_the_head_and_the_first_page_lead_to_the_help(customer: Client, shop: Shop) -> None:
    html = customer.get(SHOP).content.decode()
    assert f'class="rp-lang" href="{SHOP}help/"' in html
    assert f"{SHOP}help/help-under-extrusion/" in html
    hide_article(actor=ines(shop.pk, Role.MANAGER), slug="help-under-extrusion", at=AT)
    assert f"{SHOP}help/help-under-extrusion/" not in customer.get(SHOP).content.decode()


@time_machine.travel(LATER)
def test_a_reason_leads_to_its_article_and_the_article_back(customer: Client, shop: Shop) -> None:
    page = a_reason_page(customer, shop)
    link = f"{SHOP}help/defect-fdm_warping/?from={page.replace('/', '%2F')}"
    assert link in customer.get(page).content.decode()
    article = customer.get(link).content.decode()
    assert f'class="btn btn-primary" href="{page}"' in article
    assert "Revenir à ma demande" in article
    assert f"{SHOP}find/?for=defect" not in article.partition("<main")[2].partition("rp-helpperson")[0]


@time_machine.travel(LATER)
def test_an_article_that_is_hidden_is_offered_beside_no_reason(customer: Client, shop: Shop) -> None:
    hide_article(actor=ines(shop.pk, Role.MANAGER), slug="defect-fdm_ringing", at=AT)
    assert "defect-fdm_ringing" not in customer.get(a_reason_page(customer, shop)).content.decode()


@time_machine.travel(LATER)
def test_a_case_leads_to_the_article_about_its_defect(customer: Client, shop: Shop) -> None:
    order = an_order(shop, kind="catalogue_print")
    case = asked(order, claim="defect")
    CaseLine.objects.filter(case=case).update(reason="fdm_stringing")
    path = f"{SHOP}c/{case.reference}/{case_token(settings.SECRET_KEY, case.pk, case.link_key)}/"
    assert f"{SHOP}help/defect-fdm_stringing/?from={path.replace('/', '%2F')}" in customer.get(path).content.decode()


def test_every_defect_that_has_an_article_of_its_own_is_found_by_its_code(shop: Shop) -> None:
    shelf = shelf_of(shop.pk)
    for code in defects():
        found = topic_for_defect(shelf, code)
        assert f"defect-{code}" not in shelf.articles or (found and found.id == f"defect-{code}")
    assert (damaged := topic_for_defect(shelf, "printer_doa")) is not None
    assert damaged.id in {"defect-printer_doa", "printer-defective"}
    assert topic_for_defect(shelf, "") is None
    assert topic_for_defect(shelf, "zzz") is None


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_article_stands_under_one_subject_the_usual_ones_first(shop: Shop, language: str) -> None:
    articles = [one.article for one in shelf_of(shop.pk).visible()]
    told = list(subjects(articles, language))
    slugs = [one.slug for subject in told for one in (*subject.usual, *subject.others)]
    assert sorted(slugs) == sorted(article.id for article in articles)
    assert told[0].usual[0].slug == "help-bed-adhesion"
    assert all(len(subject.usual) <= USUAL + 1 for subject in told)
    assert [subject.key for subject in told] == [key for key in SUBJECTS if listed(articles, key, language)]


@pytest.mark.usefixtures("shop")
def test_a_subject_has_a_page_of_its_own(customer: Client) -> None:
    html = customer.get(f"{SHOP}help/?about=money").content.decode()
    assert "<h1" in html
    assert f"{SHOP}help/return-fees/" in html
    assert f"{SHOP}help/help-warping/" not in html
    assert customer.get(f"{SHOP}help/?about=money&page=zzz").status_code == 200
    assert "Comment vous aider" in customer.get(f"{SHOP}help/?about=zzz").content.decode()
