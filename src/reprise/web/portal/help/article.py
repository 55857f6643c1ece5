"""One article to read: the answer, the steps, where it comes from, what to do next, and a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.safestring import SafeString

from reprise.apps.knowledge.queries import shelf_of
from reprise.apps.knowledge.rules.finding import find_articles
from reprise.web.article_html import body_html, line_html
from reprise.web.guide_ways import guide_ways
from reprise.web.portal.articles import article_path, way_back
from reprise.web.portal.door import ShopRequest, shop_page
from reprise.web.portal.help import structured
from reprise.web.portal.help.doors import doors_of, person_behind
from reprise.web.portal.help.questions import LONGEST, settle
from reprise.web.portal.help.rate import LONGEST_WORDS, rated
from reprise.web.portal.help.subjects import entry, subject_of, title_of
from reprise.web.portal.pages import show
from reprise.web.portal.request.draft import language

if TYPE_CHECKING:
    from reprise.apps.knowledge.queries import Shelf, Shelved
    from reprise.apps.knowledge.rules.article import Article

LONG = 4  # headings from which a reader is told what is on the page
MOST_NEAR = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the page and the anchor it has."""

    anchor: str
    title: SafeString


@shop_page()
def article(request: ShopRequest, slug: str) -> HttpResponse:
    """The article; one that is hidden or was never written leads to what comes near its name."""
    shelf = shelf_of(request.shop.pk)
    found = shelf.articles.get(slug)
    if found is None or found.hidden:
        return _gone(request, shelf, slug)
    name = request.GET.get("a", "")
    if name and request.method == "GET":
        settle(request, name, chosen=slug)
    return show(request, "help/article", _context(request, shelf, found))


def _context(request: ShopRequest, shelf: "Shelf", found: "Shelved") -> dict[str, object]:
    about, shop, lang = found.article, request.shop, language()
    text, key = about.in_(lang), subject_of(about)
    back = way_back(request, shop.slug)

    def address(slug: str) -> str | None:
        there = shelf.articles.get(slug)
        return article_path(shop.slug, slug, back=back) if there and not there.hidden else None

    parts = tuple(_parts(text.body))
    return {
        "article": about, "text": text, "version": found.version, "written_in": _written_in(about, lang),
        "subject": key, "subject_title": title_of(key), "body": body_html(text.body, address=address),
        "parts": parts if len(parts) >= LONG else (), "doors": list(doors_of(about, shop.slug)), "back": back,
        "ways": [] if back else guide_ways(about.id, shop_slug=shop.slug, language=lang),
        "near": [entry(one, lang) for one in _near(shelf, about, lang)], "person": person_behind(request),
        "rated": rated(request), "longest_words": LONGEST_WORDS,
        "twins": structured.twins(request.path, lang), "structured": structured.of_article(shop, about, lang),
    }  # fmt: skip


def _written_in(article: "Article", lang: str) -> str:
    """The one language an article is written in, where that is not the page's."""
    return "" if lang in article.languages else next(iter(article.languages))


def _parts(body: str) -> Iterator[Part]:
    titles = [line[3:].strip() for line in body.splitlines() if line.startswith("## ")]
    for number, title in enumerate(titles, 1):
        yield Part(f"part-{number}", line_html(title, address=lambda _: None))


def _near(shelf: "Shelf", article: "Article", lang: str) -> list["Article"]:
    """What the article says is near, then what says the same of this one."""
    named = article.in_(lang).near
    back = [one.article.id for one in shelf.visible() if article.id in one.article.in_(lang).near]
    shown = (shelf.articles.get(slug) for slug in dict.fromkeys([*named, *back]))
    return [one.article for one in shown if one is not None and not one.hidden][:MOST_NEAR]


def _gone(request: ShopRequest, shelf: "Shelf", slug: str) -> HttpResponse:
    words = slug.replace("-", " ").replace("_", " ")[:LONGEST]
    found = find_articles(shelf.index, words, language(), limit=MOST_NEAR)
    context = {"found": found, "longest": LONGEST, "person": person_behind(request)}
    return show(request, "help/gone", context, status=404)
