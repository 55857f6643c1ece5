"""Two who save, hide or rate at once: one wins, the other is told, nothing is kept twice."""

import pytest

from reprise.apps.knowledge.models import ArticleRating, ArticleVersion, ShopArticle
from reprise.apps.knowledge.queries import article_for, shelf_of
from reprise.apps.knowledge.rules.shelf import shipped
from reprise.apps.knowledge.rules.shop_content import content_of
from reprise.apps.knowledge.services.hide_article import hide_article
from reprise.apps.knowledge.services.rate_article import rate_article
from reprise.apps.knowledge.services.save_article import save_article
from reprise.apps.knowledge.tests.builders import TODAY, marc
from reprise.core.refusals import Overtaken
from tests.support.at_once import at_once
from tests.support.builders import AT, a_shop

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_three_who_save_what_they_read_one_wins_and_every_process_reads_that() -> None:
    shop, ours = a_shop(), shipped()[0]

    def save(number: int) -> int:
        content = content_of(ours)
        content["fr"]["title"] = f"À la façon de {number}"
        save_article(actor=marc(shop), slug=ours.id, content=content, reviewed=TODAY, why="", at=AT, read=0)
        return number

    won = at_once(save, unless=Overtaken)
    assert len(won) == 1
    assert (ShopArticle.objects.count(), ArticleVersion.objects.count()) == (1, 1)
    assert article_for(shop.pk, ours.id).article.in_("fr").title == f"À la façon de {won[0]}"


def test_hidden_by_all_at_once_it_is_hidden_once() -> None:
    shop, slug = a_shop(), shipped()[0].id
    assert len(at_once(lambda _: hide_article(actor=marc(shop), slug=slug, at=AT))) == 3
    assert ShopArticle.objects.get().hidden
    assert slug not in shelf_of(shop.pk).index.articles


def test_one_browser_that_presses_twice_is_counted_once() -> None:
    shop, slug = a_shop(), shipped()[0].id

    def rate(_: int) -> None:
        rate_article(shop_id=shop.pk, slug=slug, helpful=True, words="", asker="a", at=AT)

    assert len(at_once(rate)) == 3
    assert ArticleRating.objects.count() == 1
