"""The articles of the shop, what needs work first; found by their words as customers find them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.knowledge.asked_queries import asked_wrong
from reprise.apps.knowledge.queries import Rated, Shelf, Shelved, ratings_of, shelf_of
from reprise.apps.knowledge.rules.finding import Found, find_articles
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.knowledge.editing import title_of
from reprise.web.backoffice.knowledge.frame import show_knowledge
from reprise.web.backoffice.knowledge.needs import Need, needs_of
from reprise.web.backoffice.knowledge.words import SHORT_KINDS
from reprise.web.backoffice.pages import address

SHOWN: Final = 100
RECENT: Final = timedelta(weeks=12)  # wrong answers older than this no longer call
LEAST: Final = 60  # the weight of a need from which an article is worth opening for it


@dataclass(frozen=True, slots=True)
class Row:
    """An article in the list."""

    slug: str
    url: str
    title: str
    about: str | Promise
    needs: list[Need]
    helped: int
    rated: int
    reviewed: date
    version: int
    hidden: bool
    title_html: SafeString | str = ""
    excerpt_html: SafeString | str = ""

    @property
    def weight(self) -> int:
        """How much it calls: hidden ones do not."""
        return 0 if self.hidden else max((need.weight for need in self.needs), default=0)


@dataclass(frozen=True, slots=True)
class View:
    """A part of the list."""

    name: str
    url: str
    words: str
    count: int


@desk_page(right=Right.CASES_READ, methods=READ)
def articles(request: StaffRequest) -> HttpResponse:
    """The list, or what a search finds in it."""
    shelf, q = shelf_of(request.shop.pk), " ".join(request.GET.get("q", "").split())[:200]
    rows = _rows(request, shelf, timezone.now())
    parts = {
        "work": [row for row in rows if row.weight >= LEAST], "all": rows,
        "own": [row for row in rows if row.version], "hidden": [row for row in rows if row.hidden],
    }  # fmt: skip
    asked = request.GET.get("view", "")
    view = asked if asked in parts else "work"
    shown = _found(shelf, rows, q) if q else parts[view]
    page = _page(request.GET.get("page", ""))
    context = {
        "rows": shown[(page - 1) * SHOWN : page * SHOWN], "q": q, "view": "" if q else view,
        "views": _views(request, parts), "total": len(shelf.visible()),
        "help_url": reverse("portal:help", args=[request.shop.slug]), "try_url": address(request, "knowledge_try", q=q),
        "next_url": _to(request, view, page + 1) if len(shown) > page * SHOWN else "",
        "earlier_url": _to(request, view, page - 1) if page > 1 else "",
    }  # fmt: skip
    return show_knowledge(request, "list", gettext("Help"), context, tab="articles")


def _views(request: StaffRequest, parts: dict[str, list[Row]]) -> list[View]:
    words = {
        "work": gettext("To look at"), "all": gettext("All"), "own": gettext("Your words"), "hidden": gettext("Hidden")
    }  # fmt: skip
    return [
        View(name, address(request, "knowledge", view=name), words[name], len(rows)) for name, rows in parts.items()
    ]


def _rows(request: StaffRequest, shelf: Shelf, at: datetime) -> list[Row]:
    """Every article, the one that needs most first."""
    visible = frozenset(one.article.id for one in shelf.visible())
    rated, wrong = ratings_of(shelf, request.shop.pk), asked_wrong(request.shop.pk, at - RECENT)
    today = timezone.localdate(at)
    rows = [
        _row(request, one, visible, rated.get(slug, Rated()), wrong.get(slug, 0), today)
        for slug, one in shelf.articles.items()
    ]
    return sorted(rows, key=lambda row: (-row.weight, row.reviewed, row.title.casefold()))


def _row(
    request: StaffRequest, one: Shelved, visible: frozenset[str], rated: Rated, wrong: int, today: date
) -> Row:  # fmt: skip
    article = one.article
    return Row(
        article.id, address(request, "knowledge_article", article.id), title_of(article),
        SHORT_KINDS[article.kind.value], needs_of(one, visible=visible, rated=rated, wrong=wrong, today=today),
        rated.helpful, rated.helpful + rated.not_helpful, article.reviewed, one.version, one.hidden,
    )  # fmt: skip


def _found(shelf: Shelf, rows: Sequence[Row], q: str) -> list[Row]:
    """What customers would find, in that order, then hidden ones that have the words in their title."""
    at = {row.slug: row for row in rows}
    found = [_marked(at[one.article.id], one) for one in find_articles(shelf.index, q, get_language() or "fr", SHOWN)]
    hidden = [row for row in rows if row.hidden and q.casefold() in row.title.casefold()]
    named = [row for row in rows if row.slug == q and row.slug not in {one.slug for one in found}]
    return [*named, *found, *hidden]


def _marked(row: Row, found: Found) -> Row:
    return Row(
        row.slug, row.url, row.title, row.about, row.needs, row.helped, row.rated, row.reviewed, row.version,
        row.hidden, mark_safe(found.title_html), mark_safe(found.excerpt_html),  # noqa: S308  # escaped where it is made
    )  # fmt: skip


def _to(request: StaffRequest, view: str, page: int) -> str:
    return address(request, "knowledge", view=view, page=page if page > 1 else None)


def _page(typed: str) -> int:
    return max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 1
