"""The body of an article as a page shows it."""

import pytest

from reprise.apps.knowledge.rules.shelf import shipped
from reprise.web.article_html import body_html, line_html, plain_body

BODY = """## Avant de renvoyer

Photographiez **le défaut** et *l’étiquette*,
puis écrivez-nous.

- une photo de près
- une photo de loin,
  avec une règle

1. ouvrez
2. pesez
Voir [le retour](help:return-start) et [la loi](https://www.legifrance.gouv.fr/?a=1&b=2).
"""


def drawn(body: str) -> str:
    return body_html(body, address=lambda slug: f"/aide/{slug}/" if slug == "return-start" else None)


def test_paragraphs_lists_and_headings_are_drawn() -> None:
    html = drawn(BODY)
    assert '<h2 id="part-1">Avant de renvoyer</h2>' in html
    assert "<p>Photographiez <strong>le défaut</strong> et <em>l’étiquette</em>, puis écrivez-nous.</p>" in html
    assert "<ul><li>une photo de près</li><li>une photo de loin, avec une règle</li></ul>" in html
    assert "<ol><li>ouvrez</li><li>pesez Voir" in html


def test_links_lead_to_articles_and_outside_and_nowhere_else() -> None:
    html = drawn(BODY)
    assert '<a href="/aide/return-start/">le retour</a>' in html
    assert '<a href="https://www.legifrance.gouv.fr/?a=1&amp;b=2" rel="noopener noreferrer">la loi</a>' in html
    assert drawn("[x](help:gone) [y](javascript:alert(1)) [z](http://a)") == "<p>x y z</p>"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>", "**<img src=x onerror=alert(1)>**", "[<b>x</b>](help:return-start)",
        '[x](https://a"onmouseover="alert(1))', "## <svg/onload=alert(1)>", "- <i>x</i>",
    ],
)  # fmt: skip
def test_what_is_no_markup_of_ours_stays_text(hostile: str) -> None:
    html = drawn(hostile)
    for piece in ("<script", "<img", "<b>", "<svg", "<i>", '"onmouse'):
        assert piece not in html


def test_lines_that_begin_with_an_angle_are_one_warning() -> None:
    html = drawn("> **Débranchez** d’abord.\n> N’ouvrez rien.\n\nPuis attendez.")
    warning = "<p><strong>Débranchez</strong> d’abord. N’ouvrez rien.</p>"
    assert html == f'<div class="rp-article-warning">{warning}</div>\n<p>Puis attendez.</p>'


def test_headings_step_down_and_lose_their_names_where_two_bodies_share_a_page() -> None:
    assert body_html("## A", address=lambda _: None, shift=1, ids="") == "<h3>A</h3>"


def test_one_line_and_the_bare_words() -> None:
    assert line_html("**a** & b", address=lambda _: None) == "<strong>a</strong> &amp; b"
    assert plain_body("## Titre\n\nun **deux** [trois](help:x)\n\n- a\n- *b*") == "Titre\n\nun deux trois\n\na\nb"


def test_every_article_of_ours_is_drawn_without_marks_left_over() -> None:
    for article in shipped():
        for text in article.texts.values():
            html = body_html(text.body, address=lambda slug: f"/{slug}/")
            assert "**" not in html, article.id
            assert "](" not in html, article.id
            assert "## " not in html, article.id


def test_an_address_keeps_its_brackets_and_a_bracket_begins_no_link_within_another() -> None:
    drawn = body_html(
        "[Arc](https://en.wikipedia.org/wiki/Arc_(geometry)) [[a](https://b.example)", address=lambda _: None
    )
    assert 'href="https://en.wikipedia.org/wiki/Arc_(geometry)"' in drawn
    assert '[<a href="https://b.example"' in drawn
