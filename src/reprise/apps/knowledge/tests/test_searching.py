"""People find an article by its words, half typed, misspelt, or in the other language."""

import pytest

from reprise.apps.knowledge.rules.article import Article
from reprise.apps.knowledge.rules.finding import Found, find_articles
from reprise.apps.knowledge.rules.index import Index, shipped_index
from reprise.apps.knowledge.rules.marking import Meant, excerpt, marked
from reprise.apps.knowledge.rules.shop_content import article_of
from reprise.apps.knowledge.tests.builders import TODAY, written


def search(words: str, language: str = "fr") -> list[Found]:
    return find_articles(shipped_index(), words, language)


@pytest.mark.parametrize(
    ("words", "language", "slug"),
    [
        ("garantie", "fr", "warranty"),
        ("garanti", "fr", "warranty"),
        ("garantei legale", "fr", "warranty"),
        ("remboursemnt delai", "fr", "refund-timing-method"),
        ("premiere couche", "fr", "help-bed-adhesion"),
        ("stringing", "en", "help-stringing"),
        ("refund", "fr", "refund-timing-method"),
        ("rembourser", "en", "refund-timing-method"),
    ],
)
def test_the_article_is_found(words: str, language: str, slug: str) -> None:
    assert slug in {one.article.id for one in search(words, language)[:3]}


def test_what_was_searched_is_marked_whatever_its_form() -> None:
    found = search("remboursements")[0]
    assert "<mark>remboursement</mark>" in found.title_html
    assert "<mark>" in found.excerpt_html


def test_a_word_half_typed_is_marked() -> None:
    assert "<mark>retour</mark>" in search("retou")[0].title_html


def test_the_nearest_comes_first_and_no_more_than_asked_for() -> None:
    scores = [one.score for one in search("retour imprimante")]
    assert scores == sorted(scores, reverse=True)
    assert len(find_articles(shipped_index(), "retour", "fr", 3)) == 3


@pytest.mark.parametrize("words", ["", " ", "?", "zzzzqqqq", "😀", "\x00", "a" * 10_000, "<script>alert(1)</script>"])
def test_anything_may_be_typed(words: str) -> None:
    assert all("<script" not in one.title_html + one.excerpt_html for one in search(words))


def test_what_a_shop_wrote_is_escaped() -> None:
    article: Article = article_of("x", written("Buse <0,4 & “fine”"), reviewed=TODAY)
    found = find_articles(Index.of([article]), "buse", "fr")[0]
    assert found.title_html == "<mark>Buse</mark> &lt;0,4 &amp; “fine”"


def test_neighbours_are_marked_as_one() -> None:
    meant = Meant.by(["carte", "cadeau"], "fr")
    assert marked("Une carte cadeau à offrir", meant) == "Une <mark>carte cadeau</mark> à offrir"


def test_the_excerpt_is_the_sentence_that_says_most_without_headings_and_marks() -> None:
    body = "## Un titre\n\nRien ici.\n\n- **La carte** [cadeau](https://x.example) vaut un an. Puis la suite."
    assert excerpt(body, Meant.by(["carte", "cadeau"], "fr")) == "La carte cadeau vaut un an. Puis la suite."
    assert excerpt("", Meant.by(["carte"], "fr")) == ""
    assert len(excerpt("mot " * 200, Meant.by(["mot"], "fr"))) <= 191
