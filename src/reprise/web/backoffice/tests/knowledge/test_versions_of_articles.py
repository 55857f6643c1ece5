"""What an article said can be read, compared and said again."""

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.knowledge.queries import shelf_of
from reprise.web.backoffice.knowledge.changes import changes
from reprise.web.backoffice.knowledge.differences import differences
from reprise.web.backoffice.tests.knowledge.builders import ARTICLE
from reprise.web.backoffice.tests.knowledge.test_writing_articles import typed

pytestmark = pytest.mark.django_db(transaction=True)


def test_each_version_says_what_it_changed_and_can_come_back(claire: Client, ines: Client, shop: Shop) -> None:
    ours = shelf_of(shop.pk).articles["return-packaging"].article.texts["fr"].title
    claire.post(ARTICLE, typed(claire, title_fr="Premier titre"))
    claire.post(ARTICLE, typed(claire, title_fr="Deuxième titre", why="Plus clair"))
    page = ines.get(f"{ARTICLE}versions/").content.decode()
    assert page.index("Version 2") < page.index("Version 1") < page.index("Tel qu’il est fourni")
    assert "Plus clair" in page
    assert ines.post(f"{ARTICLE}versions/1/").status_code == 403
    claire.post(f"{ARTICLE}versions/1/")
    now = shelf_of(shop.pk).articles["return-packaging"]
    assert (now.version, now.article.texts["fr"].title) == (3, "Premier titre")
    claire.post(f"{ARTICLE}versions/0/")
    now = shelf_of(shop.pk).articles["return-packaging"]
    assert (now.version, now.article.texts["fr"].title) == (0, ours)


def test_a_version_that_never_was_is_not_found(claire: Client) -> None:
    assert claire.get(f"{ARTICLE}versions/7/").status_code == 404
    assert claire.post(f"{ARTICLE}versions/7/").status_code == 404


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.words.strip()) for piece in differences(before, after)]


def test_a_change_is_told_word_by_word() -> None:
    assert told("un deux trois", "un quatre trois") == [
        ("same", "un"), ("gone", "deux"), ("new", "quatre"), ("same", "trois"),
    ]  # fmt: skip
    assert differences("pareil", "pareil") == ()


def test_what_is_far_from_every_change_is_left_out() -> None:
    words = [f"w{n}" for n in range(100)]
    pieces = told(" ".join(words), " ".join([*words, "fin"]))
    assert pieces[0] == ("rest", "")
    assert pieces[-1] == ("new", "fin")
    assert len(" ".join(text for _kind, text in pieces)) < 80


def test_lists_tell_what_came_and_what_went() -> None:
    before = {"fr": {"phrasings": ["a", "b"]}, "sources": [{"label": "Loi", "url": "https://a"}]}
    after = {"fr": {"phrasings": ["b", "c"]}, "sources": [{"label": "Loi", "url": "https://a"}]}
    (change,) = changes(before, after)
    assert [(piece.kind, piece.words) for piece in change.pieces] == [("gone", "a"), ("new", "c")]
