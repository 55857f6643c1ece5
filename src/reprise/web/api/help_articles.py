"""The articles of a shop's help: all it shows, one of them, and those that some words find."""

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Literal

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override
from ninja import Router, Schema
from pydantic import Field

from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.knowledge.queries import article_for, shelf_of
from reprise.apps.knowledge.rules.finding import find_articles
from reprise.web.api.pages import cursor_of, text_in
from reprise.web.api.schemas import NO_NUL, CitedOut, Cursor, Limit, Page, Slug
from reprise.web.api.scopes import scope
from reprise.web.api.tokens import caller

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.knowledge.queries import Shelved

router = Router(tags=["help"])
Lang = Literal["fr", "en"]
Words = Annotated[str, Field(min_length=1, max_length=500, pattern=NO_NUL)]


class ArticleOut(Schema):
    """An article in one language; `version` 0 is as it ships, `language` the one it is written in."""

    slug: str
    kind: str
    language: str
    languages: list[str]
    title: str
    answer: str
    reviewed: date
    version: int
    is_own: bool
    url: str


class ArticleInFull(ArticleOut):
    """The same with its text (paragraphs, lists, “## ” headings, bold, links; help:<slug> leads to another article)."""

    body: str
    near: list[str]
    actions: list[str]
    pictures: list[str]
    sources: list[CitedOut]


class FoundOut(Schema):
    """An article found; both texts are HTML in which only <mark> stands."""

    slug: str
    title_html: str
    excerpt_html: str
    reviewed: date
    score: float
    url: str


class ResultsOut(Schema):
    """What was found, the nearest first."""

    items: list[FoundOut]


@router.get("/articles", response=Page[ArticleOut])
@scope(Right.CASES_READ)
def list_articles(
    request: HttpRequest, lang: Lang | None = None, limit: Limit = 50, cursor: Cursor | None = None
) -> Page[ArticleOut]:
    """What customers may read, by name; hidden articles are left out."""
    shop, told = shop_of(caller(request)), lang_of(lang)
    after = text_in(cursor) if cursor else ""
    shown = sorted(shelf_of(shop.pk).visible(), key=lambda one: one.article.id)
    rows = list(islice((one for one in shown if one.article.id > after), limit + 1))
    items = [_head(shop, one, told) for one in rows[:limit]]
    return Page(items=items, next=cursor_of(items[-1].slug) if len(rows) > limit else None)


@router.get("/articles/{slug}", response=ArticleInFull)
@scope(Right.CASES_READ)
def read_article(request: HttpRequest, slug: Slug, lang: Lang | None = None) -> ArticleInFull:
    """One article."""
    shop, told = shop_of(caller(request)), lang_of(lang)
    shelved = article_for(shop.pk, slug)
    article, text = shelved.article, shelved.article.in_(told)
    return ArticleInFull(
        **_head(shop, shelved, told).model_dump(), body=text.body, near=list(text.near),
        pictures=list(article.pictures), actions=[deed.value for deed in article.actions],
        sources=[CitedOut(label=one.label, url=one.url) for one in article.sources],
    )  # fmt: skip


@router.get("/search", response=ResultsOut)
@scope(Right.CASES_READ)
def search_articles(request: HttpRequest, q: Words, lang: Lang | None = None, limit: Limit = 20) -> ResultsOut:
    """The articles nearest to some words, half typed or misspelt ones too."""
    shop, told = shop_of(caller(request)), lang_of(lang)
    found = find_articles(shelf_of(shop.pk).index, q, told, limit)
    return ResultsOut(items=[
        FoundOut(
            slug=one.article.id, title_html=one.title_html, excerpt_html=one.excerpt_html,
            reviewed=one.article.reviewed, score=round(one.score, 3), url=address_of(shop, one.article.id, told),
        )
        for one in found
    ])  # fmt: skip


def lang_of(asked: Lang | None) -> Lang:
    """The language asked for, else that of Accept-Language."""
    return asked or ("fr" if (get_language() or "").startswith("fr") else "en")


def address_of(shop: "Shop", slug: str, lang: Lang) -> str:
    """Where customers read an article."""
    with override(lang):
        return settings.ENV.base_url.rstrip("/") + reverse("portal:help_article", args=[shop.slug, slug])


def _head(shop: "Shop", shelved: "Shelved", lang: Lang) -> ArticleOut:
    article, text = shelved.article, shelved.article.in_(lang)
    return ArticleOut(
        slug=article.id, kind=article.kind.value, languages=list(article.languages),
        language=lang if lang in article.languages else article.languages[0], title=text.title, answer=text.answer,
        reviewed=article.reviewed, version=shelved.version, is_own=shelved.own, url=address_of(shop, article.id, lang),
    )  # fmt: skip
