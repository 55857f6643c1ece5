"""What an article said: every version with what it changed, one of them whole, and going back to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.knowledge.queries import Shelved, shelf_of, versions_of
from reprise.apps.knowledge.rules.shop_content import content_of
from reprise.apps.knowledge.services.restore_version import restore_version
from reprise.core.refusals import NotFound
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.knowledge.changes import Change, changes
from reprise.web.backoffice.knowledge.editing import title_of
from reprise.web.backoffice.knowledge.frame import show_knowledge
from reprise.web.backoffice.knowledge.looks import looks
from reprise.web.backoffice.knowledge.newer import shipped_content
from reprise.web.backoffice.pages import address, go


@dataclass(frozen=True, slots=True)
class Told:
    """A version as the list tells it."""

    number: int
    by: str
    at: datetime
    why: str
    reviewed: date
    changes: list[Change]
    is_current: bool
    content: Mapping[str, Any]


@desk_page(right=Right.CASES_READ, methods=READ)
def versions(request: StaffRequest, article: str) -> HttpResponse:
    """All of them, the newest first, each with what it changed of the one before."""
    shelved = _shelved(request, article)
    context = {
        "slug": article, "shelved": shelved, "rows": _told(request, article, shelved),
        "has_shipped": bool(shipped_content(article)), "title": title_of(shelved.article),
    }  # fmt: skip
    return show_knowledge(request, "versions", gettext("Versions"), context, tab="articles")


@desk_page(right=Right.CASES_READ)
def version(request: StaffRequest, article: str, number: int) -> HttpResponse:
    """One of them as it read; number 0 is as it ships."""
    shelved = _shelved(request, article)
    if request.method == "POST":
        request.actor.require(Right.SETTINGS_EDIT)
        restore_version(actor=request.actor, slug=article, number=number, at=timezone.now())
        return go(request, _said(number), "knowledge_article", article)
    one = next((row for row in _told(request, article, shelved) if row.number == number), None)
    content = one.content if one else shipped_content(article) if number == 0 else {}
    if not content:
        raise NotFound
    shown = shelf_of(request.shop.pk).articles

    def place(slug: str) -> str | None:
        return address(request, "knowledge_article", slug) if slug in shown else None

    context = {
        "slug": article, "shelved": shelved, "one": one, "number": number, "title": title_of(shelved.article),
        "looks": looks(content, place), "sources": content.get("sources", []),
        "since": changes(content, content_of(shelved.article)), "is_current": shelved.version == number,
    }  # fmt: skip
    heading = gettext("Version %(number)d") % {"number": number} if number else gettext("As it ships")
    return show_knowledge(request, "version", heading, context, tab="articles")


def _said(number: int) -> str:
    if number == 0:
        return gettext("The article has our words again and gets better with each release. Yours are kept as versions.")
    return gettext("The article says again what it said in version %(number)d.") % {"number": number}


def _shelved(request: StaffRequest, slug: str) -> Shelved:
    found = shelf_of(request.shop.pk).articles.get(slug)
    if found is None:
        raise NotFound
    return found


def _told(request: StaffRequest, slug: str, shelved: Shelved) -> list[Told]:
    rows = versions_of(request.actor, slug)
    before = [*(row.content for row in rows[1:]), shipped_content(slug)]
    return [
        Told(
            row.number, str(row.by) if row.by else gettext("somebody who left"), row.at, row.why, row.reviewed,
            changes(was, row.content), row.number == shelved.version, row.content,
        )
        for row, was in zip(rows, before, strict=False)
    ]  # fmt: skip
