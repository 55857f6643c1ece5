"""Readers say once whether an article helped."""

import pytest

from reprise.apps.knowledge.models import ArticleRating
from reprise.apps.knowledge.queries import Rated, ratings_of, shelf_of, words_about
from reprise.apps.knowledge.rules.shelf import shipped
from reprise.apps.knowledge.rules.shop_content import content_of
from reprise.apps.knowledge.services.hide_article import hide_article
from reprise.apps.knowledge.services.rate_article import rate_article
from reprise.apps.knowledge.services.save_article import save_article
from reprise.apps.knowledge.tests.builders import TODAY, marc, zoe
from reprise.core.refusals import Invalid, NotFound
from tests.support.builders import AT, LATER, a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db
SLUG = shipped()[0].id


def test_the_same_browser_is_counted_once_and_its_last_word_counts() -> None:
    shop = a_shop()
    rate_article(shop_id=shop.pk, slug=SLUG, helpful=True, words="", asker="a", at=AT)
    rate_article(shop_id=shop.pk, slug=SLUG, helpful=False, words="Où est le bouton ?", asker="a", at=LATER)
    rate_article(shop_id=shop.pk, slug=SLUG, helpful=True, words="", asker="b", at=LATER)
    assert ratings_of(shelf_of(shop.pk), shop.pk) == {SLUG: Rated(1, 1)}
    assert [one.words for one in words_about(zoe(shop), SLUG)] == ["Où est le bouton ?"]


def test_a_new_version_begins_with_no_rating() -> None:
    shop = a_shop()
    rate_article(shop_id=shop.pk, slug=SLUG, helpful=False, words="", asker="a", at=AT)
    content = content_of(shipped()[0])
    save_article(actor=marc(shop), slug=SLUG, content=content, reviewed=TODAY, why="", at=AT)
    assert ratings_of(shelf_of(shop.pk), shop.pk) == {}
    rate_article(shop_id=shop.pk, slug=SLUG, helpful=True, words="", asker="a", at=LATER)
    assert ratings_of(shelf_of(shop.pk), shop.pk) == {SLUG: Rated(1, 0)}
    assert ArticleRating.objects.count() == 2


def test_what_nobody_can_read_cannot_be_rated() -> None:
    shop = a_shop()
    hide_article(actor=marc(shop), slug=SLUG, at=AT)
    for slug in (SLUG, "nobody"):
        with refused(NotFound):
            rate_article(shop_id=shop.pk, slug=slug, helpful=True, words="", asker="a", at=AT)


def test_words_too_long_or_without_a_browser_are_refused_and_addresses_covered() -> None:
    shop = a_shop()
    for words, asker in (("x" * 1_001, "a"), ("", ""), ("", "a" * 65)):
        with refused(Invalid):
            rate_article(shop_id=shop.pk, slug=SLUG, helpful=True, words=words, asker=asker, at=AT)
    said = rate_article(shop_id=shop.pk, slug=SLUG, helpful=False, words="alice@example.com", asker="a", at=AT)
    assert said.words == "•••"
